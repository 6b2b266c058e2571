"""What of stories is between few: a draft of Bo's, of which he has approved the text, what he said to Ada, and what
the core group asks of tellers, which those who may tell read."""

from cop.stories.rules import Prompt, Reach, Template
from cop.stories.service import responses, ways
from tests.factories.stories import a_draft
from tests.matrix.people import COMMUNITY, circles
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
    _way(world, community_id)
    words = world.canaries.plant("what Bo says to Ada of a story", readers=("ada", "bo"))
    told = world.id_of("a story", "restricted, community")
    said = responses.respond(world.people["bo"], told, kind="question", words=words, now=world.now)
    world.add("a response", "to Ada", circles(bo="teller", ada="core", hana="coordinator"), response_id=said.id)


def _way(world: World, community_id: int) -> None:
    readers = ("hana", "ada", "bo", "mina")
    name = world.canaries.plant("what a way to tell is called", readers=readers)
    asked = world.canaries.plant("what a way to tell asks", readers=("hana", "ada"))
    told = Template("", 0, name, "A line.", (Prompt("", asked),))
    made = ways.begin(world.people["hana"], community_id, told=told, instead_of="msc", now=world.now)
    world.add("a way to tell", "asked", COMMUNITY, way_id=made.way)
