"""Who is told that somebody has answered: whoever reads the conversation at that moment, by how they stand or as its
guest. Of somebody who reads an Open place from outside nobody knows that they are there."""

from datetime import datetime

from sqlalchemy import bindparam, select

from cop.communities.models import CommunityMembership
from cop.communities.queries.guests import seat_stands
from cop.communities.queries.people import insiders
from cop.communities.queries.visibility import insider_reads_item
from cop.core.database import db
from cop.discussions.models import Thread, ThreadGuest


def people_in(thread_id: int, *, now: datetime) -> list[int]:
    """The ids of all who are told of a conversation."""
    asked = {"thread": thread_id, "now": now}
    return sorted({*db.session.scalars(MEMBERS, asked), *db.session.scalars(GUESTS, asked)})


HERE = Thread.id == bindparam("thread")
MEMBERS = insiders(select(CommunityMembership.user_id), space=Thread.__table__.c.space_id).where(
    HERE, insider_reads_item(Thread.created_at, Thread.bound)
)
GUESTS = select(ThreadGuest.user_id).where(ThreadGuest.thread_id == bindparam("thread"), seat_stands(ThreadGuest))
