"""A story that somebody of the core group reads before its readers do: it waits for those who could decide about it."""

from datetime import datetime

from sqlalchemy import select

from cop.core.database import Transaction
from cop.core.errors import N_, RuleBroken
from cop.moderation.models import Report
from cop.moderation.queries import item_for, moderators_of
from cop.moderation.rules import Which
from cop.moderation.service import letters
from cop.people.models import User
from cop.stories.models import Story

NOBODY = N_("Nobody else of the core group reads there, and somebody has to read it first. Choose others, or only you.")


def ask_for(tx: Transaction, *, story_id: int, now: datetime) -> None:
    """Ask for the first look, unless one still waits. Raises RuleBroken, and nothing is told, where nobody could."""
    story = tx.session.get_one(Story, story_id)
    item = item_for(tx.session.get_one(User, story.author_id), Which("story", story_id))
    people = moderators_of(item)
    if not people:
        raise RuleBroken(NOBODY)
    waiting = (Report.story_id == story_id, Report.why == "first", Report.closed_at.is_(None))
    if tx.session.scalar(select(Report.id).where(*waiting).limit(1)) is not None:
        return
    made = Report(
        community_id=item.community.id, story_id=story_id, author_id=story.author_id, why="first", at=now
    )  # fmt: skip
    tx.session.add(made)
    tx.flush()
    letters.ask_to_look(tx, people, report=made, now=now)
