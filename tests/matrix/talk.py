"""What Bo has begun to write and nobody else ever sees."""

from cop.drafts import service as drafts
from cop.drafts.rules import Letter
from tests.matrix.people import circles
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once conversations are there."""
    words = world.canaries.plant("what Bo has begun", readers=("bo",))
    place = f"thread:{world.id_of('a thread', 'restricted/private')}"
    draft = drafts.keep(world.people["bo"], place, letter=Letter("one", 1, "", words), now=world.now)
    assert draft is not None
    world.add("begun words", "begun", circles(bo="owner"), place=place, begun_id=draft.id)
