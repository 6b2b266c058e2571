"""What becomes of the question in the room when the floor moves: the one that was asked goes, the next one comes."""

from datetime import datetime

from sqlalchemy import select, update

from cop.core.database import Transaction
from cop.meetings import rules
from cop.meetings.models import Coaching, Meeting, TrayQuestion
from cop.meetings.queries.tray import coaches, phase_of
from cop.meetings.questions import look_at
from cop.meetings.rules import tray


def put_away(tx: Transaction, meeting_id: int) -> None:
    """Whatever is on show has had its time. It counts as answered until the presenter says otherwise."""
    on_show = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.state == "asked")
    tx.session.execute(update(TrayQuestion).where(*on_show).values(state="answered"))


def show_next(tx: Transaction, meeting: Meeting, *, progress: rules.Progress, now: datetime) -> None:
    """Whoever has the floor now shows the first question that they have put in line."""
    if not may_show(progress, progress.floor.holder):
        return
    own = (TrayQuestion.meeting_id == meeting.id, TrayQuestion.author_id == progress.floor.holder)
    first = (
        select(TrayQuestion)
        .where(*own, TrayQuestion.state == "queued")
        .order_by(TrayQuestion.queued_at, TrayQuestion.id)
        .limit(1)
    )
    question = tx.session.scalar(first)
    if question is not None:
        show(tx, meeting, question=question, progress=progress, now=now)


def show(tx: Transaction, meeting: Meeting, *, question: TrayQuestion, progress: rules.Progress, now: datetime) -> None:
    """Show this question to the room, asked of whoever presents."""
    put_away(tx, meeting.id)
    question.state, question.asked_at = tray.moved(question.state, "asked"), now
    question.asked_of_id, question.slot = progress.presenter, progress.part.slot
    question.phase = progress.part.key
    if coaches(question.author_id, meeting) and look_at(question.text, phase=phase_of(progress)).severity == 0:
        _count_clean(tx, question.author_id)
    tx.flush()


def let_the_line_go(tx: Transaction, meeting_id: int) -> None:
    """A slot has ended: what stood in line was for its presenter, and is a draft again."""
    in_line = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.state == "queued")
    tx.session.execute(update(TrayQuestion).where(*in_line).values(state="draft", queued_at=None))


def may_show(progress: rules.Progress, person_id: int | None) -> bool:
    """Whether this person's question is heard just now: they have the floor, and it is a time for questions."""
    speaks = person_id is not None and person_id == progress.floor.holder and person_id != progress.presenter
    return speaks and progress.is_live and progress.part.speaking.questions


def _count_clean(tx: Transaction, user_id: int) -> None:
    coaching = tx.session.get(Coaching, user_id) or Coaching(user_id=user_id, clean=0)
    coaching.clean += 1
    tx.session.add(coaching)
