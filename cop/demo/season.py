"""A meeting of the demo, played from lobby to close with the clock of a past day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cop.core.database import db
from cop.demo.words import BIDS, LINGERS, ORDER_REASON, PROMISES
from cop.meetings import service as meetings
from cop.meetings.models import Meeting
from cop.people.models import User
from cop.sets.queries import due_commitments, prepared_for

TALK = {
    "opening": 3,
    "check_in": 10,
    "updates": 9,
    "bidding": 8,
    "agreed": 2,
    "break": 10,
    "set_review": 9,
    "closing": 6,
}
SLOT = {"settle": 1, "present": 6, "clarify": 6, "explore": 19, "reflect": 4, "act": 5, "review": 4}
REPORT = "I did, and it was shorter than I feared."


@dataclass(slots=True)
class Player:
    """Plays one meeting: `now` moves on by what each part takes."""

    meeting_id: int
    number: int
    facilitator: User
    members: Mapping[str, User]
    now: datetime

    def play(self, presenters: Sequence[str]) -> None:
        """Lobby, opening, one slot for each presenter, close."""
        for person in (self.facilitator, *self.members.values()):
            meetings.arrive(person, self.meeting_id, now=self.now)
            meetings.affirm(person, self.meeting_id, now=self.now)
        meetings.start(self.facilitator, self.meeting_id, seen=self._step(), now=self.now)
        while (key := self._key()) != "closing":
            self._take_part(key, presenters)
            self.now += timedelta(minutes=(TALK | SLOT)[key] + self._lingers(key))
            meetings.advance(self.facilitator, self.meeting_id, seen=self._step(), now=self.now)
        self.now += timedelta(minutes=TALK["closing"])
        meetings.close(self.facilitator, self.meeting_id, seen=self._step(), now=self.now)

    def _take_part(self, key: str, presenters: Sequence[str]) -> None:
        if key == "updates":
            self._report()
        if key == "bidding":
            for name in presenters:
                sentence, urgency = BIDS[name]
                self._bid(self.members[name], sentence, urgency=urgency)
        if key == "agreed":
            order = [self.members[name].id for name in presenters]
            meetings.agree(
                self.facilitator,
                self.meeting_id,
                presenters=order,
                reason=ORDER_REASON,
                seen=self._step(),
                now=self.now,
            )
        if key == "act":
            self._promise()

    def _bid(self, person: User, sentence: str, *, urgency: int) -> None:
        own = prepared_for(person, self._meeting().set_id, season_date_id=self.meeting_id)
        challenge = own[0].id if own else None
        meetings.bid(person, self.meeting_id, sentence=sentence, urgency=urgency, challenge=challenge, now=self.now)

    def _report(self) -> None:
        by_id = {person.id: person for person in self.members.values()}
        for commitment in due_commitments(self._meeting().set_id, at_meeting=self.number):
            owner = by_id[commitment.user_id]
            meetings.report(
                owner,
                self.meeting_id,
                commitment_id=commitment.id,
                outcome="done",
                note=REPORT,
                by_when=None,
                now=self.now,
            )

    def _promise(self) -> None:
        presenter = self._meeting().progress.presenter
        name = next(name for name, person in self.members.items() if person.id == presenter)
        what, first_step = PROMISES[name]
        by_when = (self.now + timedelta(days=14)).date()
        meetings.commit(
            self.members[name], self.meeting_id, what=what, first_step=first_step, by_when=by_when, now=self.now
        )

    def _lingers(self, key: str) -> int:
        """Minutes more or fewer than planned: nobody keeps to a plan exactly."""
        presenter = self._meeting().progress.presenter if key == "explore" else None
        return next((LINGERS[name] for name, each in self.members.items() if each.id == presenter), 0)

    def _meeting(self) -> Meeting:
        return db.session.get_one(Meeting, self.meeting_id)

    def _step(self) -> int:
        return self._meeting().progress.step

    def _key(self) -> str:
        return self._meeting().progress.part.key
