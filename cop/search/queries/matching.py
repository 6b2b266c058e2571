"""Finding words in the two kinds of index: the only place where the databases differ."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

from cop.communities.models import Community, Space
from cop.core.database import db
from cop.discussions.models import Poll, Post, Thread
from cop.discussions.rules.mentions import mark_of
from cop.gatherings.models import Gathering
from cop.organisations.models import Organisation
from cop.search.rules import folded
from cop.stories.models import Issue, Story

MOST_PLACES: Final = 200
"""Of so many spaces at most, an index is asked for what stands in them, rather than for what stands anywhere."""
WORDS: Final = bindparam("words", type_=String)
TITLED: Final = bindparam("titled", type_=String)


class Index(NamedTuple):
    """The words of one kind of thing: what is indexed of it on PostgreSQL, in the words of the migration, the column of
    SQLite's index that heads it, and the same on PostgreSQL."""

    of: Any
    all: str
    heading: str
    title: str = ""

    @property
    def name(self) -> str:
        """What it is called on SQLite."""
        return f"search_in_{self.of.__tablename__}"

    @property
    def row(self) -> ColumnElement[int]:
        """The number in it of what has the words, on SQLite."""
        return literal_column(f"{self.name}.rowid", Integer)


INDEXES: Final = {
    "post": Index(
        Post,
        "post.search_pieces",
        "source",
    ),
    "thread": Index(
        Thread,
        "thread.search_pieces",
        "title",
    ),
    "story": Index(
        Story,
        "search_words(CASE WHEN story.withdrawn_at IS NULL AND story.bound < 3 "
        "THEN story.title || ' ' || story.source END)",
        "title",
        "search_words(story.title)",
    ),
    "issue": Index(
        Issue,
        "search_words(CASE WHEN story_issue.published_at IS NOT NULL AND story_issue.bound < 3 "
        "THEN story_issue.title || ' ' || story_issue.note END)",
        "title",
        "search_words(story_issue.title)",
    ),
    "poll": Index(
        Poll,
        "search_words(CASE WHEN poll.bound < 3 "
        "THEN poll.question || ' ' || poll.options || ' ' || poll.conclusion END)",
        "question",
        "search_words(poll.question)",
    ),
    "gathering": Index(
        Gathering,
        "search_words(CASE WHEN gathering.bound < 3 THEN gathering.title || ' ' || gathering.place END)",
        "title",
        "search_words(gathering.title)",
    ),
    "community": Index(
        Community,
        "search_words(CASE WHEN community.read < 3 THEN community.name || ' ' || community.purpose END)",
        "name",
        "search_words(community.name)",
    ),
    "space": Index(
        Space,
        "search_words(CASE WHEN space.read < 3 THEN space.name || ' ' || space.purpose END)",
        "name",
        "search_words(space.name)",
    ),
    "organisation": Index(
        Organisation,
        "search_words(organisation.name || ' ' || organisation.can_share || ' ' || organisation.would_like_to_learn)",
        "name",
        "search_words(organisation.name)",
    ),
}
NUMBER: Final = re.compile(r"m[1-9][0-9]{0,8}")
FEW: Final = 10_000
EXPECTED: Final = {
    "post": text(
        "EXPLAIN (FORMAT JSON) SELECT 1 FROM post WHERE "
        "post.search_pieces @@ plainto_tsquery('pg_catalog.english', :words)"
    ),
    "thread": text(
        "EXPLAIN (FORMAT JSON) SELECT 1 FROM thread WHERE "
        "thread.search_pieces @@ plainto_tsquery('pg_catalog.english', :words)"
    ),
}
FEW_THERE: Final = 3_000
EXPECTED_THERE: Final = text(
    "EXPLAIN (FORMAT JSON) SELECT 1 FROM thread JOIN post ON post.thread_id = thread.id "
    "WHERE thread.space_id = ANY(:places)"
)
STANDING: Final = frozenset({"post", "thread"})
"""What carries its space as a word of its own on SQLite."""


