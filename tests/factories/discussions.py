"""Conversations for tests."""

from datetime import datetime

from cop.communities.models import Community
from cop.core.database import transaction
from cop.discussions import rules, service
from cop.people.models import User


def a_thread(author: User, space_id: int, *, now: datetime, title: str = "Who sings?", body: str = "Tell me.") -> int:
    """The id of a conversation with one post."""
    return service.start(author, space_id, title=title, body=body, now=now).id


def use_unnamed(community_id: int) -> None:
    """Its members have voted for words without a name; that a vote switches a part on is tested with the others."""
    with transaction() as tx:
        community = tx.session.get_one(Community, community_id)
        community.modules = f"{community.modules} {rules.UNNAMED}"
