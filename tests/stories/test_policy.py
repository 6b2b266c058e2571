"""Who may read a story, without a database."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from cop.communities.models import Community, CommunityMembership
from cop.communities.rules import PRESETS
from cop.stories import policy
from cop.stories.models import Story
from tests.conftest import THURSDAY

ADA, BO, CY = (SimpleNamespace(id=number, is_authenticated=True) for number in (1, 2, 3))


def _story(now: datetime, **told: object) -> Story:
    member = CommunityMembership(user_id=2, role="member", since=now)
    community = Community(name="Memory at home", own_axes=PRESETS["restricted"], memberships=[member])
    given = {"author_id": 1, "audience": "community", "bound": 0, "community": community, "published_at": now, **told}
    return Story(**given)


@pytest.mark.parametrize(
    ("told", "bo", "cy"),
    [
        ({}, True, False),
        ({"audience": "public"}, True, True),
        ({"audience": "me"}, False, False),
        ({"published_at": None}, False, False),
        ({"audience": "space", "space": None}, False, False),
        ({"community": None}, False, False),
        ({"audience": "public", "withdrawn_at": THURSDAY}, False, False),
    ],
)
def test_who_may_read(now: datetime, told: dict[str, object], bo: bool, cy: bool) -> None:
    story = _story(now, **told)

    assert policy.can_read(ADA, story)
    assert (policy.can_read(BO, story), policy.can_read(CY, story)) == (bo, cy)
