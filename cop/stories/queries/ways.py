"""Ways to tell a story: ours, and those that a community asks in its own words."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from cop.communities.queries import community_for
from cop.core.database import db
from cop.core.errors import NotVisible, RuleBroken
from cop.stories import policy, rules
from cop.stories.models import StoryWay
from cop.stories.rules import ways


def way_for(viewer: Any, way_id: int) -> StoryWay:
    """The only door to a community's own way, as it is now: for those who may change it."""
    found = _latest(way_id)
    if found is None or not policy.can_gather(viewer, community_for(viewer, found.community_id)):
        raise NotVisible
    return found


def versions_of(way: StoryWay) -> Sequence[StoryWay]:
    """All that it ever asked, the latest first."""
    asked = select(StoryWay).where(StoryWay.way == way.way)
    return db.session.scalars(asked.order_by(StoryWay.version.desc())).all()


def ways_in(community_id: int | None) -> Sequence[StoryWay]:
    """What a community asks now, by name. A caller has passed its door."""
    latest = select(func.max(StoryWay.id)).where(StoryWay.community_id == community_id).group_by(StoryWay.way)
    here = select(StoryWay).where(StoryWay.id.in_(latest), StoryWay.retired_at.is_(None))
    return db.session.scalars(here.order_by(StoryWay.name, StoryWay.id)).all()


def offered_in(community_id: int | None) -> list[rules.Template]:
    """What somebody who begins there chooses from."""
    own = ways_in(community_id)
    return ways.offered([each.template for each in own], replaced={each.instead_of for each in own})


def chosen_in(community_id: int | None, key: str) -> rules.Template:
    """The way of this key that is offered there, or one of ours. Raises RuleBroken for any other."""
    if ways.way_of(key) is None:
        return rules.template(key)
    found = next((each.template for each in ways_in(community_id) if each.template.key == key), None)
    if found is None:
        raise RuleBroken("Choose how you would like to tell it.")
    return found


def told_by(key: str, *, version: int, answers: Mapping[str, str]) -> rules.Template:
    """By what a draft is written: these very questions, whatever was made of them since."""
    number = ways.way_of(key)
    if number is None:
        return rules.template(key)
    asked = select(StoryWay).where(StoryWay.way == number, StoryWay.version == version)
    found = db.session.scalars(asked).one_or_none()
    return found.template if found is not None else ways.left_of(answers)


def _latest(way_id: int) -> StoryWay | None:
    asked = select(StoryWay).where(StoryWay.way == way_id, StoryWay.retired_at.is_(None))
    return db.session.scalars(asked.order_by(StoryWay.version.desc()).limit(1)).one_or_none()
