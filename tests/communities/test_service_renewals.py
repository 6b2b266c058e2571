"""Everybody is asked once a year, in total, and a coordinator decides in words."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import service
from cop.communities.queries.asks import asks_of
from cop.communities.queries.life import notes_of
from cop.communities.queries.renewals import (
    due_for_renewal,
    open_renewal_of,
    wish_of,
    wishes_in,
)
from cop.communities.service import life, renewals
from cop.core.errors import NotAllowed, RuleBroken
from tests.factories.communities import a_community

YEAR, FORTNIGHT = timedelta(days=365), timedelta(days=14)


def test_a_community_is_asked_after_a_year_and_again_after_another(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        renewals.ask_due(now=now + YEAR - timedelta(seconds=1))
        assert open_renewal_of(community_id) is None
        renewals.ask_due(now=now + YEAR)
        renewals.ask_due(now=now + YEAR)
        assert [(each.community.id, each.for_wish) for each in asks_of(cast.gil, now=now + YEAR)] == [
            (community_id, True)
        ]
        assert not asks_of(cast.cy, now=now + YEAR)
        assert not due_for_renewal(now + YEAR + FORTNIGHT)
        assert due_for_renewal(now + 2 * YEAR) == [community_id]

        life.announce_closing(cast.hana, community_id, words="Thanks.", now=now + YEAR)

        assert not due_for_renewal(now + 2 * YEAR)


def test_wishes_are_told_in_total_and_a_coordinator_decides_when_all_had_their_time(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        with pytest.raises(RuleBroken, match="Nothing is asked"):
            renewals.say(cast.bo, community_id, wish="renew", now=now)
        asked = now + YEAR
        renewals.ask_due(now=asked)
        for who, wish in ((cast.bo, "close"), (cast.bo, "renew"), (cast.gil, "change"), (cast.mina, "merge")):
            renewals.say(who, community_id, wish=wish, now=asked)
        service.leave(cast.mina, community_id, now=asked)
        with pytest.raises(NotAllowed):
            renewals.say(cast.cy, community_id, wish="renew", now=asked)
        renewal = open_renewal_of(community_id)
        assert renewal is not None
        assert (wish_of(cast.bo, renewal), wish_of(cast.ada, renewal)) == ("renew", None)
        assert wishes_in(renewal) == {"renew": 1, "change": 1, "merge": 0, "close": 0}
        asks = {who: bool(asks_of(getattr(cast, who), now=asked)) for who in ("ada", "bo", "mina")}
        assert asks == {"ada": True, "bo": False, "mina": False}
        service.leave(cast.ada, community_id, now=asked)
        assert not asks_of(cast.ada, now=asked)


def test_the_decision_stands_in_the_log(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id, asked = a_community(cast, now=now), now + YEAR
        renewals.ask_due(now=asked)
        with pytest.raises(RuleBroken, match="fourteen days"):
            renewals.decide(cast.hana, community_id, outcome="renew", words="So.", now=asked)
        with pytest.raises(NotAllowed):
            renewals.decide(cast.ada, community_id, outcome="renew", words="So.", now=asked + FORTNIGHT)

        renewals.decide(cast.hana, community_id, outcome="renew", words="We go on.", now=asked + FORTNIGHT)

        assert open_renewal_of(community_id) is None
        (note,) = notes_of(community_id)
        assert (note.kind, note.words, note.name) == ("renewal_renew", "We go on.", "Hana")
