"""Several processes on one installation, as a nation runs it and as one organisation does."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cop.config import Settings
from tests.faults.browsing import Visitor
from tests.faults.storm import Storm, gathered
from tests.real.postgres import Postgres
from tests.real.redis_server import RedisServer
from tests.real.site import UP_TO_DATE, Serve, Site, load_demo

Pair = tuple[Site, Site]


@pytest.fixture(scope="session")
def loaded_database(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the demo in it, loaded once and only ever copied."""
    address = postgres.fresh_database()
    load_demo(Settings(data_dir=tmp_path_factory.mktemp("loaded"), database_url=address, demo=True))
    return address


@pytest.fixture(scope="session")
def scaled_url(postgres: Postgres, loaded_database: str) -> str:
    """The address of the copy of the demo that the lasting pair has."""
    return postgres.fresh_database(like=loaded_database)


@pytest.fixture(scope="session")
def scaled_pair(
    lasting_server: Serve, scaled_url: str, redis_of_the_run: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Pair:
    return _side_by_side(lasting_server, tmp_path_factory.mktemp("scaled"), **_shared(scaled_url, redis_of_the_run))


@pytest.fixture
def scaled(scaled_pair: Pair, redis_server: RedisServer) -> Pair:
    """Two processes that share PostgreSQL and Redis. They last, with all that happens to their data: it is to start
    them that takes long."""
    return scaled_pair


@pytest.fixture(scope="session")
def embedded_pair(lasting_server: Serve, loaded_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Two processes that share one SQLite file and nothing else. They last, as above."""
    return _side_by_side(lasting_server, tmp_path_factory.mktemp("embedded") / "shared")


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
def embedded_storm(server: Serve, visit: Callable[[Site, str], Visitor]) -> Iterator[Storm]:
    """One process with a file, which nobody else uses."""
    site = server(demo=True)
    with gathered([site], Settings(data_dir=site.data).database, visit) as storm:
        yield storm


@pytest.fixture
def scaled_storm(
    server: Serve,
    loaded_database: str,
    redis_server: RedisServer,
    postgres: Postgres,
    visit: Callable[[Site, str], Visitor],
    tmp_path: Path,
) -> Iterator[Storm]:
    """Two processes with PostgreSQL and Redis, which nobody else uses."""
    url = postgres.fresh_database(like=loaded_database)
    sites = _side_by_side(server, tmp_path / "shared", **_shared(url, redis_server))
    with gathered(list(sites), Settings(database_url=url).database, visit) as storm:
        storm.redis, storm.postgres = redis_server, postgres
        yield storm


def _shared(url: str, redis_server: RedisServer) -> dict[str, str]:
    return {"COP_DATABASE_URL": url, "COP_REDIS_URL": redis_server.url, "COP_SECRET_KEY": "s" * 40}


def _side_by_side(server: Serve, folder: Path, **environ: str) -> Pair:
    first, second = (server(data=folder, demo=True, factory=UP_TO_DATE, wait=False, **environ) for _ in range(2))
    first.wait_until_ready()
    second.wait_until_ready()
    return first, second
