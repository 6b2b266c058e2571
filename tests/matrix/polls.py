"""What Bo asks everybody to choose in each conversation, and what came of it in those that are private."""

from datetime import timedelta

from cop.discussions import service as discussions
from cop.discussions.rules.polls import asked
from tests.matrix.world import World


def populate(world: World) -> None:
    """Once conversations are there, those that are asked privately too."""
    readers = {label: who for _, label, who in world.canaries.planted()}
    bo = world.people["bo"]
    for state in list(world.things["a thread"]):
        if state.endswith(", old"):
            continue
        who = readers.get(f"a post of {state}", ("bo", "hana"))
        thread_id, word = world.id_of("a thread", state), world.canaries.plant
        question = word(f"the question of a poll in {state}", readers=who)
        options = f"{word(f'an option of a poll in {state}', readers=who)}\nNo"
        asks, until = asked(question, options, many=False, named=True), world.now + timedelta(days=7)
        poll = discussions.begin_poll(bo, thread_id, asked=asks, closes_at=until, now=world.now)
        world.add("a poll", state, world.things["a thread"][state].circles, poll_id=poll.id)
        discussions.vote(bo, thread_id, numbers=[0], now=world.now)
        if state.partition(", ")[0].endswith("/private"):
            discussions.end_poll(bo, thread_id, now=world.now)
            outcome = word(f"the outcome of a poll in {state}", readers=who)
            discussions.conclude(bo, thread_id, words=outcome, now=world.now)
