"""A community with a conversation and a story in it, for what is reported there."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.moderation.rules import Which
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.stories import a_story


@pytest.fixture
def cast(app: Flask) -> SimpleNamespace:
    with app.app_context():
        return a_cast()


@pytest.fixture
def room(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo has begun a conversation, Mina has answered and quoted him, and Bo has told a story to the members."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now, title="Zinnias at night", body="Quokkas everywhere.")
        first = discussions.posts_of(thread, page=1)[0].id
        quoting = f"> [Bo](/threads/{thread}?page=1#post-{first}):\n>\n> Quokkas everywhere.\n\nDo they sing?"
        second = talking.reply(cast.mina, thread, body=quoting, now=now).id
        story = a_story(cast.bo, f"community:{community}", now=now, title="Wombats", body="Wombats sang.")
        return SimpleNamespace(
            community=community, space=space, thread=thread, first=Which("post", first),
            second=Which("post", second), story=Which("story", story),
        )  # fmt: skip
