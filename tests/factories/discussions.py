"""Conversations for tests."""

from datetime import datetime

from cop.discussions import service
from cop.people.models import User


def a_thread(author: User, space_id: int, *, now: datetime, title: str = "Who sings?", body: str = "Tell me.") -> int:
    """The id of a conversation with one post."""
    return service.start(author, space_id, title=title, body=body, now=now).id