def among(statement: Select[Any], index: Index, *, dialect: str) -> Select[Any]:
    """Only what has the words. On SQLite the index leads, the latest first, and the rest is looked up row by row: the
    sign keeps it from being asked about one row at a time."""
    if dialect == "postgresql":
        return statement.where(literal_column(index.all).op("@@")(_query(WORDS)))
    there: Any = table(index.name, column("rowid"))
    joined = statement.join(there, index.of.id == literal_column(f"+{index.name}.rowid"))
    return joined.where(literal_column(index.name).op("MATCH")(WORDS))


def beside_mentions(words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """The number that stands for somebody whom a post mentions is a word in it, «m7», and nothing that it says: whoever
    asks for such a word finds posts that have it beside that."""
    numbers = [each for each in map(folded, words) if NUMBER.fullmatch(each)]
    return [_says_beside(mark_of(int(each[1:]))).contains(each) for each in numbers]


def _says_beside(mark: str) -> ColumnElement[str]:
    return func.lower(func.replace(Post.source, mark, "") + " " + Post.claim)


def latest_first(index: Index, *, dialect: str, rare: bool) -> ColumnElement[Any]:
    """The order in which things are walked and left as soon as a page is full: an id is given when a thing is made.

    Where PostgreSQL expects few to have the words, it must not walk them all: a sum is in no index but that of words.
    """
    if dialect == "postgresql":
        order: ColumnElement[Any] = (index.of.id + 0 if rare else index.of.id).desc()
        return order
    return index.row.desc()


def are_rare(words: Sequence[str], kind: str) -> bool:
    """Whether PostgreSQL expects few things of this kind to have these words. SQLite need not know."""
    dialect = db.engine.dialect.name
    if dialect != "postgresql" or kind not in EXPECTED:
        return False
    said = told(words, kind, dialect=dialect, places=None)
    [plan] = db.session.scalars(EXPECTED[kind], {"words": said["words"]}).one()
    return bool(plan["Plan"]["Plan Rows"] <= FEW)


def are_few(places: Sequence[int], kind: str) -> bool:
    """Whether PostgreSQL expects so few posts in these spaces that it is quicker to read them all than to walk the
    latest of everywhere until enough of them stand there."""
    if db.engine.dialect.name != "postgresql" or kind != "post":
        return False
    [plan] = db.session.scalars(EXPECTED_THERE, {"places": list(places)}).one()
    return bool(plan["Plan"]["Plan Rows"] <= FEW_THERE)


def is_titled(index: Index, *, dialect: str) -> ColumnElement[bool]:
    """Whether its title alone has all the words."""
    if dialect == "postgresql":
        return literal_column(index.title, Boolean).op("@@", return_type=Boolean())(_query(WORDS))
    there: Any = table(index.name, column("rowid"))
    found: Any = select(index.row).select_from(there).correlate(None)
    return cast("ColumnElement[bool]", index.of.id.in_(found.where(literal_column(index.name).op("MATCH")(TITLED))))


def told(words: Sequence[str], kind: str, *, dialect: str, places: Sequence[int] | None) -> dict[str, object]:
    """The parameters that the conditions above need; of words, nothing is left that an index would take for a sign."""
    if dialect == "postgresql":
        asked: dict[str, object] = {"words": " ".join(folded(each) for each in words)}
        return asked | ({} if places is None else {"places": list(places)})
    said = " AND ".join(f'"{each}"' for each in words)
    in_heading = f"{{{INDEXES[kind].heading}}} : ({said})"
    if kind not in STANDING:
        return {"words": said, "titled": in_heading}
    here = "" if places is None else " AND {place} : (" + " OR ".join(f'"s{each}"' for each in places) + ")"
    return {"words": in_heading + here}


def _query(words: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.plainto_tsquery(literal_column("'pg_catalog.english'::regconfig"), words)
