"""What a presenter says they will do, written down by the facilitator: the presenter's own once they say yes."""

from datetime import date, datetime

from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.meetings import policy
from cop.meetings.models import HeardCommitment
from cop.meetings.queries import meeting_in
from cop.meetings.queries.heard import heard_for
from cop.meetings.service.change import Change, changing
from cop.people.models import User
from cop.sets.models import Commitment
from cop.sets.service import commitments


def write_down(
    actor: User, meeting_id: int, *, person_id: int, what: str, first_step: str, by_when: date, now: datetime
) -> HeardCommitment:
    """Write down what the presenter says. `person_id` is who was seen to present, should the slot have ended."""
    with changing(actor, meeting_id, now=now) as change:
        allowed = policy.can_write_down(actor.id, change.room, progress=change.progress, now=now)
        require(allowed, "Only the facilitator writes down what a presenter says they will do.")
        if person_id != change.progress.presenter or not change.progress.part.speaking.commits:
            raise RuleBroken("Commitments are made in the part called Act. Keep this in your tray until then.")
        presenter = change.tx.session.get_one(User, person_id)
        _, made_on = meeting_in(change.meeting)
        said = commitments.checked(presenter, made_on, what=what, first_step=first_step, by_when=by_when, now=now)
        heard = HeardCommitment(
            meeting_id=meeting_id, user_id=person_id, written_by_id=actor.id, what=said.what,
            first_step=said.first_step, by_when=said.by_when, written_at=now,
        )  # fmt: skip
        change.tx.session.add(heard)
        return heard


def make_own(actor: User, meeting_id: int, *, heard_id: int, now: datetime) -> Commitment:
    """Yes, that is what I said: from now on it is a commitment like any other."""
    with changing(actor, meeting_id, now=now) as change:
        heard = _own(change, heard_id)
        return _commit(change, heard, what=heard.what, first_step=heard.first_step, by_when=heard.by_when)


def put_otherwise(
    actor: User, meeting_id: int, *, heard_id: int, what: str, first_step: str, by_when: date, now: datetime
) -> Commitment:
    """Not quite: in these words of one's own it is a commitment."""
    with changing(actor, meeting_id, now=now) as change:
        heard = _own(change, heard_id)
        return _commit(change, heard, what=what, first_step=first_step, by_when=by_when)


def let_go(actor: User, meeting_id: int, *, heard_id: int, now: datetime) -> None:
    """No, or written down by mistake: either of the two lets it go, and nobody asks why."""
    with changing(actor, meeting_id, now=now) as change:
        change.tx.session.delete(heard_for(actor, change.meeting, heard_id=heard_id))


def _own(change: Change, heard_id: int) -> HeardCommitment:
    heard = heard_for(change.actor, change.meeting, heard_id=heard_id)
    require(policy.can_make_own(change.actor, heard), "Only the person who said it can say whether that is right.")
    return heard


def _commit(change: Change, heard: HeardCommitment, *, what: str, first_step: str, by_when: date) -> Commitment:
    commitment = commitments.commit(
        change.actor, change.meeting.set_id, season_date_id=change.meeting.id, what=what, first_step=first_step,
        by_when=by_when, now=change.now,
    )  # fmt: skip
    change.tx.session.delete(heard)
    return commitment
