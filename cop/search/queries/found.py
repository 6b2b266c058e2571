"""One question over everything that the viewer may read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import text

from cop.communities import queries as communities
from cop.core.database import db
from cop.discussions.queries import earlier_posts
from cop.search.queries import kinds
from cop.search.queries.matching import MOST_PLACES, STANDING, are_few, are_rare, beside_mentions, told
from cop.search.queries.rows import Found
from cop.search.rules import MOST_PAGES, ON_A_PAGE, Asked, telling

PLANNED_EACH_TIME: Final = text(
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('join_collapse_limit', '1', true), "
    "set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"
)
"""A plan that is kept for all words is wrong for most: a word may stand in every post, or in none. Joins come in the
order in which they are written, which is right; compiling, and asking for helpers, cost more than they save."""
PARTS: Final = {"conversation": ("thread", "post")}


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what was found, and whether there is more. How much there is in all is never counted."""

    found: Sequence[Found]
    number: int
    has_more: bool


def found_by(viewer: Any, asked: Asked, *, now: datetime, on: date, page: int = 1) -> Page:
    """What has all the words that are telling and is open to the viewer: places of that name first, then titles, then
    texts, each the latest first. As of that day, for organisations."""
    page = min(max(page, 1), MOST_PAGES)
    last = page * ON_A_PAGE
    found = sorted(_each(viewer, asked, now=now, on=on, most=last + 1), key=lambda each: each.order)
    shown = _placed(found[last - ON_A_PAGE : last])
    return Page(shown, page, has_more=len(found) > last and page < MOST_PAGES)


def _placed(found: Sequence[Found]) -> Sequence[Found]:
    """With how many posts stand before each: counted for those that are shown, since conversations may be long."""
    posts = [each.id for each in found if each.kind == "post"]
    earlier = earlier_posts(posts) if posts else {}
    return [each._replace(earlier=earlier[each.id]) if each.kind == "post" else each for each in found]


def _each(viewer: Any, asked: Asked, *, now: datetime, on: date, most: int) -> Iterator[Found]:
    looked_for = telling(asked.words)
    if not looked_for:
        return
    dialect = db.engine.dialect.name
    given = {
        "community": asked.community_id, "person": asked.person_id, "since": asked.since, "until": asked.until,
        "evidence": asked.evidence or None,
    }  # fmt: skip
    narrowed = {name: value for name, value in given.items() if value is not None}
    standing = communities.as_seen_by(viewer, now=now, day=on, most=most, **narrowed)
    places = places_of(standing, narrowed="community" in narrowed)
    few = places if len(places) <= MOST_PLACES else None
    if dialect == "postgresql":
        db.session.execute(PLANNED_EACH_TIME)
    for name in PARTS.get(asked.kind, (asked.kind,) if asked.kind else tuple(kinds.KINDS)):
        if kinds.says_nothing_of(name, frozenset(narrowed)) or (name in STANDING and not places):
            continue
        rare = are_rare(looked_for, name)
        here = None if rare or name not in STANDING else few
        rare = rare or (here is not None and are_few(here, name))
        statement = kinds.statement(
            name, dialect=dialect, narrowed=frozenset(narrowed), in_places=here is not None, rare=rare
        )
        statement = statement.where(*beside_mentions(looked_for)) if name == "post" else statement
        words = told(looked_for, name, dialect=dialect, places=here)
        for row in db.session.connection().execute(statement, {**standing, **words}):
            yield Found(*row)


def places_of(standing: dict[str, object], *, narrowed: bool = False) -> list[int]:
    """Where whoever stands so may read anything: a place too many says that these are not all."""
    return sorted(db.session.scalars(kinds.places(narrowed=narrowed), standing))
