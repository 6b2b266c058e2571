"""Words that may need a person are put before those who read them. Nothing else follows."""

from datetime import datetime

from sqlalchemy import select

from cop.core.database import Transaction
from cop.core.risks import may_need_a_person
from cop.discussions.models import Post
from cop.discussions.rules.unnamed import day_of
from cop.moderation.models import Report
from cop.moderation.queries import item_for, moderators_of
from cop.moderation.rules import Which
from cop.moderation.service import letters
from cop.people.models import User


def look_at(tx: Transaction, *, post_id: int, now: datetime) -> None:
    """Ask for a look at a post that somebody has just written or changed, if its words ask for it, unless a look that
    they asked for still waits. Of what has no name the day alone is told, here as elsewhere."""
    post = tx.session.get_one(Post, post_id)
    if not may_need_a_person(post.said) or _waits(tx, post_id):
        return
    item = item_for(tx.session.get_one(User, post.author_id), Which("post", post_id))
    made = Report(
        community_id=item.community.id, post_id=post_id, author_id=item.author_id, why="words",
        at=day_of(now) if post.unnamed else now,
    )  # fmt: skip
    tx.session.add(made)
    tx.flush()
    letters.ask_to_look(tx, moderators_of(item), report=made, now=now)


def _waits(tx: Transaction, post_id: int) -> bool:
    waiting = (Report.post_id == post_id, Report.why == "words", Report.closed_at.is_(None))
    return tx.session.scalar(select(Report.id).where(*waiting).limit(1)) is not None
