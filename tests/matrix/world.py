"""One installation with everything in it, built once by the services, in a standing moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from cop.communities import service as communities
from cop.communities.models import CommunityMembership
from cop.communities.rules import PRESETS, everyone_belongs, may_hold
from cop.core.database import db, transaction
from cop.discussions import service as discussions
from cop.discussions.models import Post
from cop.meetings.service import rounds
from cop.people import service as people
from cop.people.models import User
from cop.stories import service as stories
from cop.stories.rules import reach
from tests.factories.organisations import an_organisation
from tests.factories.people import a_user
from tests.factories.stories import TERMS, tell
from tests.matrix.canaries import Canaries
from tests.matrix.people import COMMUNITY, EVERYBODY, EVERYONE, SIGNED_IN, SPACE, Circles, circles

MADE_UP = 2**31 - 2
MADE_UPS = {
    "piece": f"learnt:{MADE_UP}", "token": "made-up", "reach": f"space:{10**9 - 1}", "holder": "post:2147483646",
    "shared_id": "made-up", "place": "thread:2147483646",
}  # fmt: skip
INSIDERS = ("ada", "bo", "mina", "gil", "hana")
NAMED = ("ada", "bo", "gil")
ROLES = {"ada": "core", "gil": "observer"}


@dataclass(frozen=True)
class Place:
    """One thing in one state: what its addresses are filled with, and how everybody stands to it."""

    values: Mapping[str, object]
    circles: Circles
    made_up: Mapping[str, object]


@dataclass
class World:
    """Everybody, everything by its kind and state, and the words that must not be where they are not meant to be."""

    now: datetime
    people: dict[str, User] = field(default_factory=dict)
    canaries: Canaries = field(default_factory=Canaries)
    things: dict[str, dict[str, Place]] = field(default_factory=dict)

    def add(self, kind: str, state: str, circles: Circles, /, **values: object) -> None:
        made_up = {
            name: MADE_UPS.get(name, MADE_UP if isinstance(value, int) else value) for name, value in values.items()
        }
        self.things.setdefault(kind, {})[state] = Place(values, circles, made_up)

    def id_of(self, kind: str, state: str) -> int:
        """The number in the address of a thing that has one."""
        return next(value for value in self.things[kind][state].values.values() if isinstance(value, int))

    def ids(self) -> dict[str, int]:
        return {name: person.id for name, person in self.people.items()}


def populate(world: World) -> None:
    """Everybody and every community; sets are in `sets.py`."""
    for name in (*SIGNED_IN, "kit", "ola", "sam"):
        world.people[name] = a_user(name.title(), now=world.now - timedelta(days=90), is_admin=name in {"eli", "ola"})
    people.change_profile(
        world.people["bo"], name="Bo", pronouns="", time_zone="Europe/London",
        about=world.canaries.plant("what Bo says of themself", readers=SIGNED_IN),
    )  # fmt: skip
    for preset in PRESETS:
        _community(world, preset)
    _everything_else(world)


def _community(world: World, preset: str) -> None:
    then, hana = world.now - timedelta(days=30), world.people["hana"]
    anybody = {"open": EVERYBODY, "restricted": EVERYBODY, "private": SIGNED_IN, "confidential": INSIDERS}[preset]
    told = {"name": world.canaries.plant(f"the name of {preset}", readers=anybody)}
    told["purpose"] = world.canaries.plant(f"the purpose of {preset}", readers=anybody)
    made = communities.found(hana, preset=preset, now=then, **told).id
    with transaction() as tx:
        tx.session.add_all(
            CommunityMembership(
                community_id=made, user_id=world.people[who].id, role=ROLES.get(who, "member"), since=then,
                until=None if who != "dee" else then,
            )
            for who in ("ada", "bo", "mina", "gil", "kit", "dee")
        )  # fmt: skip
    world.add("a community", preset, COMMUNITY, community_id=made)
    world.add("a community seen by others", preset, COMMUNITY, community_id=made, who="visitor")
    for inner in PRESETS:
        if may_hold(PRESETS[preset], PRESETS[inner]):
            _space(world, made, preset=preset, inner=inner, known=anybody)
    _stories(world, made, preset=preset)


def _space(world: World, community_id: int, *, preset: str, inner: str, known: tuple[str, ...]) -> None:
    state, then, hana = f"{preset}/{inner}", world.now - timedelta(days=20), world.people["hana"]
    knows = {"open": known, "restricted": known, "private": INSIDERS, "confidential": (*NAMED, "hana")}[inner]
    outside = known if preset == "open" else INSIDERS
    reads = {"open": outside, "restricted": INSIDERS, "private": (*NAMED, "hana"), "confidential": NAMED}[inner]
    told = {"name": world.canaries.plant(f"the name of {state}", readers=knows)}
    told["purpose"] = world.canaries.plant(f"the purpose of {state}", readers=knows)
    made = communities.create_space(hana, community_id, preset=inner, now=then, **told).id
    if inner == "confidential":
        old = _thread(world, made, by="hana", at=then, label=f"an old thread of {state}", readers=())
        world.add("a thread", f"{state}, old", SPACE, thread_id=old)  # nobody is left who was there
    if not everyone_belongs(PRESETS[inner]):
        for who in (*NAMED, "kit"):
            communities.name_member(hana, made, person_id=world.people[who].id, now=then + timedelta(days=1))
        communities.unname_member(hana, made, person_id=hana.id, now=then + timedelta(days=2))
    world.add("a space", state, SPACE, space_id=made, community_id=community_id)
    world.add("a space seen by others", state, SPACE, space_id=made, who="visitor")
    thread = _thread(
        world, made, by="bo", at=world.now - timedelta(days=2), label=f"a thread of {state}", readers=reads
    )
    world.add("a thread", state, SPACE, thread_id=thread)
    post_of_bo = discussions.reply(
        world.people["bo"], thread, body=world.canaries.plant(f"a post of {state}", readers=reads), now=world.now
    )
    world.add("a post of Bo's", state, {**SPACE, "bo": "owner"}, post_id=post_of_bo.id)
    if preset == "restricted":
        _rounds(world, made, state=state)
    if state == "restricted/restricted":
        _proposed(world, thread, state=state)


def _thread(world: World, space_id: int, *, by: str, at: datetime, label: str, readers: tuple[str, ...]) -> int:
    title = world.canaries.plant(f"the title of {label}", readers=readers)
    body = world.canaries.plant(f"the first post of {label}", readers=readers)
    return discussions.start(world.people[by], space_id, title=title, body=body, now=at).id


def _proposed(world: World, thread: int, *, state: str) -> None:
    first = db.session.scalars(select(Post.id).where(Post.thread_id == thread).order_by(Post.id)).first()
    assert first
    discussions.propose(world.people["bo"], first, now=world.now)
    world.add("a proposed post of Bo's", state, {**SPACE, "bo": "owner"}, post_id=first)


def _rounds(world: World, space_id: int, *, state: str) -> None:
    ada, bo = world.people["ada"], world.people["bo"]
    for stage in ("lobby", "running", "over") if state == "restricted/private" else ("running",):
        made = rounds.open_round(ada, space_id, kind="check_in", now=world.now).id
        rounds.come_in(bo, made, now=world.now)
        if stage != "lobby":
            rounds.begin(ada, made, seen=0, now=world.now)
        if stage == "over":
            rounds.finish(ada, made, seen=1, now=world.now)
        world.add("a round", f"{state}, {stage}", {**SPACE, "ada": "keeper", "bo": "in-it"}, round_id=made)


def _stories(world: World, community_id: int, *, preset: str) -> None:
    space = world.things["a space"][f"{preset}/confidential"].values["space_id"]
    open_to = EVERYBODY if preset in {"open", "restricted"} else INSIDERS
    audiences = {
        "me": (("bo",), "me"),
        "space": (NAMED, f"space:{space}"),
        "community": (INSIDERS, f"community:{community_id}"),
    }
    if preset in {"open", "restricted"}:
        audiences["public"] = (open_to, f"public:{community_id}")
    teller, told_by = ("bo", "bo") if preset == "open" else ("ada", "ada")
    for audience, (readers, where) in audiences.items():
        may = (told_by,) if audience == "me" else readers
        told = world.canaries.plant(f"a story for {preset} {audience}", readers=may)
        title = world.canaries.plant(f"the title of a story for {preset} {audience}", readers=may)
        by = world.people["hana"] if preset == "open" else None
        there = reach(where)
        made = tell(world.people[teller], title=title, body=told, named="full", now=world.now, reach=there, by=by)
        stands = {**(SPACE if audience == "space" else COMMUNITY), told_by: "teller"}
        world.add("a story", f"{preset}, {audience}", stands, story_id=made.id, community_id=community_id)
        world.add("a reach", f"{preset}, {audience}", stands, reach=where)
    gone = world.canaries.plant(f"a story taken back in {preset}", readers=())
    made = tell(
        world.people[teller],
        title=gone,
        body=gone,
        reach=reach(f"community:{community_id}"),
        named="full",
        now=world.now,
    )
    stories.withdraw(world.people[teller], made.id, now=world.now)
    stands = {**COMMUNITY, told_by: "teller"}
    if preset == "restricted":
        _proposed_story(world, community_id)
    world.add("a story", f"{preset}, taken back", stands, story_id=made.id, community_id=community_id)


def _proposed_story(world: World, community_id: int) -> None:
    told = world.canaries.plant("a proposed story", readers=INSIDERS)
    where = reach(f"community:{community_id}")
    made = tell(world.people["bo"], title=told, body=told, reach=where, named="full", now=world.now)
    stories.propose(world.people["bo"], made.id, terms=TERMS, now=world.now)
    world.add("a proposed story", "restricted", {**COMMUNITY, "bo": "teller"}, story_id=made.id)


def _everything_else(world: World) -> None:
    organisation = an_organisation(world.canaries.plant("the name of an organisation", readers=SIGNED_IN))
    world.add("an organisation", "standing", circles(eli="admin", hana="lead"), organisation_id=organisation)
    for who in ("cy", "eli", "bo"):
        stands = circles(**{who: "themself", "eli": "admin"})
        world.add("a person", {"eli": "an administrator"}.get(who, who), stands, user_id=world.people[who].id)
    world.add("the place", "as it is", EVERYONE)
    world.add("a style sheet", "of this release", EVERYONE, filename="css/tokens.css", release="0123456789ab")
