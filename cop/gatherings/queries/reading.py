"""The door to gatherings, and lists of them filtered by the database."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, bindparam, literal_column, or_, select, union_all
from sqlalchemy.orm import contains_eager

from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.communities.policy import person_id
from cop.communities.queries.guests import may_be_guest, reads_as_guest
from cop.core import clock
from cop.core.database import UtcDateTime, db
from cop.core.errors import NotVisible
from cop.gatherings import policy
from cop.gatherings.models import Gathering, GatheringAnswer, GatheringGuest
from cop.gatherings.rules import SHOWN_FOR, Answer
from cop.people.models import User

Reading = Callable[[Any], Any]
MOST_SHOWN = 20
EARLIER_SHOWN = 3


class ListedGathering(NamedTuple):
    """A gathering as a list needs it, with what the viewer said about it; of one that `is_aside`, hidden from them for
    now, neither what it is called nor where it is."""

    id: int
    title: str
    starts_at: datetime
    place: str
    moved_at: datetime | None
    called_off_at: datetime | None
    space_id: int
    space: str
    is_aside: bool
    going: bool | None
    said_at: datetime | None

    @property
    def answer(self) -> Answer | None:
        """What the viewer said, if anything."""
        return None if self.going is None or self.said_at is None else Answer(self.going, self.said_at)


def gathering_for(viewer: Any, gathering_id: int) -> Gathering:
    """The only door to a gathering, in one query; whoever is from outside is asked for a guest seat in a second."""
    asked = communities.as_seen_by(viewer, gathering=gathering_id)
    found = db.session.scalars(GATHERING, asked).unique().one_or_none()
    as_guest = None
    if may_be_guest(viewer, found.space.community if found else None):
        as_guest = db.session.scalars(GATHERING_OF_GUEST, {**asked, "now": clock.now()}).unique().one_or_none()
    gathering = found or as_guest
    if gathering is None:
        raise NotVisible
    gathering.guest_id = person_id(viewer) if as_guest else None
    return gathering


def hidden_gathering_for(viewer: Any, gathering_id: int) -> Gathering:
    """The same door for those who look after what is arranged: to one that is hidden as well, or could be."""
    asked = communities.as_seen_by(viewer, gathering=gathering_id)
    found = db.session.scalars(LOOKED_AT, asked).unique().one_or_none()
    if found is None or not policy.can_see_hidden(viewer, found):
        raise NotVisible
    return found


def to_come(
    viewer: Any, *, now: datetime, community_id: int | None = None, space_id: int | None = None
) -> Sequence[ListedGathering]:
    """What is to come in a community or a space, the soonest first, among what the viewer may know of."""
    asked = LISTED.where(Gathering.starts_at > now - SHOWN_FOR).order_by(Gathering.starts_at, Gathering.id)
    if community_id is not None:
        asked = asked.where(Space.community_id == community_id)
    if space_id is not None:
        asked = asked.where(Gathering.space_id == space_id)
    found = db.session.execute(asked.limit(MOST_SHOWN), communities.as_seen_by(viewer))
    return [ListedGathering(*row) for row in found]


def held_in(viewer: Any, space_id: int, *, now: datetime) -> Sequence[ListedGathering]:
    """What was held in a space lately, the last first."""
    asked = LISTED.where(Gathering.space_id == space_id, Gathering.starts_at <= now - SHOWN_FOR)
    held = asked.where(Gathering.called_off_at.is_(None)).order_by(Gathering.starts_at.desc(), Gathering.id.desc())
    found = db.session.execute(held.limit(EARLIER_SHOWN), communities.as_seen_by(viewer))
    return [ListedGathering(*row) for row in found]


def all_in(viewer: Any, community_id: int) -> Sequence[ListedGathering]:
    """Whatever took place, or is to, in a community, the first first, among what the viewer may know of."""
    asked = LISTED.where(Space.community_id == community_id).order_by(Gathering.starts_at, Gathering.id)
    return [ListedGathering(*row) for row in db.session.execute(asked, communities.as_seen_by(viewer))]


def asked_of(viewer: User, *, now: datetime) -> Sequence[ListedGathering]:
    """What is to come, and not called off, in the viewer's own communities and where they are a guest, in one query;
    and that something is put aside to which they said that they come."""
    asked = communities.as_seen_by(viewer, now=now, over=now - SHOWN_FOR)
    found = sorted(db.session.execute(ASKED, asked), key=lambda row: (row.starts_at, row.id))
    return [ListedGathering(*row) for row in found]


def answer_of(viewer: Any, gathering_id: int) -> Answer | None:
    """What the viewer said about a gathering that has passed its door."""
    own = (GatheringAnswer.gathering_id == gathering_id, GatheringAnswer.user_id == getattr(viewer, "id", None))
    found = db.session.execute(select(GatheringAnswer.going, GatheringAnswer.said_at).where(*own)).one_or_none()
    return Answer(*found) if found else None


def readable(statement: communities.Statement) -> communities.Statement:
    """Among what the viewer may know of by how they stand, or by a guest seat."""
    return _shown(statement).where(or_(communities.reads_item(Gathering.created_at, Gathering.bound), GUEST_READS))


def in_space(statement: communities.Statement) -> communities.Statement:
    joined = statement.join(Space, Space.id == Gathering.space_id).join(Community, Community.id == Space.community_id)
    return communities.with_standing(joined)


def _shown(statement: communities.Statement) -> communities.Statement:
    return in_space(statement).where(Gathering.hidden_at.is_(None))


def _hidden_too(statement: communities.Statement) -> communities.Statement:
    return in_space(statement).where(communities.reads_item(Gathering.created_at, Gathering.bound))


def _within_space(statement: communities.Statement) -> communities.Statement:
    return _shown(statement).where(communities.reads_item(Gathering.created_at, Gathering.bound))


def _of_guests(statement: communities.Statement) -> communities.Statement:
    return _shown(statement).where(GUEST_READS)


def _gathering(read_by: Reading) -> Select[Gathering]:
    found: Select[Gathering] = read_by(select(Gathering)).where(Gathering.id == bindparam("gathering"))
    loaded = contains_eager(Gathering.space).options(*communities.STANDING_LOADED)
    return found.options(loaded).execution_options(populate_existing=True)


def _listed(read_by: Reading, *, is_aside: bool = False) -> Select[*tuple[Any, ...]]:
    title, place = (NOTHING, NOTHING) if is_aside else (Gathering.title, Gathering.place)
    asked = select(
        Gathering.id, title.label("title"), Gathering.starts_at, place.label("place"), Gathering.moved_at,
        Gathering.called_off_at, Space.id.label("space_id"), Space.name, Gathering.hidden_at.is_not(None),
        GatheringAnswer.going, GatheringAnswer.said_at,
    )  # fmt: skip
    found: Select[*tuple[Any, ...]] = read_by(asked)
    return found.outerjoin(GatheringAnswer, OWN_ANSWER)


NOTHING = literal_column("''", String)
OWN_ANSWER = and_(GatheringAnswer.gathering_id == Gathering.id, GatheringAnswer.user_id == communities.VIEWER)
GUEST_READS = reads_as_guest(GatheringGuest, GatheringGuest.gathering_id, thing=Gathering.id, bound=Gathering.bound)
GATHERING, GATHERING_OF_GUEST = _gathering(_within_space), _gathering(_of_guests)
LOOKED_AT = _gathering(_hidden_too)
LISTED = _listed(_within_space)
TO_COME = (Gathering.starts_at > bindparam("over", type_=UtcDateTime), Gathering.called_off_at.is_(None))
OWN = LISTED.where(communities.MEMBER, *TO_COME).order_by(Gathering.starts_at, Gathering.id).limit(MOST_SHOWN)
COMES = (communities.MEMBER, Gathering.hidden_at.is_not(None), GatheringAnswer.going)
ASIDE = _listed(_hidden_too, is_aside=True).where(*COMES, *TO_COME)
ASKED = union_all(select(OWN.subquery()), _listed(_of_guests).where(*TO_COME), ASIDE)
