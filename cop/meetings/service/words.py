"""What people commit themselves to in a meeting, and what became of it."""

from datetime import date, datetime

from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.meetings import policy
from cop.meetings.models import Meeting
from cop.meetings.service.change import changing
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets.models import Commitment
from cop.sets.service import commitments


def commit(actor: User, meeting_id: int, *, what: str, first_step: str, by_when: date, now: datetime) -> Commitment:
    """The presenter says what they will do; it comes back in the updates of the next meeting."""
    with changing(actor, meeting_id, now=now) as change:
        presenting = policy.is_presenting(actor.id, change.progress)
        require(presenting, "Only the presenter makes commitments, at the end of their own slot.")
        if not change.progress.part.speaking.commits:
            raise RuleBroken("Commitments are made in the part called Act. Keep this in your tray until then.")
        return commitments.commit(
            actor,
            change.meeting.set_id,
            season_date_id=meeting_id,
            what=what,
            first_step=first_step,
            by_when=by_when,
            now=now,
        )


def report(
    actor: User,
    meeting_id: int,
    *,
    commitment_id: int,
    outcome: set_rules.Report,
    note: str,
    by_when: date | None,
    now: datetime,
    learnt: str = "",
) -> Meeting:
    """Say how it went, in the updates."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        commitments.report(
            actor, commitment_id, outcome=outcome, note=note, learnt=learnt, by_when=by_when,
            season_date_id=meeting_id, now=now,
        )  # fmt: skip
        return change.meeting


def skip(actor: User, meeting_id: int, *, commitment_id: int, reason: str, now: datetime) -> Meeting:
    """Go on without hearing of it, for a reason that is written down."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_in_the_room()
        steers = change.may_steer
        commitments.skip(actor, commitment_id, reason=reason, season_date_id=meeting_id, steers=steers, now=now)
        return change.meeting
