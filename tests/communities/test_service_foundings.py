"""Two from two organisations found a community; until then nobody else knows of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import policy, queries
from cop.communities.queries.foundings import founders_of, founding_for, foundings_visible_to
from cop.communities.service import foundings
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions.queries import threads_visible_to
from cop.organisations import service as organisations
from tests.factories.foundings import DRAFT, a_proposal, two_organisations
from tests.factories.organisations import an_organisation


def test_a_yes_from_a_second_organisation_founds_it_with_a_space_and_first_words(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        two_organisations(cast, now=now)
        founding_id = a_proposal(cast, "bo", "cy", "mina", now=now)
        assert foundings.answer(cast.bo, founding_id, yes=True, now=now).community_id is None

        community_id = foundings.answer(cast.cy, founding_id, yes=True, now=now).community_id

        assert community_id is not None
        community = queries.community_for(cast.cy, community_id)
        assert (community.name, community.preset) == (DRAFT.name, DRAFT.preset)
        assert set(queries.members_in(community_id)) == {cast.ada.id, cast.bo.id, cast.cy.id}
        assert all(
            policy.can_coordinate(who, queries.community_for(who, community_id)) for who in (cast.ada, cast.bo, cast.cy)
        )
        assert len(queries.spaces_visible_to(cast.bo, community_id)) == 1
        (first,) = threads_visible_to(cast.bo, community_id=community_id)
        assert (first.title, first.author) == (DRAFT.prompt_title, "Ada")
        with pytest.raises(NotVisible):
            founding_for(cast.mina, founding_id)


def test_only_those_who_are_asked_and_have_not_said_no_know_of_it(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        founding_id = a_proposal(cast, "bo", "mina", now=now)
        foundings.answer(cast.mina, founding_id, yes=False, now=now)

        def knows(who: str) -> bool:
            try:
                founding_for(getattr(cast, who), founding_id)
            except NotVisible:
                return False
            return True

        everybody = ("ada", "bo", "cy", "hana", "eli", "mina", "nobody")
        assert [who for who in everybody if knows(who)] == ["ada", "bo"]
        listed = [who for who in everybody[:-1] if foundings_visible_to(getattr(cast, who))]
        assert listed == ["ada", "bo"]
        assert not any(each.name == DRAFT.name for each in queries.communities_visible_to(cast.ada))
        with pytest.raises(NotVisible):
            founding_for(cast.ada, founding_id + 1)


def test_what_was_lacking_may_come_later(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        two_organisations(cast, now=now)
        founding_id = a_proposal(cast, "mina", now=now)
        foundings.answer(cast.mina, founding_id, yes=True, now=now)
        with pytest.raises(RuleBroken, match="where you belong"):
            foundings.begin(cast.ada, founding_id, now=now)
        founders = founders_of(founding_for(cast.ada, founding_id), on=now.date())
        assert [(each.name, each.organisations) for each in founders] == [("Ada", ["Vale Trust"]), ("Mina", [])]

        organisations.join(cast.mina, an_organisation("Elsewhere"), since=now.date(), today=now.date())

        assert foundings.begin(cast.mina, founding_id, now=now).community_id is not None


def test_a_passed_day_is_chosen_anew_by_whoever_proposed(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        two_organisations(cast, now=now)
        founding_id, late = a_proposal(cast, "cy", now=now), now + timedelta(days=30)
        assert foundings.answer(cast.cy, founding_id, yes=True, now=late).community_id is None
        with pytest.raises(NotAllowed):
            foundings.move_gathering(cast.cy, founding_id, at=late + timedelta(days=1), now=late)
        with pytest.raises(RuleBroken, match="still to come"):
            foundings.move_gathering(cast.ada, founding_id, at=late, now=late)

        foundings.move_gathering(cast.ada, founding_id, at=late + timedelta(days=1), now=late)

        assert foundings.begin(cast.ada, founding_id, now=late).community_id is not None


def test_others_are_asked_by_those_who_said_yes(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        founding_id = a_proposal(cast, "bo", now=now)
        with pytest.raises(NotAllowed):
            foundings.ask(cast.bo, founding_id, addresses=[cast.cy.email])
        foundings.answer(cast.bo, founding_id, yes=True, now=now)

        foundings.ask(cast.bo, founding_id, addresses=[cast.cy.email, cast.ada.email])

        assert founding_for(cast.cy, founding_id).id == founding_id
        assert len(founding_for(cast.ada, founding_id).voices) == 3
        with pytest.raises(NotAllowed, match="answered already"):
            foundings.answer(cast.bo, founding_id, yes=False, now=now)
        with pytest.raises(NotAllowed, match="yes yourself"):
            foundings.begin(cast.cy, founding_id, now=now)


def test_a_withdrawn_proposal_is_gone_for_everybody(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        founding_id = a_proposal(cast, "bo", now=now)
        with pytest.raises(NotAllowed):
            foundings.withdraw(cast.bo, founding_id)

        foundings.withdraw(cast.ada, founding_id)

        for who in (cast.ada, cast.bo):
            with pytest.raises(NotVisible):
                founding_for(who, founding_id)


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, founding_id, now: foundings.begin(cast.ada, founding_id, now=now),
        lambda cast, founding_id, now: foundings.withdraw(cast.ada, founding_id),
        lambda cast, founding_id, now: foundings.ask(cast.cy, founding_id, addresses=["fay@example.org"]),
    ],
)
def test_what_stands_is_not_founded_again(
    app: Flask, cast: SimpleNamespace, now: datetime, act: Callable[..., object]
) -> None:
    with app.app_context():
        two_organisations(cast, now=now)
        founding_id = a_proposal(cast, "cy", now=now)
        foundings.answer(cast.cy, founding_id, yes=True, now=now)

        with pytest.raises(RuleBroken, match="founded already"):
            act(cast, founding_id, now)
