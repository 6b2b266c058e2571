"""Members decide what their community uses."""

from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import queries, service
from cop.communities.models import ModuleVote
from cop.communities.queries.modules import vote_for, votes_of
from cop.communities.service import foundings, modules
from cop.core import jobs
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.gatherings import service as gatherings
from cop.meetings.service import rounds
from cop.stories.rules import Reach
from tests.factories.communities import a_community
from tests.factories.foundings import a_proposal, two_organisations
from tests.factories.gatherings import PLAN
from tests.factories.stories import tell

WEEK = timedelta(days=7)


def a_vote(cast: SimpleNamespace, community_id: int, *, module: str = "sets", now: datetime) -> int:
    return modules.propose(cast.bo, community_id, module=module, why="We want to.", days=7, now=now).id


def uses(cast: SimpleNamespace, community_id: int, module: str) -> bool:
    return queries.community_for(cast.hana, community_id).uses(module)


def test_the_majority_of_those_who_vote_switches_a_part_at_the_stated_time(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        vote_id = a_vote(cast, community_id, now=now)
        for who, yes in ((cast.hana, False), (cast.gil, True), (cast.mina, False), (cast.mina, True)):
            modules.vote(who, vote_id, yes=yes, now=now)
        jobs.run_all(now=now + WEEK - timedelta(seconds=1))
        assert uses(cast, community_id, "sets")
        with pytest.raises(RuleBroken, match="is over"):
            modules.vote(cast.ada, vote_id, yes=False, now=now + WEEK)

        jobs.run_all(now=now + WEEK)
        modules.count(vote_id)

        assert not uses(cast, community_id, "sets")
        (shown,) = votes_of(cast.mina, community_id)
        assert (shown.proposer, shown.own, shown.yes, shown.no) == ("Bo", True, 3, 1)


def test_a_tie_changes_nothing_and_whoever_left_is_not_counted(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        vote_id = a_vote(cast, community_id, now=now)
        modules.vote(cast.mina, vote_id, yes=True, now=now)
        modules.vote(cast.hana, vote_id, yes=False, now=now)
        service.leave(cast.mina, community_id, now=now)

        modules.count(vote_id)

        assert uses(cast, community_id, "sets")
        assert votes_of(cast.hana, community_id)[0].vote.carried is False


def test_only_those_inside_vote_and_observers_do_not_propose(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        for who in ("gil", "cy", "dee", "eli"):
            with pytest.raises(NotAllowed):
                modules.propose(getattr(cast, who), community_id, module="sets", why="So.", days=7, now=now)
        vote_id = a_vote(cast, community_id, now=now)
        with pytest.raises(RuleBroken, match="already"):
            a_vote(cast, community_id, now=now)

        for who in ("cy", "dee", "eli"):
            with pytest.raises(NotVisible):
                modules.vote(getattr(cast, who), vote_id, yes=True, now=now)
        with pytest.raises(NotVisible):
            vote_for(cast.hana, vote_id + 1)
        modules.count(vote_id + 1)
        assert db.session.get_one(ModuleVote, vote_id).carried is None


def test_what_is_off_takes_nothing_new(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        two_organisations(cast, now=now)
        founding_id = a_proposal(cast, "cy", now=now)
        community_id = foundings.answer(cast.cy, founding_id, yes=True, now=now).community_id
        assert community_id
        (space,) = queries.spaces_visible_to(cast.cy, community_id)
        space_id, telling = space.id, partial(tell, cast.cy, title="t", body="b", named="first", now=now)
        for refused in (
            lambda: telling(reach=Reach("community", community_id)),
            lambda: telling(reach=Reach("space", space_id)),
            lambda: rounds.open_round(cast.cy, space_id, kind="check_in", now=now),
        ):
            with pytest.raises(NotAllowed):
                refused()

        for module in ("stories", "gatherings"):
            vote = modules.propose(cast.ada, community_id, module=module, why="So.", days=3, now=now)
            modules.count(vote.id)

        assert telling(reach=Reach("community", community_id)).id
        with pytest.raises(NotAllowed):
            gatherings.arrange(cast.cy, space_id, plan=PLAN, now=now)
