"""What Bo asks those who coordinate, in a private space: of the others who read there nobody reads it. And posts that
Ada took out of a conversation there."""

from cop.discussions import queries
from cop.discussions import service as discussions
from tests.matrix.people import circles
from tests.matrix.world import NAMED, World

STATE = "restricted/private"


def populate(world: World) -> None:
    """Once spaces are there."""
    bo, space_id = world.people["bo"], world.id_of("a space", STATE)
    title = world.canaries.plant("what Bo asks privately", readers=("bo", "hana"))
    body = world.canaries.plant("the words of what Bo asks privately", readers=("bo", "hana"))
    thread = discussions.ask_coordinators(bo, space_id, title=title, body=body, now=world.now).id
    world.add("a thread", f"{STATE}, asked", circles(bo="member", hana="coordinator"), thread_id=thread)
    post = queries.posts_of(thread, page=1)[0].id
    world.add("a post of Bo's", f"{STATE}, asked", circles(bo="owner", hana="coordinator"), post_id=post)
    _split(world, space_id)


def _split(world: World, space_id: int) -> None:
    bo, readers = world.people["bo"], (*NAMED, "hana", "kit")
    title = world.canaries.plant("the title of what was split", readers=readers)
    apart = world.canaries.plant("the title of what was taken out of it", readers=readers)
    old = discussions.start(bo, space_id, title=title, body="Two matters.", now=world.now).id
    answer = discussions.reply(bo, old, body="The other.", now=world.now).id
    discussions.split(
        world.people["ada"], old, posts=[answer], title=apart, space_id=space_id, reason="So.", now=world.now
    )
