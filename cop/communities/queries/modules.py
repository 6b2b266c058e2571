"""Votes on what a community uses, with what the viewer said and no other person's voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from cop.communities import policy
from cop.communities.models import CommunityMembership, ModuleVoice, ModuleVote
from cop.communities.queries.doors import community_for
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ShownVote:
    """A vote as its page shows it: `own` is what the viewer said, `yes` and `no` are counted once it is over."""

    vote: ModuleVote
    proposer: str | None
    own: bool | None
    yes: int
    no: int


def vote_for(viewer: Any, vote_id: int) -> ModuleVote:
    """The only door to a vote: whoever belongs to its community."""
    found = db.session.get(ModuleVote, vote_id, populate_existing=True)
    if found is None or not policy.is_member(viewer, community_for(viewer, found.community_id)):
        raise NotVisible
    return found


def votes_of(viewer: Any, community_id: int) -> list[ShownVote]:
    """The votes of a community that has passed its door, the newest first."""
    own = and_(ModuleVoice.vote_id == ModuleVote.id, ModuleVoice.user_id == policy.person_id(viewer))
    asked = select(ModuleVote, User.name, ModuleVoice.yes).outerjoin(User, User.id == ModuleVote.proposer_id)
    here = asked.outerjoin(ModuleVoice, own).where(ModuleVote.community_id == community_id)
    found = db.session.execute(here.order_by(ModuleVote.id.desc()).limit(MOST_SHOWN)).all()
    return [_shown(vote, name, said) for vote, name, said in found]


def is_under_way(community_id: int, module: str) -> bool:
    """Whether its members are voting on this part now."""
    here = (ModuleVote.community_id == community_id, ModuleVote.module == module, ModuleVote.carried.is_(None))
    return db.session.scalar(select(ModuleVote.id).where(*here).limit(1)) is not None


def voices_in(vote: ModuleVote) -> Sequence[bool]:
    """What those said who belong to the community still."""
    inside = and_(
        CommunityMembership.community_id == vote.community_id,
        CommunityMembership.user_id == ModuleVoice.user_id,
        CommunityMembership.until.is_(None),
    )
    asked = select(ModuleVoice.yes).join(CommunityMembership, inside).where(ModuleVoice.vote_id == vote.id)
    return db.session.scalars(asked).all()


def _shown(vote: ModuleVote, proposer: str | None, own: bool | None) -> ShownVote:  # noqa: FBT001  as it was said
    said = voices_in(vote) if vote.carried is not None else []
    return ShownVote(vote, proposer, own, yes=sum(said), no=len(said) - sum(said))
