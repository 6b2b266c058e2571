"""A welcome for whoever is new, on both databases."""

from datetime import timedelta
from functools import partial

import pytest

from cop.communities import service as communities
from cop.communities.queries import card_of
from cop.communities.queries import welcomes as found
from cop.communities.service import welcomes as service
from cop.core.errors import NotAllowed, RuleBroken
from tests.factories.communities import a_community

DAY = timedelta(days=1)


def test_the_core_group_welcomes_whoever_is_new(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        later = now + 20 * DAY
        communities.admit(cast.hana, community_id, email="cy@example.org", now=later)
        [waiting] = found.newcomers_in(community_id, now=later)
        assert waiting.name == "Cy"
        for who in (cast.bo, cast.gil, cast.fay):
            with pytest.raises(NotAllowed):
                service.welcome(who, community_id, person_id=cast.cy.id, now=later)
        with pytest.raises(RuleBroken):
            service.welcome(cast.ada, community_id, person_id=cast.fay.id, now=later)
        for who in (cast.ada, cast.hana):
            service.welcome(who, community_id, person_id=cast.cy.id, now=later)

        assert found.newcomers_in(community_id, now=later) == []
        card = partial(card_of, cast.cy, community_id, on=later.date())
        assert card(now=later).welcomed_by == "Ada"
        assert card(now=later + 14 * DAY).welcomed_by is None
