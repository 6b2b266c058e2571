"""What Bo claims in each conversation, and Ada does not."""

from cop.discussions import service as discussions
from cop.discussions.rules import Claim
from tests.matrix.people import SPACE
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once conversations are there."""
    readers = {label: who for _, label, who in world.canaries.planted()}
    for state in list(world.things["a thread"]):
        if state.endswith(", old"):
            continue
        claim = world.canaries.plant(f"a claim in {state}", readers=readers[f"a post of {state}"])
        thread_id = world.id_of("a thread", state)
        rests_on = Claim(("lived",), f"Birds sing {claim}.")
        bo, ada = world.people["bo"], world.people["ada"]
        one = discussions.reply(bo, thread_id, body="So I think.", claim=rests_on, now=world.now).id
        other = discussions.reply(
            ada, thread_id, body="So do I not.", claim=Claim(("policy",), "No."), now=world.now
        ).id
        said = discussions.say_that_they_disagree(bo, one, other_id=other, now=world.now)
        world.add("claims that disagree", state, SPACE, post_id=one, disagreement_id=said)
        world.add("a place to write", state, SPACE, place=f"thread:{thread_id}")
