"""What a presenter does with a question they were asked. Nobody else is told which, not even its author."""

from datetime import datetime
from typing import Literal

from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.meetings.queries import meeting_for
from cop.meetings.queries.tray import received_question
from cop.meetings.rules import tray
from cop.meetings.service import keeping
from cop.meetings.service.change import refresh
from cop.people.models import User

Mark = Literal["felt_like_advice", "made_me_think"]


def answer(actor: User, meeting_id: int, *, question_id: int, how: tray.Answer, now: datetime) -> None:
    """Answered, passed or kept for later. The room sees the question go; it goes in the same way for all three.

    What is kept for later comes back to its presenter in the phases that follow, and stands on their challenge's sheet.
    """
    with transaction():
        meeting_for(actor, meeting_id, lock=True)
        question = received_question(actor, meeting_id, question_id=question_id)
        before = question.state
        if how not in tray.ANSWERS:
            raise RuleBroken("Answer it, pass it, or keep it for later.")
        question.state = tray.moved(before, how)
        if "parked" in {before, how}:
            keeping.keep_while_parked(actor, question, now=now)
        if before == "asked":
            refresh(meeting_id)


def mark(actor: User, meeting_id: int, *, question_id: int, mark: Mark, on: bool) -> None:
    """Note for oneself what a question did. Marked twice is marked once; a mark can be taken away again."""
    with transaction():
        meeting_for(actor, meeting_id)
        question = received_question(actor, meeting_id, question_id=question_id)
        if mark == "felt_like_advice":
            question.felt_like_advice = on
        else:
            question.made_me_think = on
