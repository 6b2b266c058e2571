"""Who is told that somebody has answered: whoever reads the conversation at that moment, by how they stand or as its
guest. Of somebody who reads an Open place from outside nobody knows that they are there."""

from datetime import datetime

from sqlalchemy import and_, bindparam, exists, not_, select, union

from cop.communities.models import Community, CommunityBan, CommunityMembership, Space
from cop.communities.queries.guests import seat_stands
from cop.communities.queries.people import insiders
from cop.communities.queries.visibility import not_sealed
from cop.core.questions import Question
from cop.discussions.models import Thread, ThreadGuest
from cop.discussions.queries.within import STANDS, insider_reads_thread


def people_in(thread_id: int, *, now: datetime) -> list[int]:
    """The ids of all who are told of a conversation."""
    asked = {"thread": thread_id, "now": now}
    return sorted(person_id for [person_id] in HEARERS.all(asked))


HERE = and_(Thread.id == bindparam("thread"), STANDS)
MEMBERS = insiders(select(CommunityMembership.user_id), space=Thread.__table__.c.space_id).where(
    HERE, insider_reads_thread()
)
BANNED = exists().where(CommunityBan.community_id == Space.community_id, CommunityBan.user_id == ThreadGuest.user_id)
GUESTS = (
    select(ThreadGuest.user_id)
    .join(Thread, Thread.id == ThreadGuest.thread_id)
    .join(Space, Space.id == Thread.space_id)
    .join(Community, Community.id == Space.community_id)
    .where(HERE, seat_stands(ThreadGuest), not_sealed(Thread.bound), not_(BANNED), not_(Thread.privately))
)
HEARERS = Question(union(MEMBERS, GUESTS))
