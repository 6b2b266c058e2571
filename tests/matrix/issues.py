"""Issues that Hana gathers, each with a story of Ada's: not out yet, for the members, and for everybody."""

from cop.stories.queries import issues as queries
from cop.stories.service import issues
from tests.matrix.people import COMMUNITY, EVERYBODY
from tests.matrix.world import INSIDERS, World

THERE = {"restricted": ("draft", "members", "public"), "confidential": ("draft", "members")}
READERS = {"draft": ("hana", "ada"), "members": INSIDERS, "public": EVERYBODY}


def populate(world: World) -> None:
    """Once stories are there."""
    for preset, states in THERE.items():
        for state in states:
            _issue(world, preset, state=state)


def _issue(world: World, preset: str, *, state: str) -> None:
    audience = "public" if state == "public" else "community"
    hana, community_id = world.people["hana"], world.id_of("a community", preset)
    story_id = world.id_of("a story", f"{preset}, {audience}")
    title, note = (
        world.canaries.plant(f"the {part} of an issue of {preset}, {state}", readers=READERS[state])
        for part in ("title", "note")
    )
    made = issues.begin(hana, community_id, title=title, note=note, audience=audience, now=world.now).id
    issues.choose(hana, made, story_id=story_id, now=world.now)
    issues.answer(world.people["ada"], story_id, issue_id=made, yes=True, now=world.now)
    if state != "draft":
        seen = issues.as_seen(queries.places_of(hana, queries.issue_for(hana, made)))
        issues.publish(hana, made, seen=seen, now=world.now)
    stands = {**COMMUNITY, "ada": "teller"}
    world.add("an issue", f"{preset}, {state}", stands, issue_id=made, story_id=story_id)
    world.add("a story in an issue", f"{preset}, {state}", stands, story_id=story_id, issue_id=made)
