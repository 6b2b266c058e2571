"""Invitations, links, files and requests, in a community of every kind; and a file of organisations."""

from sqlalchemy import select

from cop.communities import service as communities
from cop.communities.models import CommunityInvitation
from cop.communities.rules import PRESETS, Join, Read
from cop.communities.rules.invitations import Asked
from cop.communities.service import requests as asking
from cop.core.database import db
from cop.core.links import token_of
from cop.organisations import service as organisations
from tests.matrix.people import COMMUNITY, EVERYONE, SIGNED_IN
from tests.matrix.world import INSIDERS, World

ROWS = b"name,kind\nElm Trust,charity\nOaks,zoo\n"


def populate(world: World) -> None:
    """Once people and communities are there."""
    for preset, axes in PRESETS.items():
        community_id = world.id_of("a community", preset)
        _invitations(world, community_id, preset=preset, told=INSIDERS if axes.read == Read.SEALED else ("hana",))
        if axes.join != Join.INVITATION:
            _link(world, community_id, preset=preset)
        if axes.join == Join.ASK:
            _request(world, community_id, preset=preset)
    handed_in = organisations.hand_in(world.people["eli"], ROWS, file_name="some.csv", now=world.now)
    world.add("an import", "handed in", EVERYONE, import_id=handed_in.id)


def _invitations(world: World, community_id: int, *, preset: str, told: tuple[str, ...]) -> None:
    """Hana's, by hand and by file; who is asked is known to her, and in a sealed community to everybody inside."""
    hana, by_hand = world.people["hana"], world.canaries.plant(f"who is asked into {preset}", readers=told)
    asked = [Asked(f"{preset}@example.org", name=by_hand)]
    communities.invite(hana, community_id, asked=asked, forwardable=False, now=world.now)
    by_file = world.canaries.plant(f"who is asked into {preset} by a file", readers=told)
    rows = [Asked(f"{preset}.file@example.org", name=by_file, line=2)]
    file = communities.invite_all(hana, community_id, asked=rows, faults=[], now=world.now)
    this = CommunityInvitation.email == asked[0].email
    one = db.session.scalars(select(CommunityInvitation).where(this)).one()
    world.add("an invitation", preset, COMMUNITY, invitation_id=one.id, community_id=community_id)
    world.add("a file", preset, COMMUNITY, file_id=file.id, community_id=community_id)
    if preset in {"restricted", "confidential"}:
        world.add("an invitation's letter", preset, EVERYONE, token=token_of(one.seed))


def _link(world: World, community_id: int, *, preset: str) -> None:
    made = communities.make_link(
        world.people["hana"], community_id, role="member", most=5, domains="example.org", now=world.now
    )
    world.add("a link", preset, COMMUNITY, link_id=made.id, community_id=community_id)
    if preset == "restricted":
        world.add("an invitation's letter", "by a link", EVERYONE, token=token_of(made.seed))


def _request(world: World, community_id: int, *, preset: str) -> None:
    """Cy asks, and says why to those who answer. What one would be asked, everybody may read who could ask."""
    question = world.canaries.plant(f"what {preset} asks whoever would come in", readers=SIGNED_IN)
    asking.set_questions(world.people["hana"], community_id, texts=[question])
    why = world.canaries.plant(f"why Cy would like to come into {preset}", readers=("hana", "ada", "cy"))
    made = asking.ask_in(world.people["cy"], community_id, answers=[why], now=world.now)
    stands = {**COMMUNITY, "cy": "asker"}
    world.add("a request", preset, stands, request_id=made.id, community_id=community_id)
