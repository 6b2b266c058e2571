"""What members said they would do, and how it comes back to them in the next meeting."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from cop.core.errors import RuleBroken

CommitmentState = Literal["open", "done", "partly", "not_done", "moved", "stuck", "learnt", "dropped", "skipped"]
Report = Literal["done", "partly", "not_done", "moved", "stuck", "learnt", "dropped", "skipped"]
COMES_BACK: Final = frozenset({"open", "moved", "stuck", "skipped"})
NEEDS_A_REASON: Final = frozenset({"not_done", "dropped", "skipped"})


@dataclass(frozen=True, slots=True)
class Commitment:
    """`made_at` and `reported_at` are numbers of season dates, from 1; `outcome` and `learnt` are their words."""

    member: int
    made_at: int
    by_when: date
    what: str
    first_step: str
    state: CommitmentState = "open"
    outcome: str = ""
    learnt: str = ""
    reported_at: int | None = None


def commit(member: int, *, made_at: int, what: str, first_step: str, by_when: date, today: date) -> Commitment:
    if not what.strip():
        raise RuleBroken("Say what you will do.")
    if not first_step.strip():
        raise RuleBroken("Say what the first step is.")
    _check_still_to_come(by_when, today=today)
    return Commitment(member, made_at, by_when, what.strip(), first_step.strip())


def report(
    commitment: Commitment,
    state: Report,
    *,
    at_meeting: int,
    today: date,
    outcome: str = "",
    learnt: str = "",
    by_when: date | None = None,
) -> Commitment:
    """`by_when` is the new date of a commitment that is moved, and of no other; `learnt` goes with any report."""
    if commitment.state not in COMES_BACK:
        raise RuleBroken("This commitment has already been reported on.")
    if at_meeting <= commitment.made_at:
        raise RuleBroken("A commitment is reported on at a later meeting than the one it was made at.")
    if state in NEEDS_A_REASON and not outcome.strip():
        raise RuleBroken("Add a few words on why. They stay in this set.")
    if state == "learnt" and not learnt.strip():
        raise RuleBroken("Add a word for what you learnt.")
    told = replace(commitment, state=state, outcome=outcome.strip(), learnt=learnt.strip(), reported_at=at_meeting)
    if state != "moved":
        return told
    if by_when is None:
        raise RuleBroken("Choose the new date.")
    _check_still_to_come(by_when, today=today)
    return replace(told, by_when=by_when)


def due_for_update(commitments: Iterable[Commitment], *, at_meeting: int) -> tuple[Commitment, ...]:
    """What nobody has spoken of at this meeting yet: each comes back until it is reported on for good, or dropped."""
    return tuple(
        each
        for each in commitments
        if each.state in COMES_BACK and each.made_at < at_meeting and each.reported_at != at_meeting
    )


def _check_still_to_come(by_when: date, *, today: date) -> None:
    if by_when < today:
        raise RuleBroken("The date has passed. Choose one that is still to come.")
