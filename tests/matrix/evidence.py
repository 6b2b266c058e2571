"""What Bo claims in each conversation."""

from cop.discussions import service as discussions
from cop.discussions.rules import Claim
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once conversations are there."""
    readers = {label: who for _, label, who in world.canaries.planted()}
    for state in list(world.things["a thread"]):
        if state.endswith(", old"):
            continue
        claim = world.canaries.plant(f"a claim in {state}", readers=readers[f"a post of {state}"])
        thread_id = world.id_of("a thread", state)
        rests_on = Claim(("lived",), claim)
        discussions.reply(world.people["bo"], thread_id, body="So I think.", claim=rests_on, now=world.now)
