"""Five thousand members, a hundred thousand posts: pages beside the bare answer of 40 KB, a post, a long conversation.

On both databases, each behind the server that carries Cop. A conversation of five thousand posts is opened by somebody
who has read half of it.
"""

import statistics
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from sqlalchemy import Connection, inspect, text

from bench import running, searching, worlds
from bench.figures import Figure
from bench.load import Target, returning, side_by_side
from bench.scene import POST
from bench.worlds import World, cluster
from cop.communities.models import Community, CommunityMembership, Space
from cop.core.database import db
from cop.discussions.models import Post, Thread, ThreadReading

COMMUNITIES, POSTS, MEMBERS = 125, 100_000, 5_000
SHORT, LONG, READ = 20, 5_000, 2_500
ROUNDS, SECONDS, LOOKS = 3, 2, 40
SHARES: Mapping[str, Mapping[str, float]] = {
    "thread_signed_in": {"SQLite": 0.35, "PostgreSQL": 0.22},
    "thread_anonymous": {"SQLite": 0.55, "PostgreSQL": 0.55},
    "space_list": {"SQLite": 0.25, "PostgreSQL": 0.25},
}
MOST_QUERIES, MOST_POST_MS, MOST_LONGER = 5, 15, 1.3


class Talks(NamedTuple):
    """Where to look: conversations of twenty posts, for members and for anybody, a long one, and a list."""

    short: int
    open: int
    long: int
    space: int

    @property
    def pages(self) -> Mapping[str, str]:
        return {
            "thread_signed_in": f"/threads/{self.short}",
            "thread_anonymous": f"/threads/{self.open}",
            "space_list": f"/spaces/{self.space}",
        }


def figures(data: Path) -> list[Figure]:
    """Those of both databases; one search for both."""
    taken: list[Figure] = []
    searched: dict[str, dict[str, list[float]]] = {}
    folder = Path(mkdtemp(prefix="cop-nation-"))
    with cluster(folder) as postgres:
        for kind, url in {"SQLite": "", "PostgreSQL": postgres.fresh_database()}.items():
            world = worlds.world(data / kind, url, communities=COMMUNITIES, posts=POSTS, members=MEMBERS)
            talks = _converse(world)
            taken += _of(world, talks, kind=kind)
            searched[kind] = searching.times({"reads all": world.client, "reads little": world.other})
            taken += _beside_the_floor(world, talks, data / kind, url, kind=kind)
    return [*taken, searching.figure(searched, name="search_p95_ms", bar=searching.BAR)]


def _of(world: World, talks: Talks, *, kind: str) -> Iterator[Figure]:
    asked = {name: world.queries(path) for name, path in talks.pages.items()}
    told = ", ".join(f"{name} {number}" for name, number in asked.items())
    yield Figure(_named("queries", kind), max(asked.values()), "statements a page", MOST_QUERIES, detail=told)
    looks = [[world.look(f"/threads/{number}") for number in (talks.short, talks.long)] for _ in range(LOOKS + 1)]
    short, long = (statistics.median(column) for column in zip(*looks[1:], strict=True))
    told = f"{long:.1f} ms at post {READ} beside {short:.1f} ms"
    yield Figure(_named("thread_5000", kind), round(long / short, 2), f"times {SHORT} posts", MOST_LONGER, detail=told)
    posted = statistics.median([_post(world, talks.short) for _ in range(LOOKS + 1)][1:])
    yield Figure(_named("post_ms", kind), round(posted, 1), "ms of an answer of 1 KB", MOST_POST_MS)


def _beside_the_floor(world: World, talks: Talks, data: Path, url: str, *, kind: str) -> Iterator[Figure]:
    cookie = world.client.get_cookie("cop")
    signed_in = f"cop={cookie.value}" if cookie else ""
    with running.installed(data, url) as cop, running.floor() as floor:
        pages = [
            returning(Target(cop.url + path, "" if name == "thread_anonymous" else signed_in))
            for name, path in talks.pages.items()
        ]
        bare, *rates = side_by_side([Target(floor.url + "/"), *pages], rounds=ROUNDS, seconds=SECONDS)
    for name, rate in zip(talks.pages, rates, strict=True):
        told = f"{rate:.0f} a second beside {bare:.0f} of the bare 40 KB"
        bar = SHARES[name][kind]
        yield Figure(_named(name, kind), round(rate / bare, 3), "share of the floor", bar, "at least", bare, told)


def _named(name: str, kind: str) -> str:
    return f"{name}_{'pg' if kind == 'PostgreSQL' else 'sqlite'}"


def _post(world: World, thread: int) -> float:
    return world.send(f"/threads/{thread}/posts", body=POST)


def _converse(world: World) -> Talks:
    """The conversations that are looked at, in plain rows as all the others."""
    first = POSTS // worlds.POSTS_IN_A_THREAD + 1
    talks = Talks(short=first, open=first + 1, long=first + 2, space=2)
    with world.app.app_context(), db.engine.connect().execution_options(write=True) as connection, connection.begin():
        _open_a_place(connection)
        _fill(connection, talks.short, SHORT, space=2)
        _fill(connection, talks.open, SHORT, space=COMMUNITIES + 1, bound=0)
        _fill(connection, talks.long, LONG, space=2)
        _insert(connection, ThreadReading, {"thread_id": talks.long, "user_id": 1, "posts": READ})
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT setval(pg_get_serial_sequence('post', 'id'), (SELECT max(id) FROM post))"))
    return talks


def _open_a_place(connection: Connection) -> None:
    number, axes = COMMUNITIES + 1, {"door": 0, "read": 0, "join": 1}
    founded = {"id": number, "name": "Open", "purpose": "p", "founded_at": worlds.BEGAN}
    _insert(connection, Community, {**founded, **worlds.LIVING, **axes})
    place = {"id": number, "community_id": number, "name": "Square", "purpose": "p", "for_everyone": True}
    _insert(connection, Space, {**place, **axes})
    one = {"community_id": number, "user_id": 1, "role": "member", "since": worlds.BEGAN}
    _insert(connection, CommunityMembership, one)


def _fill(connection: Connection, thread: int, posts: int, *, space: int, bound: int = 2) -> None:
    about = worlds.thread(thread, space_id=space)
    _insert(connection, Thread, {**about, "post_count": posts, "bound": bound})
    written = {"source": POST, "html": f"<p>{POST}</p>\n", "bound": bound}
    rows = ({**worlds.post(number, thread_id=thread), **written} for number in range(posts))
    table: Any = inspect(Post).local_table
    worlds.insert(connection, table, rows)


def _insert(connection: Connection, model: Any, row: dict[str, Any]) -> None:
    connection.execute(inspect(model).local_table.insert(), [row])
