"""A consent to everybody changes nothing for those who read a story already, before it opens or if it is stopped."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from cop.people.models import User
from cop.stories import queries, service
from cop.stories.rules import Terms
from cop.stories.service import window
from tests.factories.communities import a_community
from tests.factories.stories import a_story
from tests.stories.test_service_consents import ask_to_open, said

DAY = timedelta(days=1)
Ask = Callable[..., Any]


@pytest.mark.parametrize("ask", [ask_to_open, service.propose])
def test_whoever_told_it_without_a_name_has_none_before_everybody_reads_it(
    app: Flask, cast: SimpleNamespace, now: datetime, ask: Ask
) -> None:
    with app.app_context():
        here = a_community(cast, now=now)
        opened, stopped = (a_story(cast.ada, f"community:{here}", now=now, named="anonymous") for _ in range(2))
        for each in (opened, stopped):
            ask(cast.ada, each, terms=Terms("place", 24, "Fife"), now=now + DAY)
            assert seen(cast.bo, each) == ("", now + 365 * DAY)
        window.stop(cast.ada, stopped, now=now + 2 * DAY)
        if ask is service.propose:
            service.show_publicly(cast.hana, opened, now=now + 2 * DAY)
        window.open_due(now=now + 9 * DAY)

        assert seen(None, opened) == ("Ada, Fife", now + 731 * DAY)
        assert seen(cast.bo, stopped) == ("", now + 365 * DAY)
        assert said(opened)[1:] == [("given", "public"), ("opened", "public")]


def seen(viewer: User | None, story_id: int) -> tuple[str, datetime | None]:
    """How its teller is named to somebody, and until when it may be read."""
    story = queries.story_for(viewer, story_id)
    return queries.teller_of(story), story.until
