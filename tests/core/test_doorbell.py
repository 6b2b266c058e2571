"""Whether the doorbell between processes answers."""

import subprocess
import sys

from cop.core import doorbell
from tests.real.redis_server import RedisServer

WITHOUT_REDIS = "import sys; sys.modules['redis'] = None; import cop.served"


def test_a_doorbell_that_rings_and_one_that_is_gone(redis_server: RedisServer) -> None:
    assert doorbell.answers(redis_server.url)

    redis_server.kill()

    assert not doorbell.answers(redis_server.url)


def test_nobody_is_asked_where_none_is_configured() -> None:
    assert doorbell.answers("")


def test_an_installation_without_the_extra_runs() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT_REDIS], check=True)
