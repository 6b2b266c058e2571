"""Who takes part how: roles that are offered and held, in a community of every kind."""

from datetime import timedelta

from cop.communities.rules import PRESETS
from cop.communities.service import leading
from tests.matrix.people import COMMUNITY
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once people and communities are there."""
    for preset in PRESETS:
        _roles(world, world.id_of("a community", preset), preset=preset)


def _roles(world: World, community_id: int, *, preset: str) -> None:
    """Bo is asked to be one thing and holds another; Hana asks."""
    bo, until = world.people["bo"], world.now + timedelta(days=90)
    for kind, thing, stands in (
        ("critical_friend", "an offered role", "asked"),
        ("social_reporter", "a held role", "holder"),
    ):
        hana = world.people["hana"]
        role_id = leading.offer(hana, community_id, kind=kind, person_id=bo.id, until=until, now=world.now)
        if stands == "holder":
            leading.answer(bo, role_id, yes=True, now=world.now)
        world.add(thing, preset, {**COMMUNITY, "bo": stands}, role_id=role_id)
