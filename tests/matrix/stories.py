"""Stories that are not told yet: Bo has begun one, and approved its text, in the community where he is a member."""

from cop.stories.rules import Reach
from tests.factories.stories import a_draft
from tests.matrix.people import circles
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once communities are there."""
    community_id = world.id_of("a community", "restricted")
    title, body, note = (
        world.canaries.plant(f"the {name} of a draft", readers=("bo",)) for name in ("title", "text", "note")
    )
    where = Reach("community", community_id)
    made = a_draft(world.people["bo"], where, now=world.now, title=title, body=body, note=note)
    world.add("a draft", "approved", circles(bo="teller"), draft_id=made, page=1, community_id=community_id)
