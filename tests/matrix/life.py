"""How communities live: agreements, votes, gatherings, what is about to close, what is only proposed, programmes."""

from dataclasses import replace
from datetime import timedelta

from cop.communities.rules import PRESETS
from cop.communities.service import agreements, foundings, life, modules, programmes
from cop.gatherings import service as gatherings
from tests.factories.foundings import DRAFT
from tests.factories.gatherings import PLAN
from tests.factories.programmes import TOLD
from tests.matrix.people import COMMUNITY, EVERYBODY, SIGNED_IN, SPACE, circles
from tests.matrix.world import INSIDERS, NAMED, World


def populate(world: World) -> None:
    """Once people, communities and organisations are there."""
    for preset in PRESETS:
        _how_it_works(world, world.id_of("a community", preset), preset=preset)
    for state in world.things["a space"]:
        _gathering(world, state)
    _closing(world, world.id_of("a community", "private"))
    _founding(world)
    _programme(world)


def _how_it_works(world: World, community_id: int, *, preset: str) -> None:
    # by a link into a restricted one anybody may come in, and reads first what they accept by that
    read_by = {"open": EVERYBODY, "restricted": SIGNED_IN}.get(preset, INSIDERS)
    text = world.canaries.plant(f"how {preset} works together", readers=read_by)
    agreements.write(world.people["hana"], community_id, text=text, why="", seen=0, now=world.now)
    why = world.canaries.plant(f"why {preset} votes", readers=INSIDERS)
    vote = modules.propose(world.people["bo"], community_id, module="sets", why=why, days=7, now=world.now)
    world.add("a vote", preset, COMMUNITY, vote_id=vote.id)


def _gathering(world: World, state: str) -> None:
    """Ada's, who alone comes yet: the way in is for whoever comes, and for coordinators, who may change it."""
    preset, _, inner = state.partition("/")
    within = EVERYBODY if preset == "open" else INSIDERS
    reads = {"open": within, "restricted": INSIDERS, "private": (*NAMED, "hana"), "confidential": NAMED}[inner]
    title = world.canaries.plant(f"a gathering of {state}", readers=reads)
    link = "https://example.org/" + world.canaries.plant(
        f"the way into a gathering of {state}", readers={"ada"} | ({"hana"} & set(reads))
    )
    plan = replace(PLAN, title=title, link=link)
    made = gatherings.arrange(world.people["ada"], world.id_of("a space", state), plan=plan, now=world.now)
    world.add("a gathering", state, SPACE, gathering_id=made.id)


def _closing(world: World, community_id: int) -> None:
    words = world.canaries.plant("why private closes", readers=INSIDERS)
    life.announce_closing(world.people["hana"], community_id, words=words, now=world.now)


def _founding(world: World) -> None:
    """Ada proposes, Bo says yes, Dee says no, and Cy has not answered."""
    asked = ("bo", "cy", "dee")
    told = {
        name: world.canaries.plant(f"the {name} of what is proposed", readers=("ada", "bo", "cy"))
        for name in ("name", "purpose", "prompt", "gathering")
    }
    draft = replace(DRAFT, **told, gathering_at=world.now + timedelta(days=14))
    addresses = [world.people[who].email for who in asked]
    made = foundings.propose(world.people["ada"], draft, ask=addresses, now=world.now).id
    foundings.answer(world.people["bo"], made, yes=True, now=world.now)
    foundings.answer(world.people["dee"], made, yes=False, now=world.now)
    world.add("a founding", "proposed", circles(ada="proposer", bo="founder", cy="asked"), founding_id=made)


def _programme(world: World) -> None:
    """Hana's; a confidential community is part of it, which nobody outside learns."""
    told = replace(TOLD, name=world.canaries.plant("the name of a programme", readers=SIGNED_IN))
    own = world.id_of("an organisation", "standing")
    made = programmes.begin(world.people["hana"], organisation_id=own, told=told, now=world.now).id
    for preset in ("restricted", "confidential"):
        community_id = world.id_of("a community", preset)
        programmes.gather(world.people["hana"], made, community_id=community_id, now=world.now)
        world.add("a programme", preset, COMMUNITY, programme_id=made, community_id=community_id)
