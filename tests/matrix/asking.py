"""What Bo asks those who coordinate, in a private space: of the others who read there nobody reads it."""

from cop.discussions import queries
from cop.discussions import service as discussions
from tests.matrix.people import circles
from tests.matrix.world import World

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
