"""Several processes on one installation, as a nation runs it and as one organisation does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cop.config import Settings
from tests.faults.browsing import Visitor
from tests.faults.storm import Storm, gathered
from tests.real.postgres import Postgres
from tests.real.redis_server import RedisServer
from tests.real.site import Site, load_demo

Pair = tuple[Site, Site]


@pytest.fixture(scope="session")
def loaded_database(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the demo in it, loaded once and only ever copied."""
    address = postgres.fresh_database()
    load_demo(Settings(data_dir=tmp_path_factory.mktemp("loaded"), database_url=address, demo=True))
    return address


@pytest.fixture
def scaled_url(postgres: Postgres, loaded_database: str) -> str:
    """The address of the test's own copy of the demo."""
    return postgres.fresh_database(like=loaded_database)


@pytest.fixture
def scaled(server: Callable[..., Site], scaled_url: str, redis_server: RedisServer, tmp_path: Path) -> Pair:
    """Two processes that share PostgreSQL and Redis."""
    shared = {"COP_DATABASE_URL": scaled_url, "COP_REDIS_URL": redis_server.url, "COP_SECRET_KEY": "s" * 40}
    return _side_by_side(server, tmp_path / "shared", **shared)


@pytest.fixture
def embedded_pair(server: Callable[..., Site], tmp_path: Path) -> Pair:
    """Two processes that share one SQLite file and nothing else."""
    return _side_by_side(server, tmp_path / "shared")


@pytest.fixture
def visit() -> Iterator[Callable[[Site, str], Visitor]]:
    """Sign somebody of the demo in; their sockets are closed at the end."""
    visitors: list[Visitor] = []

    def come(site: Site, name: str) -> Visitor:
        visitors.append(Visitor(site, name))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.leave()


@pytest.fixture
def embedded_storm(server: Callable[..., Site], visit: Callable[[Site, str], Visitor]) -> Iterator[Storm]:
    """One process with a file."""
    site = server(demo=True)
    with gathered([site], Settings(data_dir=site.data).database, visit) as storm:
        yield storm


@pytest.fixture
def scaled_storm(
    scaled: Pair,
    scaled_url: str,
    redis_server: RedisServer,
    postgres: Postgres,
    visit: Callable[[Site, str], Visitor],
) -> Iterator[Storm]:
    """Two processes with PostgreSQL and Redis."""
    with gathered(list(scaled), Settings(database_url=scaled_url).database, visit) as storm:
        storm.redis, storm.postgres = redis_server, postgres
        yield storm


def _side_by_side(server: Callable[..., Site], folder: Path, **environ: str) -> Pair:
    first, second = (server(data=folder, demo=True, prepare=False, wait=False, **environ) for _ in range(2))
    first.wait_until_ready()
    second.wait_until_ready()
    return first, second
