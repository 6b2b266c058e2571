"""Words of guests are marked as coming from outside; where from, only to those who belong there, and as the guest lets
others see it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.core.database import transaction
from cop.discussions import queries, service
from cop.organisations import service as organisations
from cop.organisations.models import OrganisationMembership
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.organisations import an_organisation

ClientFor = Callable[[User], FlaskClient]
ELM = "Elm Grove Trust"


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A conversation that anybody reads, in which Cy has said something as a guest. Cy works at the Elm Grove Trust
    and, by their own word alone, at another place."""
    with app.app_context():
        space = a_space(a_community(cast, preset="open", now=now), by=cast.hana, preset="open", now=now)
        thread = a_thread(cast.bo, space, now=now)
        service.seat_guest(cast.hana, thread, email=cast.cy.email, until=now + timedelta(days=14), now=now)
        service.reply(cast.cy, thread, body="We do.", now=now)
        with transaction() as tx:
            own = {"user_id": cast.cy.id, "since": now.date()}
            tx.session.add(OrganisationMembership(organisation_id=an_organisation("Oaks"), shown=True, **own))
            elm = OrganisationMembership(organisation_id=an_organisation(ELM), confirmed=True, **own)
            tx.session.add(elm)
            tx.flush()
            return SimpleNamespace(thread=thread, membership=elm.id)


def test_where_a_guest_belongs_is_told_as_they_let_others_see_it(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    def told() -> list[str]:
        return [each.comes_from for each in queries.posts_of(talk.thread, page=1)]

    with app.app_context():
        assert told() == ["", ""]
        organisations.show(cast.cy, talk.membership, shown=True, today=now.date())
        assert told() == ["", ELM]
        organisations.leave(cast.cy, talk.membership, today=now.date())
        assert told() == ["", ""]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_whoever_reads_from_outside_is_told_that_a_voice_is_a_guest_s_and_no_more(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    readers = {who: client_for(getattr(cast, who)) for who in ("mina", "gil", "cy", "fay")}
    readers["nobody"] = app.test_client()
    here = f"/threads/{talk.thread}"
    pages = {who: each.get(here).text for who, each in readers.items()}
    assert all(page.count(">from outside</span>") == 1 for page in pages.values())
    for shown in (True, False):
        with app.app_context():
            organisations.show(cast.cy, talk.membership, shown=shown, today=now.date())
        pages = {who: each.get(here).text for who, each in readers.items()}

        assert {who: f"from outside, {ELM}</span>" in page for who, page in pages.items()} == {
            "mina": shown, "gil": shown, "cy": shown, "fay": False, "nobody": False,
        }  # fmt: skip
        assert [who for who in ("fay", "nobody") if ELM in pages[who] or "from outside<" not in pages[who]] == []
