"""What Ada has said in each conversation, and changed an hour later."""

from datetime import timedelta

from cop.discussions import service as discussions
from tests.matrix.people import SPACE
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once conversations are there."""
    readers = {label: who for _, label, who in world.canaries.planted()}
    for state in list(world.things["a thread"]):
        if state.endswith(", old"):
            continue
        may, earlier = readers[f"a post of {state}"], world.now - timedelta(hours=1)
        before = world.canaries.plant(f"what a post of {state} said before", readers=may)
        after = world.canaries.plant(f"a changed post of {state}", readers=may)
        thread_id = world.id_of("a thread", state)
        post_id = discussions.reply(world.people["ada"], thread_id, body=before, now=earlier).id
        discussions.edit(world.people["ada"], post_id, body=after, now=world.now)
        world.add("a changed post", state, SPACE, post_id=post_id)
