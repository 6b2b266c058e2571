"""What Bo learnt in a set and is taking to a wider space, and what Mina is asked about it."""

from cop.ladder import queries, service
from tests.matrix.people import circles
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once sets are there."""
    bo, space_id = world.people["bo"], world.id_of("a space", "restricted/restricted")
    piece = f"learnt:{world.id_of('a turn', 'brought')}"
    world.add("a piece", "of a set", circles(bo="teller"), piece=piece, space_id=space_id)
    climb = service.begin(bo, piece, space_id=space_id, now=world.now).id
    title, own = (
        world.canaries.plant(f"the {part} of words on their way", readers=("bo",)) for part in ("title", "rest")
    )
    named = world.canaries.plant("what of them names Mina", readers=("bo", "mina"))
    service.keep(bo, climb, title=title, words=f"It was {own}.\nMina said {named}.", now=world.now)
    service.ask_named(bo, climb, now=world.now)
    world.add("words on their way", "asked about", circles(bo="teller"), climb_id=climb)
    ask = queries.asks_to(world.people["mina"])[0].id
    world.add("a question about a name", "asked", circles(mina="teller"), ask_id=ask)
