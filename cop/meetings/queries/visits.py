"""Who is asked to look on at a meeting, and what they see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.meetings import rules
from cop.meetings.models import Meeting, Visitor, VisitorKind, VisitorVoice
from cop.meetings.queries.room import room_of
from cop.meetings.rules.room import Room
from cop.people.rules.tokens import fingerprint


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor as the set sees them. `mine` is what the viewer has said; who said no is told to nobody."""

    id: int
    kind: VisitorKind
    name: str
    comes: bool
    mine: bool | None


def visits_in(meeting: Meeting, room: Room, *, viewer_id: int, now: datetime) -> tuple[Visit, ...]:
    """Everybody who is asked to look on, in the order in which they were asked."""
    visitors = db.session.scalars(select(Visitor).where(Visitor.meeting_id == meeting.id).order_by(Visitor.id)).all()
    voices = _voices([each.id for each in visitors])
    return tuple(
        Visit(
            each.id,
            each.kind,
            each.name,
            comes(each, room, voices=voices[each.id], now=now),
            voices[each.id].get(viewer_id),
        )
        for each in visitors
    )


def visitor_for(viewer_id: int | None, token: str) -> Visitor:
    """The only door for somebody without a seat: the link, and for an observer their own account as well."""
    visitor = db.session.scalar(select(Visitor).where(Visitor.token_hash == fingerprint(token)))
    if visitor is None or (visitor.kind == "observer" and viewer_id != visitor.user_id):
        raise NotVisible
    return visitor


def meeting_visited(visitor: Visitor, *, now: datetime) -> Meeting | None:
    """The meeting, while it runs or its lobby is open and the set lets this visitor look on; else nothing at all."""
    meeting = db.session.get_one(Meeting, visitor.meeting_id)
    running = meeting.progress.is_live or rules.lobby_is_open(meeting.progress, now=now)
    allowed = comes(visitor, room_of(meeting), voices=_voices([visitor.id])[visitor.id], now=now)
    return meeting if running and allowed else None


def comes(visitor: Visitor, room: Room, *, voices: dict[int, bool], now: datetime) -> bool:
    """Whether the set lets this visitor look on at this moment."""
    seated = [each.id for each in room.people]
    return rules.may_look_on(visitor.kind, seated=seated, voices=voices, asked_at=visitor.asked_at, now=now)


def _voices(visitor_ids: Sequence[int]) -> dict[int, dict[int, bool]]:
    found: dict[int, dict[int, bool]] = {each: {} for each in visitor_ids}
    for voice in db.session.scalars(select(VisitorVoice).where(VisitorVoice.visitor_id.in_(visitor_ids))):
        found[voice.visitor_id][voice.user_id] = voice.yes
    return found
