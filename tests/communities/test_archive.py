"""What members take along from a community that closes."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from cop.communities.service import agreements, life
from cop.gatherings import service as gatherings
from cop.stories.rules import Reach
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.gatherings import PLAN
from tests.factories.stories import tell

DAY = timedelta(days=1)


@pytest.fixture
def closing(app, cast, now):
    """Hana's, about to close: a conversation for all, another in a space where Bo is named and Mina is not."""
    with app.app_context():
        community_id = a_community(cast, now=now)
        agreements.write(cast.hana, community_id, text="We are kind.", why="", seen=0, now=now)
        for_all = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        nights = a_space(community_id, by=cast.hana, named=[cast.bo], now=now, name="Nights")
        a_thread(cast.bo, for_all, now=now, title="The lamps")
        a_thread(cast.bo, nights, now=now, title="The falls")
        gatherings.arrange(cast.ada, for_all, plan=PLAN, now=now)
        reach = Reach("community", community_id)
        tell(
            cast.bo,
            title="A quiet week",
            body="It was *quiet*.",
            reach=reach,
            named="anonymous",
            note="a loss",
            now=now,
        )
        life.announce_closing(cast.hana, community_id, words="Thank you.", now=now)
        return community_id


def taken(client, community_id):
    answer = client.get(f"/communities/{community_id}/archive.zip")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(answer.data)) as packed:
        return packed.read("index.html").decode(), json.loads(packed.read("community.json"))


def test_abuse_17_each_takes_what_they_could_read_before_and_after_the_end(app, cast, client_for, clock, closing):
    page, data = taken(client_for(cast.bo), closing)
    assert {each["title"] for each in data["conversations"]} == {"The lamps", "The falls"}
    assert {each["by"] for each in data["conversations"]} == {"Bo"}
    [story] = data["stories"]
    assert (story["text"], story["by"]) == ("> This story speaks of: a loss\n\nIt was *quiet*.", "")
    assert "<em>quiet</em>" in page
    assert "We are kind." in page
    assert [each["title"] for each in data["gatherings"]] == [PLAN.title]

    with app.app_context():
        life.close_due(now=clock.forward(days=31))
    page, data = taken(client_for(cast.mina), closing)
    assert {each["title"] for each in data["conversations"]} == {"The lamps"}
    assert "The falls" not in page


def test_abuse_17_nobody_takes_what_goes_on_or_what_they_are_not_in(app, cast, client_for, now, closing):
    assert client_for(cast.cy).get(f"/communities/{closing}/archive.zip").status_code == 403
    with app.app_context():
        life.take_back_closing(cast.hana, closing, now=now)

    assert client_for(cast.bo).get(f"/communities/{closing}/archive.zip").status_code == 403
