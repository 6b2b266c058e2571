"""Issues that Hana gathers, each with a story of Ada's: not out yet, for the members, and for everybody. And other
words for a story of Bo's, which he has approved and nobody else reads yet."""

from datetime import timedelta

from cop.stories import rules
from cop.stories.queries import draft_for, text_of
from cop.stories.queries import issues as queries
from cop.stories.service import drafts, following, issues, revisions
from tests.factories.stories import an_adaptation, tell
from tests.matrix.people import COMMUNITY, EVERYBODY, circles
from tests.matrix.world import INSIDERS, World

THERE = {"restricted": ("draft", "members", "public"), "confidential": ("draft", "members")}
READERS = {"draft": ("hana", "ada"), "members": INSIDERS, "public": EVERYBODY}


def populate(world: World) -> None:
    """Once stories are there."""
    for preset, states in THERE.items():
        for state in states:
            _issue(world, preset, state=state)
    _other_words(world)
    _what_changed(world)


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


def _other_words(world: World) -> None:
    bo, later = world.people["bo"], world.now + timedelta(hours=1)
    where = rules.Reach("community", world.id_of("a community", "restricted"))
    told = world.canaries.plant("a story that is to say something else", readers=INSIDERS)
    made = tell(bo, title=told, body=told, reach=where, named="full", now=world.now)
    words = world.canaries.plant("what a story is to say", readers=("bo",))
    draft = revisions.change(bo, made.id, text=rules.Text(words, words), now=later)
    assert draft is not None
    drafts.approve(bo, draft.id, seen=text_of(draft_for(bo, draft.id)).digest, now=later)
    world.add("other words", "approved", circles(bo="teller"), draft_id=draft.id)


def _what_changed(world: World) -> None:
    """Bo tried what Ada told of, and says what changed, which is for the two of them."""
    bo, told = world.people["bo"], world.id_of("a story", "restricted, community")
    where = rules.Reach("community", world.id_of("a community", "restricted"))
    made = an_adaptation(bo, told, where, now=world.now)
    words = world.canaries.plant("what changed since Bo tried it", readers=("ada", "bo"))
    following.say(bo, made, words=words, now=world.now)
    world.add("an adaptation", "restricted", {**COMMUNITY, "bo": "teller"}, story_id=made)
