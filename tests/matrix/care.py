"""What Mina has reported and those see alone who look after it, and what of Bo's is hidden."""

from cop.communities import service as communities
from cop.discussions import service as discussions
from cop.moderation import service
from cop.moderation.rules import Which
from tests.factories.stories import a_careful_story
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
    hidden_by = service.decide(hana, Which("post", post), decision="hidden", reason=reason, now=world.now).id
    world.add("a decision", "against Bo's post", circles(bo="teller"), act_id=hidden_by)
    world.add("a post of Bo's", f"{STATE}, hidden", {**SPACE, "bo": "owner"}, post_id=post)
    _read_first(world)
    _appeal(world)


def _read_first(world: World) -> None:
    """Bo tells for somebody who cannot decide about it, and nobody of the core group has read it yet."""
    told = world.canaries.plant("a story that is read first", readers=("bo", *LOOK))
    where = f"community:{world.id_of('a community', 'restricted')}"
    a_careful_story(world.people["bo"], where, decides="proxy", now=world.now, title=told, body=told)


def _appeal(world: World) -> None:
    """Bo sees another decision of Hana's otherwise, and Ada is to answer."""
    thread = world.id_of("a thread", STATE)
    post = discussions.reply(world.people["bo"], thread, body="Wombats.", now=world.now).id
    which = Which("post", post)
    act = service.decide(world.people["hana"], which, decision="hidden", reason="No.", now=world.now).id
    words = world.canaries.plant("why Bo sees it otherwise", readers=LOOK)
    made = service.appeal(world.people["bo"], act, words=words, now=world.now)
    world.add("an appeal", "open", circles(ada="core", hana="coordinator"), appeal_id=made.id)
    apart = communities.found(world.people["hana"], name="Apart", purpose="P.", preset="confidential", now=world.now).id
    communities.admit(world.people["hana"], apart, email=world.people["mina"].email, now=world.now)
    mina, why = world.people["mina"].id, "Three times we asked."
    silence = service.silence(world.people["hana"], apart, person_id=mina, days=7, reason=why, now=world.now).id
    world.add("a silence", "for a week", circles(hana="coordinator"), silence_id=silence)
