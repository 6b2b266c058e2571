"""Who stands how to a place, and what follows; pure, so that every combination is tried."""

from itertools import product

import pytest

from cop.communities import rules
from cop.communities.rules import Bounds, Standing
from tests.conftest import THURSDAY

PRESETS = rules.PRESETS
STANDINGS = [
    Standing(signed_in=signed_in, role=role, named_in_space=named)
    for signed_in, role, named in product([False, True], [None, *rules.ROLES], [False, True])
    if signed_in or (role is None and not named)
]
BOUNDS = [
    Bounds(community, rules.tighter(community, space), for_everyone)
    for community, space, for_everyone in product(PRESETS.values(), PRESETS.values(), [False, True])
]

VISITOR, STRANGER = Standing(), Standing(signed_in=True)
MEMBER, COORDINATOR = Standing(signed_in=True, role="member"), Standing(signed_in=True, role="coordinator")
NAMED = Standing(signed_in=True, role="member", named_in_space=True)
GONE = Standing(signed_in=True, named_in_space=True)


@pytest.mark.parametrize(
    ("preset", "knows", "reads", "lists"),
    [
        ("open", "visitor stranger member", "visitor stranger member", "stranger member"),
        ("restricted", "visitor stranger member", "member", "member"),
        ("private", "stranger member", "member", "member"),
        ("confidential", "member", "member", "member"),
    ],
)
def test_who_knows_and_reads_a_community(preset: str, knows: str, reads: str, lists: str) -> None:
    people = {"visitor": VISITOR, "stranger": STRANGER, "member": MEMBER}

    assert {who for who, at in people.items() if rules.knows_community(PRESETS[preset], at)} == set(knows.split())
    assert {who for who, at in people.items() if rules.reads_community(PRESETS[preset], at)} == set(reads.split())
    assert {who for who, at in people.items() if rules.lists_members(PRESETS[preset], at)} == set(lists.split())


@pytest.mark.parametrize(
    ("space", "everyone", "knows", "reads"),
    [
        ("restricted", True, "visitor stranger member coordinator named gone", "member coordinator named"),
        ("restricted", False, "visitor stranger member coordinator named gone", "coordinator named"),
        ("private", False, "member coordinator named", "coordinator named"),
        ("confidential", False, "coordinator named", "named"),
        ("confidential", True, "member coordinator named", "member coordinator named"),
    ],
)
def test_who_knows_and_reads_a_space(space: str, everyone: bool, knows: str, reads: str) -> None:
    people = {"visitor": VISITOR, "stranger": STRANGER, "gone": GONE, "member": MEMBER}
    people |= {"coordinator": COORDINATOR, "named": NAMED}
    bounds = Bounds(PRESETS["restricted"], PRESETS[space], everyone)

    assert {who for who, at in people.items() if rules.knows_space(bounds, at)} == set(knows.split())
    assert {who for who, at in people.items() if rules.reads_space(bounds, at)} == set(reads.split())


@pytest.mark.parametrize("bounds", BOUNDS)
def test_nobody_reads_a_space_without_reading_its_community(bounds: Bounds) -> None:
    for standing in STANDINGS:
        if rules.reads_space(bounds, standing):
            assert rules.reads_community(bounds.community, standing)
            assert rules.knows_space(bounds, standing)
        if rules.knows_space(bounds, standing):
            assert rules.knows_community(bounds.community, standing)


@pytest.mark.parametrize("bounds", BOUNDS)
def test_whoever_writes_reads_and_observers_never_write(bounds: Bounds) -> None:
    writers = [standing for standing in STANDINGS if rules.writes_in_space(bounds, standing)]

    assert all(rules.reads_space(bounds, standing) for standing in writers)
    assert {standing.role for standing in writers} <= {"member", "core", "coordinator"}


@pytest.mark.parametrize(("preset", "reads"), [("private", True), ("confidential", False)])
def test_a_newcomer_reads_the_past_of_a_private_space_but_not_of_a_confidential_one(preset: str, reads: bool) -> None:
    bounds = Bounds(PRESETS["restricted"], PRESETS[preset], for_everyone=False)
    newcomer = Standing(signed_in=True, role="member", named_in_space=True, since=THURSDAY)

    assert rules.reads_item(bounds, newcomer, created_at=THURSDAY.replace(hour=9)) is reads
    assert rules.reads_item(bounds, newcomer, created_at=THURSDAY)
    assert not rules.reads_item(bounds, MEMBER, created_at=THURSDAY)
