"""What in the conversations of the demo is for few, and how its members wanted to be able to write without a name."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from cop.communities.service import modules
from cop.demo import words
from cop.discussions import service as discussions
from cop.discussions.queries import posts_of
from cop.discussions.rules import UNNAMED
from cop.people.models import User


def ask_privately(cast: Mapping[str, User], thread_id: int, *, now: datetime) -> None:
    """Bo asks Jo something that is not for everybody, and is answered."""
    bo, asked = cast[words.PRESENTER], now - timedelta(days=2)
    post = posts_of(thread_id, page=1)[0]
    title, question, answer = words.PRIVATE
    private = discussions.ask_author(bo, post.id, title=title, body=question, now=asked)
    discussions.reply(cast["Jo"], private.id, body=answer, now=asked + timedelta(hours=3))


def vote_for_unnamed_words(cast: Mapping[str, User], community_id: int, *, now: datetime) -> None:
    """Ife proposes it, and those who vote want it."""
    asked = now - timedelta(days=40)
    vote = modules.propose(cast["Ife"], community_id, module=UNNAMED, why=words.WHY_UNNAMED, days=7, now=asked)
    for each in ("Ben", "Jo", "Mina"):
        modules.vote(cast[each], vote.id, yes=True, now=asked + timedelta(days=1))
    modules.count(vote.id)
