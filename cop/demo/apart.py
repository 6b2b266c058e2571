"""What in the conversations of the demo is for few."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from cop.demo import words
from cop.discussions import service as discussions
from cop.discussions.queries import posts_of
from cop.people.models import User


def ask_privately(cast: Mapping[str, User], thread_id: int, *, now: datetime) -> None:
    """Bo asks Jo something that is not for everybody, and is answered."""
    bo, asked = cast[words.PRESENTER], now - timedelta(days=2)
    post = posts_of(thread_id, page=1)[0]
    title, question, answer = words.PRIVATE
    private = discussions.ask_author(bo, post.id, title=title, body=question, now=asked)
    discussions.reply(cast["Jo"], private.id, body=answer, now=asked + timedelta(hours=3))
