"""What Mina has reported and those see alone who look after it, and what of Bo's is hidden."""

from cop.discussions import service as discussions
from cop.moderation import service
from cop.moderation.rules import Which
from tests.matrix.people import SPACE, circles
from tests.matrix.world import World

STATE = "restricted/restricted"
LOOK = ("hana", "ada")


def populate(world: World) -> None:
    """Once conversations are there."""
    bo, mina, hana = (world.people[who] for who in ("bo", "mina", "hana"))
    words = world.canaries.plant("what Mina says of a post", readers=LOOK)
    which = Which("post", world.id_of("a post of Bo's", STATE))
    made = service.report(mina, which, why="else", words=words, now=world.now)
    world.add("a report", "open", circles(mina="teller"), report_id=made.id)
    hidden = world.canaries.plant("a hidden post of Bo's", readers=("bo", *LOOK))
    post = discussions.reply(bo, world.id_of("a thread", STATE), body=hidden, now=world.now).id
    reason = world.canaries.plant("why it is hidden", readers=("bo", *LOOK))
    service.decide(hana, Which("post", post), decision="hidden", reason=reason, now=world.now)
    world.add("a post of Bo's", f"{STATE}, hidden", {**SPACE, "bo": "owner"}, post_id=post)
