"""Who leads an organisation, and what they may say of its people, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask_login import AnonymousUserMixin

from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.facts import Listeners, Switchboard
from cop.organisations import policy, queries, service
from cop.organisations.facts import PersonChangedInOrganisation, PersonJoinedOrganisation, PersonLeftOrganisation
from cop.people import service as people
from tests.factories.organisations import an_organisation
from tests.factories.people import a_user

TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)


@pytest.fixture
def acorns(app: Flask) -> Iterator[SimpleNamespace]:
    """Ada leads Acorns, named by Eli; Bo says that he belongs to it; Cy is from elsewhere."""
    with app.app_context():
        cast = {name: a_user(name.title(), is_admin=name == "eli") for name in ("ada", "bo", "cy", "eli", "mina")}
        acorns = SimpleNamespace(id=an_organisation("Acorns"), other=an_organisation("Oaks"), **cast)
        service.name_lead(acorns.eli, acorns.id, email=acorns.ada.email, today=TODAY)
        acorns.bos = service.join(acorns.bo, acorns.id, since=TODAY - 9 * DAY, today=TODAY).id
        yield acorns


def held(acorns: SimpleNamespace, person: str) -> int:
    everybody = queries.everybody_of(acorns.id, on=TODAY, leads_only=False)
    return next(each.id for each in everybody if each.user_id == getattr(acorns, person).id)


def test_who_may_what(acorns: SimpleNamespace) -> None:
    may = {}
    for who in ("eli", "bo", "cy", "ada"):
        viewer = getattr(acorns, who)
        its = queries.organisation_for(viewer, acorns.id)
        may[who] = policy.can_lead(viewer, its, on=TODAY), policy.can_name_lead(viewer, its, on=TODAY)

    assert may == {"ada": (True, True), "eli": (False, True), "bo": (False, False), "cy": (False, False)}
    assert [each.name for each in queries.led_by(acorns.ada, on=TODAY)] == ["Acorns"]
    assert queries.led_by(acorns.bo, on=TODAY) == []
    with pytest.raises(NotVisible):
        queries.organisation_for(AnonymousUserMixin(), acorns.id)


@pytest.mark.parametrize("who", ["bo", "cy", "eli"])
def test_only_a_lead_looks_after_the_people(acorns: SimpleNamespace, who: str) -> None:
    actor = getattr(acorns, who)
    with pytest.raises(NotAllowed):
        service.add_person(actor, acorns.id, email=acorns.cy.email, role="staff", today=TODAY)
    with pytest.raises(NotAllowed):
        service.describe(actor, acorns.id, can_share="x", would_like_to_learn="", today=TODAY)
    with pytest.raises((NotAllowed, NotVisible)):
        service.confirm(actor, acorns.bos, role="staff", today=TODAY)
    if who != "eli":
        with pytest.raises(NotAllowed):
            service.name_lead(actor, acorns.id, email=acorns.cy.email, today=TODAY)


def test_what_somebody_says_counts_once_a_lead_confirms_it(acorns: SimpleNamespace, told: list[Any]) -> None:
    before = queries.confirmed_in(acorns.id, on=TODAY)
    service.confirm(acorns.ada, acorns.bos, role="trustee", today=TODAY)
    service.confirm(acorns.ada, acorns.bos, role="trustee", today=TODAY)
    service.add_person(acorns.ada, acorns.id, email=" Mina@example.org ", role="staff", today=TODAY)

    assert before == {acorns.ada.id}
    assert queries.confirmed_in(acorns.id, on=TODAY, roles=["trustee"]) == {acorns.bo.id}
    assert queries.confirmed_in(acorns.id, on=TODAY) == {acorns.ada.id, acorns.bo.id, acorns.mina.id}
    assert [(type(fact), fact.user_id) for fact in told] == [
        (PersonJoinedOrganisation, acorns.bo.id), (PersonChangedInOrganisation, acorns.bo.id),
        (PersonJoinedOrganisation, acorns.mina.id),
    ]  # fmt: skip
    with pytest.raises(RuleBroken, match="Nobody here"):
        service.add_person(acorns.ada, acorns.id, email="nobody@example.org", role="staff", today=TODAY)


def test_only_the_person_says_who_sees_it(acorns: SimpleNamespace) -> None:
    hidden = [queries.people_of(acorns.id, on=TODAY), queries.memberships_of(acorns.bo.id, shown_only=True)]
    with pytest.raises(NotAllowed):
        service.show(acorns.ada, acorns.bos, shown=True, today=TODAY)
    for held_by_another_or_nobody in (acorns.bos, 999_999):
        with pytest.raises(NotVisible):
            service.show(acorns.cy, held_by_another_or_nobody, shown=True, today=TODAY)
    service.show(acorns.bo, acorns.bos, shown=True, today=TODAY)

    assert hidden == [[], []]
    assert [each.name for each in queries.people_of(acorns.id, on=TODAY)] == ["Bo"]
    assert len(queries.memberships_of(acorns.bo.id, on=TODAY, shown_only=True)) == 1


def test_an_organisation_keeps_a_lead_unless_an_administrator_takes_the_last(acorns: SimpleNamespace) -> None:
    adas = held(acorns, "ada")
    for act in (service.leave, service.step_down):
        with pytest.raises(RuleBroken, match="another lead"):
            act(acorns.ada, adas, today=TODAY)
    service.name_lead(acorns.ada, acorns.id, email=acorns.bo.email, today=TODAY)
    service.step_down(acorns.ada, adas, today=TODAY)

    assert queries.leads_of(acorns.id, on=TODAY) == [acorns.bo.id]
    assert [each.user_id for each in queries.everybody_of(acorns.id, on=TODAY, leads_only=True)] == [acorns.bo.id]
    service.leave(acorns.eli, acorns.bos, today=TODAY)
    assert queries.leads_of(acorns.id, on=TODAY) == []
    with pytest.raises(NotVisible):
        service.leave(acorns.eli, adas, today=TODAY)


def test_a_lead_ends_a_membership_and_the_past_stays(acorns: SimpleNamespace, told: list[Any]) -> None:
    service.leave(acorns.ada, acorns.bos, today=TODAY)

    assert [(type(fact), fact.user_id) for fact in told] == [(PersonLeftOrganisation, acorns.bo.id)]
    assert [each.user_id for each in queries.everybody_of(acorns.id, on=TODAY, leads_only=False)] == [acorns.ada.id]
    assert len(queries.everybody_of(acorns.id, on=TODAY - DAY, leads_only=False)) == 1


def test_a_lead_of_one_organisation_is_nobody_in_another(acorns: SimpleNamespace) -> None:
    others = service.join(acorns.cy, acorns.other, since=TODAY, today=TODAY).id
    with pytest.raises(NotVisible):
        service.leave(acorns.ada, others, today=TODAY)
    with pytest.raises(NotAllowed):
        service.add_person(acorns.ada, acorns.other, email=acorns.bo.email, role="staff", today=TODAY)


def test_who_is_shut_out_leads_and_counts_no_longer(acorns: SimpleNamespace, now) -> None:
    people.suspend(acorns.eli, acorns.ada.id, now=now)

    assert queries.leads_of(acorns.id, on=TODAY) == []
    assert queries.confirmed_in(acorns.id, on=TODAY) == set()


def test_what_it_can_share_is_said_by_a_lead(acorns: SimpleNamespace) -> None:
    service.describe(acorns.ada, acorns.id, can_share=" Rotas ", would_like_to_learn="Nights", today=TODAY)
    said = queries.organisation_for(acorns.cy, acorns.id)

    assert (said.can_share, said.would_like_to_learn) == ("Rotas", "Nights")


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is announced of people and organisations, heard by a listener of the test's own."""
    heard, ear = list[Any](), Listeners()
    for kind in (PersonJoinedOrganisation, PersonChangedInOrganisation, PersonLeftOrganisation):
        ear.after(kind)(heard.append)
    switchboard = Switchboard([*app.extensions["cop_switchboard"]._listeners, ear])
    monkeypatch.setitem(app.extensions, "cop_switchboard", switchboard)
    return heard
