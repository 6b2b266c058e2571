"""Writing down how a community works together, and accepting it."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import queries, service
from cop.communities.queries.agreements import acceptances_of, agreement_asked_of, agreement_of, versions_of
from cop.communities.service import agreements
from cop.core.errors import NotAllowed, RuleBroken
from tests.factories.communities import EVERYBODY, a_community


def asked(cast: SimpleNamespace, community_id: int) -> list[str]:
    return [
        who
        for who in ("hana", "ada", "bo", "mina", "gil", "cy", "dee", "nobody")
        if agreement_asked_of(getattr(cast, who), queries.community_for(getattr(cast, who), community_id))
    ]


def test_a_change_is_put_to_everybody_who_belongs_until_they_accept_it(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        assert asked(cast, community_id) == []
        assert agreement_of(community_id) is None
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        assert asked(cast, community_id) == ["ada", "bo", "mina", "gil"]
        for who in (cast.ada, cast.bo, cast.bo, cast.gil):
            agreements.accept(who, community_id, number=1, now=now)
        assert asked(cast, community_id) == ["mina"]

        agreements.write(cast.hana, community_id, text="We listen.\nWe ask.", why="Bo asked.", seen=1, now=now)

        assert asked(cast, community_id) == ["ada", "bo", "mina", "gil"]
        with pytest.raises(RuleBroken, match="in the meantime"):
            agreements.accept(cast.bo, community_id, number=1, now=now)
        agreements.accept(cast.bo, community_id, number=2, now=now)
        held = agreement_of(community_id)
        assert held is not None
        assert acceptances_of(held) == 2


def test_the_log_tells_who_changed_what_and_why(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)

        agreements.write(cast.hana, community_id, text="We listen.\nWe ask.", why="Bo asked.", seen=1, now=now)

        newest, first = versions_of(community_id)
        assert (newest.why, newest.author) == ("Bo asked.", "Hana")
        assert [each.kind for each in newest.changes] == ["kept", "new"]
        assert [each.kind for each in first.changes] == ["new"]


def test_only_coordinators_write_and_only_members_accept(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        with pytest.raises(RuleBroken, match="Nothing is written"):
            agreements.accept(cast.bo, community_id, number=0, now=now)
        for who in EVERYBODY[1:]:
            with pytest.raises(NotAllowed):
                agreements.write(getattr(cast, who), community_id, text="We.", why="", seen=0, now=now)
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        with pytest.raises(RuleBroken, match="in the meantime"):
            agreements.write(cast.hana, community_id, text="We ask.", why="So.", seen=0, now=now)

        for who in ("cy", "dee", "eli"):
            with pytest.raises(NotAllowed):
                agreements.accept(getattr(cast, who), community_id, number=1, now=now)


def test_whoever_joins_accepts_what_holds(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        with pytest.raises(RuleBroken, match="in the meantime"):
            service.join(cast.cy, community_id, now=now)
        assert cast.cy.id not in queries.members_in(community_id)

        service.join(cast.cy, community_id, accepts=1, now=now)

        assert "cy" not in asked(cast, community_id)
