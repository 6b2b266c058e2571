"""Organisations that take part in a community and bring their people, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.communities import queries
from cop.communities.listeners import bring_people
from cop.communities.models import BroughtPerson, Community, CommunityMembership
from cop.communities.queries import organisations as lists
from cop.communities.service import agreements, bans, life, memberships
from cop.communities.service import organisations as service
from cop.core import jobs
from cop.core.database import transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.organisations import service as register
from cop.organisations.queries import memberships_of, organisation_for
from cop.people import service as accounts
from cop.people.models import User
from tests.factories.communities import a_community
from tests.factories.organisations import an_organisation

DAY = timedelta(days=1)
FORTNIGHT = timedelta(days=14)


@pytest.fixture
def scene(app, cast, now):
    """An organisation that Fay leads, of which Cy is a manager and Dee, who was taken out once, and Bo are staff."""
    with app.app_context():
        organisation_id, today = an_organisation(), now.date()
        register.name_lead(cast.eli, organisation_id, email=cast.fay.email, today=today)
        for person, role in ((cast.cy, "manager"), (cast.dee, "staff"), (cast.bo, "staff")):
            register.add_person(cast.fay, organisation_id, email=person.email, role=role, today=today)
        yield a_community(cast, now=now), organisation_id


def offered(cast, scene, *, now, brings="all", roles=()):
    community_id, organisation_id = scene
    part = service.propose(cast.fay, organisation_id, community_id=community_id, brings=brings, roles=roles, now=now)
    service.agree(cast.hana, part.id, now=now)
    return part.id


def states(part_id):
    """How each stands to it, by name."""
    asked = select(User.name, BroughtPerson.state).join(User, User.id == BroughtPerson.user_id)
    with transaction() as tx:
        return {each.name: each.state for each in tx.session.execute(asked.where(BroughtPerson.part_id == part_id))}


def test_one_side_proposes_and_the_other_agrees(cast, scene, now):
    community_id, organisation_id = scene
    asked = {"community_id": community_id, "brings": "all", "roles": ()}
    with pytest.raises(NotAllowed):
        service.propose(cast.cy, organisation_id, **asked, now=now)
    part = service.propose(cast.fay, organisation_id, **asked, now=now)
    with pytest.raises(RuleBroken, match="already"):
        service.propose(cast.hana, organisation_id, **asked, now=now)
    for who, problem in ((cast.fay, NotAllowed), (cast.cy, NotVisible), (cast.ada, NotVisible), (cast.eli, NotVisible)):
        with pytest.raises(problem):
            service.agree(who, part.id, now=now)
    assert lists.parts_of_community(cast.bo, queries.community_for(cast.bo, community_id)) == []
    service.agree(cast.hana, part.id, now=now)
    service.agree(cast.hana, part.id, now=now)
    [seen] = lists.parts_of_community(cast.bo, queries.community_for(cast.bo, community_id))
    assert (seen.organisation.name, seen.holds) == ("Ironbridge Carers", True)
    service.end(cast.fay, part.id, now=now)
    with pytest.raises(NotVisible):
        service.agree(cast.hana, part.id, now=now)

    asked_in = service.propose(cast.hana, organisation_id, **asked, now=now)
    with pytest.raises(NotAllowed):
        service.agree(cast.hana, asked_in.id, now=now)
    service.agree(cast.fay, asked_in.id, now=now)
    assert asked_in.agreed_at == now


def test_whoever_leads_the_one_and_coordinates_the_other_has_agreed_with_themself(cast, scene, now):
    community_id, organisation_id = scene
    register.name_lead(cast.fay, organisation_id, email=cast.hana.email, today=now.date())
    part = service.propose(cast.hana, organisation_id, community_id=community_id, brings="all", roles=(), now=now)

    assert part.holds


def test_each_is_told_and_comes_in_after_a_fortnight(app, cast, scene, now):
    community_id, _organisation_id = scene
    part_id = offered(cast, scene, now=now)
    jobs.run_all(now=now)
    sent = {each["To"].split("@")[0]: str(each) for each in app.extensions["cop_mailer"].sent}
    assert set(sent) == {"cy", "dee", "fay"}, "Bo is in already"
    assert f"/communities/brought/{part_id}" in sent["cy"]
    assert cast.cy.id not in queries.members_in(community_id)
    assert [each.part_id for each in lists.brought_soon(cast.cy)] == [part_id]

    bring_people(now=now + FORTNIGHT - DAY)
    assert cast.cy.id not in queries.members_in(community_id)
    bring_people(now=now + FORTNIGHT)
    bring_people(now=now + FORTNIGHT)
    assert {cast.cy.id, cast.dee.id, cast.fay.id} <= set(queries.members_in(community_id))
    assert lists.numbers_brought([part_id]) == {part_id: 3}
    assert lists.brought_soon(cast.cy) == []


def test_who_says_no_goes_or_is_banned_is_never_brought_again(cast, scene, now):
    community_id, _organisation_id = scene
    agreements.write(cast.hana, community_id, text="We are kind.", why="", seen=0, now=now)
    part_id = offered(cast, scene, now=now)
    with pytest.raises(NotVisible):
        service.answer(cast.bo, part_id, yes=True, accepts=1, now=now)
    with pytest.raises(RuleBroken):
        service.answer(cast.dee, part_id, yes=True, accepts=0, now=now)
    service.answer(cast.dee, part_id, yes=True, accepts=1, now=now)
    service.answer(cast.cy, part_id, yes=False, accepts=0, now=now)
    assert states(part_id) == {"Dee": "in", "Cy": "no", "Fay": "waiting"}
    memberships.leave(cast.dee, community_id, now=now + DAY)
    bring_people(now=now + FORTNIGHT)
    bans.ban(cast.hana, community_id, person_id=cast.fay.id, now=now + FORTNIGHT)
    for later in (15, 40):
        bring_people(now=now + later * DAY)

    assert states(part_id) == {"Dee": "no", "Cy": "no", "Fay": "no"}
    assert not {cast.cy.id, cast.dee.id, cast.fay.id} & set(queries.members_in(community_id))
    accounts.suspend(cast.eli, cast.fay.id, now=now)
    assert service.letter_to(part_id, person_id=cast.cy.id) is None
    assert service.letter_to(part_id, person_id=cast.fay.id) is None
    assert lists.people_brought(part_id) == []
    service.end(cast.hana, part_id, now=now)


def test_who_comes_by_themself_meanwhile_stays_when_the_organisation_goes(cast, scene, now):
    community_id, _organisation_id = scene
    part_id = offered(cast, scene, now=now)
    memberships.admit(cast.hana, community_id, email=cast.cy.email, now=now)
    bring_people(now=now + FORTNIGHT)
    memberships.give_role(cast.hana, community_id, person_id=cast.dee.id, role="core")
    service.end(cast.hana, part_id, now=now + FORTNIGHT)
    assert states(part_id) == {"Cy": "own", "Dee": "leaving", "Fay": "leaving"}
    assert cast.fay.id in queries.members_in(community_id)
    bring_people(now=now + 2 * FORTNIGHT)

    assert states(part_id) == {"Cy": "own", "Dee": "own", "Fay": "gone"}
    assert cast.fay.id not in queries.members_in(community_id)
    assert {cast.cy.id, cast.dee.id, cast.bo.id} <= set(queries.members_in(community_id))


def test_who_leaves_the_organisation_is_told_a_fortnight_before_and_may_be_kept(app, cast, scene, now):
    community_id, organisation_id = scene
    part_id = offered(cast, scene, now=now)
    bring_people(now=now + FORTNIGHT)
    jobs.run_all(now=now + FORTNIGHT)
    app.extensions["cop_mailer"].sent.clear()
    for person in (cast.cy, cast.dee):
        [mine] = memberships_of(person.id)
        register.leave(cast.fay, mine.id, today=now.date())
    jobs.run_all(now=now + FORTNIGHT)
    sent = {each["To"].split("@")[0]: str(each) for each in app.extensions["cop_mailer"].sent}
    assert set(sent) == {"cy", "dee"}
    assert f"/communities/{community_id}" in sent["cy"]
    memberships.admit(cast.hana, community_id, email=cast.cy.email, now=now + FORTNIGHT)
    register.add_person(cast.fay, organisation_id, email=cast.dee.email, role="staff", today=now.date())
    assert states(part_id) == {"Cy": "own", "Dee": "in", "Fay": "in"}
    assert service.letter_of_leaving(part_id, person_id=cast.dee.id) is None


def test_a_rule_by_role_follows_who_belongs_as_what(cast, scene, now):
    community_id, organisation_id = scene
    part_id = offered(cast, scene, now=now, brings="roles", roles=["manager"])
    assert states(part_id) == {"Cy": "waiting"}
    register.add_person(cast.fay, organisation_id, email=cast.gil.email, role="manager", today=now.date())
    bring_people(now=now + FORTNIGHT)
    assert states(part_id) == {"Cy": "in"}, "Gil is in already"
    [mine] = memberships_of(cast.cy.id)
    register.confirm(cast.fay, mine.id, role="trustee", today=now.date())
    assert states(part_id) == {"Cy": "leaving"}
    bring_people(now=now + 2 * FORTNIGHT)

    assert states(part_id) == {"Cy": "gone"}
    assert cast.cy.id not in queries.members_in(community_id)


def test_people_are_brought_by_name(app, cast, scene, now):
    community_id, _organisation_id = scene
    part_id = offered(cast, scene, now=now, brings="named")
    assert states(part_id) == {}
    for who, people, problem in (
        (cast.hana, [cast.cy.id], NotAllowed),
        (cast.fay, [cast.ada.id], RuleBroken),
        (cast.cy, [cast.cy.id], NotVisible),
    ):
        with pytest.raises(problem):
            service.name_people(who, part_id, people=people, now=now)
    service.name_people(cast.fay, part_id, people=[cast.cy.id, cast.dee.id, cast.bo.id], now=now)
    service.take_name_back(cast.fay, part_id, person_id=cast.dee.id, now=now)
    service.take_name_back(cast.fay, part_id, person_id=cast.ada.id, now=now)
    with pytest.raises(NotAllowed):
        service.take_name_back(cast.hana, part_id, person_id=cast.cy.id, now=now)
    jobs.run_all(now=now)
    assert [each["To"].split("@")[0] for each in app.extensions["cop_mailer"].sent] == ["cy"]
    assert states(part_id) == {"Cy": "waiting", "Dee": "gone", "Bo": "gone"}
    service.name_people(cast.fay, part_id, people=[cast.dee.id], now=now)
    bring_people(now=now + FORTNIGHT)
    service.take_name_back(cast.fay, part_id, person_id=cast.cy.id, now=now + FORTNIGHT)
    bring_people(now=now + 2 * FORTNIGHT)
    assert cast.dee.id in queries.members_in(community_id)
    assert cast.cy.id not in queries.members_in(community_id)


def test_nobody_is_named_where_a_rule_brings_them_or_before_it_is_agreed(cast, scene, now):
    _community_id, organisation_id = scene
    by_rule = offered(cast, scene, now=now)
    with pytest.raises(RuleBroken):
        service.name_people(cast.fay, by_rule, people=[cast.cy.id], now=now)
    other = a_community(cast, name="Nights", now=now)
    part = service.propose(cast.fay, organisation_id, community_id=other, brings="named", roles=(), now=now)
    with pytest.raises(RuleBroken):
        service.name_people(cast.fay, part.id, people=[cast.cy.id], now=now)


def stands_at(community_id, *, door, read):
    with transaction() as tx:
        community = tx.session.get_one(Community, community_id)
        community.door, community.read = door, read


def test_a_community_that_is_sealed_by_now_brings_nobody_and_is_named_to_nobody_outside(app, cast, scene, now):
    community_id, organisation_id = scene
    part_id = offered(cast, scene, now=now)
    stands_at(community_id, door=2, read=3)
    assert lists.brought_soon(cast.cy) == []
    for open_it in (
        lambda: lists.part_for(cast.fay, part_id, on=now.date()),
        lambda: lists.brought_for(cast.cy, part_id),
    ):
        with pytest.raises(NotVisible):
            open_it()
    assert lists.parts_of_organisation(cast.fay, organisation_for(cast.fay, organisation_id), on=now.date()) == []
    jobs.run_all(now=now)
    assert all("Dementia" not in str(each) for each in app.extensions["cop_mailer"].sent)
    bring_people(now=now + FORTNIGHT)
    assert states(part_id) == {"Cy": "gone", "Dee": "gone", "Fay": "gone"}
    stands_at(community_id, door=0, read=1)
    bring_people(now=now + FORTNIGHT)
    assert states(part_id) == {"Cy": "waiting", "Dee": "waiting", "Fay": "waiting"}


def test_nobody_is_brought_into_an_archive(cast, scene, now):
    community_id, _organisation_id = scene
    part_id = offered(cast, scene, now=now + FORTNIGHT)
    life.announce_closing(cast.hana, community_id, words="Done.", now=now + FORTNIGHT)
    life.close_due(now=now + 60 * DAY)
    bring_people(now=now + 60 * DAY)

    assert states(part_id) == {"Cy": "waiting", "Dee": "waiting", "Fay": "waiting"}
    assert cast.cy.id not in queries.members_in(community_id)
    with pytest.raises(NotAllowed):
        service.answer(cast.cy, part_id, yes=True, accepts=0, now=now)
    with transaction() as tx:
        assert tx.session.query(CommunityMembership).filter_by(user_id=cast.cy.id).count() == 0
