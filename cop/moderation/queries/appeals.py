"""What is said against decisions: the door for those who may answer, and what waits for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from cop.communities.queries import community_for
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.moderation import policy
from cop.moderation.models import Appeal, ModerationAct
from cop.moderation.queries.items import Item, item_for
from cop.moderation.rules import Which


class Waits(NamedTuple):
    """An appeal, and what it is about."""

    id: int
    words: str
    at: datetime
    item: Item | None


def act_for(viewer: Any, act_id: int) -> ModerationAct:
    """The door to a decision that somebody may speak against: one that hid their own words."""
    act = db.session.get(ModerationAct, act_id)
    if act is None or not policy.can_appeal(viewer, act):
        raise NotVisible
    return act


def newest_about(which: Which) -> int | None:
    """The number of what was decided last about it."""
    about = (ModerationAct.kind == which.kind, ModerationAct.item_id == which.id)
    return db.session.scalar(select(ModerationAct.id).where(*about).order_by(ModerationAct.id.desc()).limit(1))


def by_of(act_id: int | None) -> int | None:
    """Who decided it."""
    return db.session.scalar(select(ModerationAct.by_id).where(ModerationAct.id == act_id))


def appeal_against(act_id: int) -> Appeal | None:
    """What was said against a decision, if anything."""
    return db.session.scalar(select(Appeal).where(Appeal.act_id == act_id))


def appeal_for(viewer: Any, appeal_id: int) -> tuple[Appeal, ModerationAct, Item | None]:
    """The door to an appeal: for those who may decide about the thing, and whoever decided before."""
    appeal = db.session.get(Appeal, appeal_id)
    act = db.session.get(ModerationAct, appeal.act_id) if appeal is not None else None
    if appeal is None or act is None:
        raise NotVisible
    if act.kind == "person":
        if not policy.reads_log(viewer, community_for(viewer, act.community_id)):
            raise NotVisible
        return appeal, act, None
    item = item_for(viewer, Which(act.kind, act.item_id))
    if not policy.can_decide(viewer, item.thing):
        raise NotVisible
    return appeal, act, item


def appeals_in(viewer: Any, community_id: int) -> Sequence[Waits]:
    """What waits for the viewer in a community that has passed its door: not against what they decided themself."""
    asked = select(Appeal.id).join(ModerationAct, ModerationAct.id == Appeal.act_id)
    waiting = asked.where(ModerationAct.community_id == community_id, Appeal.answer_id.is_(None))
    found = db.session.scalars(waiting.order_by(Appeal.id)).all()
    return [each for appeal_id in found if (each := _waits(viewer, appeal_id)) is not None]


def _waits(viewer: Any, appeal_id: int) -> Waits | None:
    try:
        appeal, act, item = appeal_for(viewer, appeal_id)
    except NotVisible:
        return None
    return Waits(appeal.id, appeal.words, appeal.at, item) if policy.can_answer(viewer, act) else None
