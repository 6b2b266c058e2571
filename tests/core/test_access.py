"""The guard: nobody comes in by forgetting to ask."""

import pytest
from flask import Flask

from cop.core.access import identify, still_open
from tests.core.conftest import Site


def test_a_stranger_is_led_to_sign_in_and_back(site: Site) -> None:
    answer = site.stranger.get("/trial/mine?page=2")

    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/trial/mine?page%3D2"


def test_a_person_comes_in(site: Site) -> None:
    assert site.bo.get("/trial/mine").text == "Bo"


def test_who_may_not_is_told_who_may(site: Site) -> None:
    answer = site.bo.get("/trial/mine?as=cy")

    assert (answer.status_code, "Only Bo may." in answer.text) == (403, True)


@pytest.mark.parametrize("token", [None, "", "made-up", "x" * 5000, "\x00"])
def test_a_token_that_was_made_up_is_nobodys(site: Site, clock: object, token: str | None) -> None:
    with site.app.app_context():
        assert identify(token, now=site.app.config["COP_CLOCK"]()) is None


def test_an_id_that_was_made_up_stands_for_no_open_sign_in(app: Flask) -> None:
    with app.app_context():
        assert still_open({1, 2, 3}, now=app.config["COP_CLOCK"]()) == set()


def test_an_id_too_large_for_the_database_is_not_found(site: Site) -> None:
    assert site.stranger.get("/trial/things/2147483647").status_code == 200
    assert site.stranger.get("/trial/things/2147483648").status_code == 404
    assert site.stranger.get(f"/trial/things/{10**30}").status_code == 404
