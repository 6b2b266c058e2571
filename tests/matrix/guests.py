"""Guests: Cy is one in a conversation and at a gathering of a private space, of which they may know nothing else."""

from dataclasses import replace
from datetime import timedelta

from cop.discussions import service as discussions
from cop.gatherings import service as gatherings
from tests.factories.gatherings import PLAN
from tests.matrix.people import SPACE
from tests.matrix.world import NAMED, World

STATE = "restricted/private"


def populate(world: World) -> None:
    """Once spaces are there."""
    hana, cy, space_id = world.people["hana"], world.people["cy"], world.id_of("a space", STATE)
    stands, until = {**SPACE, "cy": "guest"}, world.now + timedelta(days=14)
    title = world.canaries.plant("a conversation with a guest", readers=(*NAMED, "hana", "cy"))
    thread_id = discussions.start(world.people["bo"], space_id, title=title, body="Ask away.", now=world.now).id
    discussions.seat_guest(hana, thread_id, email=cy.email, until=until, now=world.now)
    world.add("a thread with a guest", STATE, stands, thread_id=thread_id, user_id=cy.id)
    plan = replace(PLAN, title=world.canaries.plant("a gathering with a guest", readers=(*NAMED, "hana", "cy")))
    gathering_id = gatherings.arrange(world.people["ada"], space_id, plan=plan, now=world.now).id
    gatherings.seat_guest(hana, gathering_id, email=cy.email, until=until, now=world.now)
    world.add("a gathering with a guest", STATE, stands, gathering_id=gathering_id, user_id=cy.id)
