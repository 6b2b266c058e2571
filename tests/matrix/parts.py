"""Organisations that take part in communities: one that brings people by name, and one that is only offered."""

from cop.communities.models import BroughtPerson, CommunityOrganisation
from cop.communities.rules.bringing import NOTICE
from cop.communities.service import organisations as parts
from cop.core.database import transaction
from cop.organisations import service as organisations
from tests.factories.organisations import an_organisation
from tests.matrix.people import SIGNED_IN, circles
from tests.matrix.world import World

SIDES = circles(hana="coordinator", fay="lead")


def populate(world: World) -> None:
    """Fay leads it, and brings Cy into the restricted community; into the private one she has only offered it."""
    today, fay, hana = world.now.date(), world.people["fay"], world.people["hana"]
    own = an_organisation(world.canaries.plant("the name of one that takes part", readers=SIGNED_IN))
    organisations.name_lead(world.people["eli"], own, email=fay.email, today=today)
    organisations.add_person(fay, own, email=world.people["cy"].email, role="volunteer", today=today)
    offered = {
        preset: parts.propose(
            fay, own, community_id=world.id_of("a community", preset), brings="named", roles=(), now=world.now
        ).id
        for preset in ("restricted", "private")
    }
    parts.agree(hana, offered["restricted"], now=world.now)
    parts.name_people(fay, offered["restricted"], people=[world.people["cy"].id], now=world.now)
    world.add("a part", "restricted", SIDES, part_id=offered["restricted"])
    world.add("a part", "private", SIDES, part_id=offered["private"])
    with transaction() as tx:  # Mina is about to go with it
        goes = {"state": "leaving", "due_at": world.now + NOTICE}
        tx.session.add(BroughtPerson(part_id=offered["restricted"], user_id=world.people["mina"].id, **goes))
    sealed = world.id_of("a community", "confidential")
    with transaction() as tx:  # it was open when they agreed, and is not any more
        part = CommunityOrganisation(
            community_id=sealed, organisation_id=own, brings="named", roles=[], asked_by_lead=True,
            asked_at=world.now, agreed_at=world.now,
        )  # fmt: skip
        tx.session.add(part)
        tx.flush()
        waits = {"state": "waiting", "due_at": world.now + NOTICE, "is_named": True}
        tx.session.add(BroughtPerson(part_id=part.id, user_id=world.people["cy"].id, **waits))
        world.add("a part", "confidential", circles(hana="coordinator"), part_id=part.id)
        world.add("somebody brought", "confidential", circles(), part_id=part.id)
    world.add("somebody brought", "restricted", circles(cy="brought"), part_id=offered["restricted"])
    world.add("an organisation that takes part", "standing", circles(fay="lead"), organisation_id=own)
