"""Pages and sockets as two roles of one site."""

from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from tests.faults.browsing import Visitor
from tests.real.site import UP_TO_DATE, Site


def test_each_process_keeps_to_its_role(
    server: Callable[..., Site], visit: Callable[[Site, str], Visitor], tmp_path: Path
) -> None:
    web = server(data=tmp_path / "shared", demo=True, COP_ROLE="web")
    sockets = server(data=tmp_path / "shared", demo=True, factory=UP_TO_DATE, COP_ROLE="sockets")
    bo = visit(web, "Bo")

    assert bo.get("/communities").status_code == 200
    assert bo.at(sockets).socket().connected
    assert requests.get(f"{sockets.url}/communities", timeout=10).status_code == 421
    with pytest.raises(Exception, match=r"(?i)rejected|refused|connect"):
        bo.socket()
