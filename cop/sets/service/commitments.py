"""What members say they will do, and what they say became of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from cop.core import words
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.people.models import User
from cop.sets import policy, rules
from cop.sets.facts import CommitmentDeleted, CommitmentMade, CommitmentReported
from cop.sets.models import Commitment, SeasonDate
from cop.sets.queries import brought_to, commitment_for, dates_of, next_date, set_for
from cop.sets.service.reminders import plan_reminders

LONGEST = 1_000


def commit(
    actor: User, set_id: int, *, season_date_id: int, what: str, first_step: str, by_when: date, now: datetime
) -> Commitment:
    """Say what one will do, at the meeting of that date. It comes back in the updates of the next one.

    It belongs to the challenge that was brought to this meeting, if one was.
    """
    with transaction() as tx:
        made_on = _date_in(set_for(actor, set_id).dates, season_date_id)
        made = checked(actor, made_on, what=what, first_step=first_step, by_when=by_when, now=now)
        brought = brought_to(made_on.id, actor.id)
        commitment = Commitment(
            set_id=set_id, user_id=actor.id, made_at_id=made_on.id, what=made.what, first_step=made.first_step,
            by_when=made.by_when, created_at=now, challenge_id=brought.challenge_id if brought else None,
        )  # fmt: skip
        tx.session.add(commitment)
        tx.flush()
        plan_reminders(tx, commitment, owner=actor, now=now)
        tx.announce(CommitmentMade(set_id, commitment.id))
        return commitment


def checked(
    owner: User, made_on: SeasonDate, *, what: str, first_step: str, by_when: date, now: datetime
) -> rules.Commitment:
    """What somebody says they will do, by a day that is still to come where they live. Raises RuleBroken."""
    _check_length(what, first_step)
    return rules.commit(
        owner.id,
        made_at=made_on.number,
        what=what,
        first_step=first_step,
        by_when=by_when,
        today=_today(owner, now),
    )


def report(
    actor: User,
    commitment_id: int,
    *,
    outcome: rules.Report,
    note: str,
    now: datetime,
    learnt: str = "",
    by_when: date | None = None,
    season_date_id: int | None = None,
) -> Commitment:
    """Say how it went: `outcome` is the state, `note` the owner's words, `by_when` the new date of one that is moved.

    Counts for the meeting of `season_date_id`; between meetings, for the one to come.
    """
    with transaction():
        commitment = commitment_for(actor, commitment_id)
        require(policy.can_report(actor, commitment), "Only the person who said it can say how it went.")
        told: dict[str, Any] = {"note": note, "learnt": learnt, "by_when": by_when, "season_date_id": season_date_id}
        return _tell(commitment, outcome, actor, **told, now=now)


def skip(
    actor: User,
    commitment_id: int,
    *,
    reason: str,
    now: datetime,
    season_date_id: int | None = None,
    steers: bool = False,
) -> Commitment:
    """Go on without hearing how it went, for a reason that is written down; it comes back at the meeting after.

    `steers` is whether the actor has the controls of that meeting, as in a rota or after it was handed over.
    """
    with transaction():
        commitment = commitment_for(actor, commitment_id)
        allowed = policy.can_skip(actor, commitment, learning_set=set_for(actor, commitment.set_id))
        may = steers or allowed
        require(may, "Only the person who said it, the facilitator or the deputy can leave it for another time.")
        return _tell(commitment, "skipped", actor, note=reason, season_date_id=season_date_id, now=now)


def amend(actor: User, commitment_id: int, *, what: str, first_step: str, by_when: date, now: datetime) -> Commitment:
    """Put it in other words or choose another date, as long as it is open."""
    with transaction() as tx:
        commitment = commitment_for(actor, commitment_id)
        require(policy.can_report(actor, commitment), "Only the person who said it can change it.")
        if not commitment.is_open:
            raise RuleBroken("This commitment has already been reported on.")
        fresh = checked(actor, commitment.made_on, what=what, first_step=first_step, by_when=by_when, now=now)
        commitment.what, commitment.first_step, commitment.written_by_id = fresh.what, fresh.first_step, None
        _date(tx, commitment, by_when=fresh.by_when, owner=actor, now=now)
        tx.announce(CommitmentMade(commitment.set_id, commitment.id))
        return commitment


def delete_commitment(actor: User, commitment_id: int) -> None:
    """Delete what one said one would do, and what became of it."""
    with transaction() as tx:
        commitment = commitment_for(actor, commitment_id)
        require(policy.can_report(actor, commitment), "Only the person who said it can delete it.")
        tx.announce(CommitmentDeleted(commitment.set_id, commitment.id))
        tx.session.delete(commitment)


def _tell(
    commitment: Commitment,
    outcome: rules.Report,
    actor: User,
    *,
    note: str,
    now: datetime,
    learnt: str = "",
    by_when: date | None = None,
    season_date_id: int | None = None,
) -> Commitment:
    with transaction() as tx:
        _check_length(note, learnt)
        at = _meeting_of(commitment, season_date_id, now=now)
        number = at.number if at else commitment.made_on.number + 1
        told = rules.report(
            commitment.value, outcome, at_meeting=number, outcome=note, learnt=learnt or commitment.learnt,
            by_when=by_when, today=_today(actor, now),
        )  # fmt: skip
        commitment.state, commitment.outcome, commitment.learnt = told.state, told.outcome, told.learnt
        _date(tx, commitment, by_when=told.by_when, owner=actor, now=now)
        commitment.reported_at_id, commitment.reported_at = at.id if at else None, now
        commitment.written_by_id = None
        tx.announce(CommitmentReported(commitment.set_id, commitment.id))
        return commitment


def _date(tx: Transaction, commitment: Commitment, *, by_when: date, owner: User, now: datetime) -> None:
    """A new date has reminders of its own."""
    if by_when != commitment.by_when:
        commitment.by_when, commitment.redated_at = by_when, now
        commitment.halfway_sent_at = commitment.eve_sent_at = None
        plan_reminders(tx, commitment, owner=owner, now=now)


def _meeting_of(commitment: Commitment, season_date_id: int | None, *, now: datetime) -> SeasonDate | None:
    dates = dates_of(commitment.set_id)
    if season_date_id is not None:
        return _date_in(dates, season_date_id)
    later = [each for each in dates if each.number > commitment.made_on.number]
    return next_date(later, now=now)


def _date_in(dates: Iterable[SeasonDate], season_date_id: int) -> SeasonDate:
    for each in dates:
        if each.id == season_date_id:
            return each
    raise NotVisible


def _check_length(*texts: str) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise RuleBroken("That is longer than %(most)s characters. Please say it in fewer.", most=LONGEST)


def _today(actor: User, now: datetime) -> date:
    return now.astimezone(words.zone(actor.time_zone)).date()
