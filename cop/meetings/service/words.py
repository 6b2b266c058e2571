"""What people write in a meeting: commitments, which the set keeps, and questions, which nobody else reads."""

from datetime import date, datetime

from sqlalchemy import func, select, update

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings import policy
from cop.meetings.models import QUESTION, Meeting, TrayQuestion
from cop.meetings.queries import meeting_for, progress_in, room_of
from cop.meetings.service.change import changing, refresh
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets.service import commitments

MOST_KEPT = 40


def commit(actor: User, meeting_id: int, *, what: str, first_step: str, by_when: date, now: datetime) -> Meeting:
    """The presenter says what they will do; it comes back in the updates of the next meeting."""
    with changing(actor, meeting_id, now=now) as change:
        presenting = policy.is_presenting(actor.id, change.progress)
        require(presenting, "Only the presenter makes commitments, at the end of their own slot.")
        if not change.progress.part.speaking.commits:
            raise RuleBroken("Commitments are made in the part called Act. Keep this in your tray until then.")
        commitments.commit(
            actor,
            change.meeting.set_id,
            season_date_id=meeting_id,
            what=what,
            first_step=first_step,
            by_when=by_when,
            now=now,
        )
        return change.meeting


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
        commitments.skip(actor, commitment_id, reason=reason, season_date_id=meeting_id, now=now)
        return change.meeting


def keep_question(actor: User, meeting_id: int, *, text: str) -> TrayQuestion:
    """Put a question in one's own tray. Nobody is told."""
    with transaction() as tx:
        meeting_for(actor, meeting_id)
        text = _checked(text)
        own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == actor.id)
        if (tx.session.scalar(select(func.count()).select_from(TrayQuestion).where(*own)) or 0) >= MOST_KEPT:
            raise RuleBroken(
                "Your tray holds %(most)s questions. Take one out before you put another in.", most=MOST_KEPT
            )
        question = TrayQuestion(meeting_id=meeting_id, author_id=actor.id, text=text, ready=False)
        tx.session.add(question)
        tx.flush()
        return question


def change_question(actor: User, meeting_id: int, *, question_id: int, text: str, now: datetime) -> TrayQuestion:
    """Say it in other words."""
    with transaction() as tx:
        question = _own_question(tx, actor, meeting_id, question_id)
        question.text = _checked(text)
        _show_if_speaking(actor, meeting_id, was_shown=question.ready, now=now)
        return question


def drop_question(actor: User, meeting_id: int, *, question_id: int, now: datetime) -> None:
    """Take a question out of the tray for good."""
    with transaction() as tx:
        question = _own_question(tx, actor, meeting_id, question_id)
        was_shown = question.ready
        tx.session.delete(question)
        _show_if_speaking(actor, meeting_id, was_shown=was_shown, now=now)


def ask_in_turn(actor: User, meeting_id: int, *, question_id: int, now: datetime) -> None:
    """Show this question to the room for as long as its author has the floor, now or at their next turn."""
    with transaction() as tx:
        question = _own_question(tx, actor, meeting_id, question_id)
        own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == actor.id)
        tx.session.execute(update(TrayQuestion).where(*own).values(ready=False))
        tx.session.refresh(question)
        question.ready, question.asked_at = True, None
        _show_if_speaking(actor, meeting_id, was_shown=True, now=now)


def keep_for_later(actor: User, meeting_id: int, *, question_id: int, now: datetime) -> None:
    """Not this one after all: back into the tray."""
    with transaction() as tx:
        question = _own_question(tx, actor, meeting_id, question_id)
        was_shown, question.ready = question.ready, False
        _show_if_speaking(actor, meeting_id, was_shown=was_shown, now=now)


def _show_if_speaking(actor: User, meeting_id: int, *, was_shown: bool, now: datetime) -> None:
    """Others hear that something changed only when they can see it: a tray gives away nothing, not even its timing."""
    meeting = meeting_for(actor, meeting_id)
    progress = progress_in(meeting, room_of(meeting), now=now)
    if was_shown and progress.floor.holder == actor.id:
        refresh(meeting_id)


def _own_question(tx: Transaction, actor: User, meeting_id: int, question_id: int) -> TrayQuestion:
    meeting_for(actor, meeting_id)
    question = tx.session.get(TrayQuestion, question_id)
    if question is None or question.author_id != actor.id or question.meeting_id != meeting_id:
        raise NotVisible
    return question


def _checked(text: str) -> str:
    if not text.strip() or len(text) > QUESTION:
        raise RuleBroken("Write the question in %(most)s characters at most.", most=QUESTION)
    return text.strip()
