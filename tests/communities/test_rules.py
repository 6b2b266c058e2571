"""Three axes and four names: pure, so that what must hold is tried on every mix."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.communities import rules
from cop.communities.rules import Axes, Bounds, Door, Join, Read, Standing
from cop.core.errors import RuleBroken
from tests.conftest import THURSDAY

PRESETS = rules.PRESETS
AXES = some.builds(Axes, some.sampled_from(Door), some.sampled_from(Read), some.sampled_from(Join)).filter(
    lambda axes: axes.read >= axes.door
)
MOMENTS = some.datetimes(timezones=some.just(THURSDAY.tzinfo))
MEMBERS = some.builds(Standing, some.just(True), some.sampled_from(rules.ROLES), some.booleans(), some.none() | MOMENTS)
STANDINGS = MEMBERS | some.builds(Standing, some.booleans(), some.none())


def chosen(door: str, read: str, join: str) -> Axes:
    return rules.chosen(door=door, read=read, join=join)


@pytest.mark.parametrize(
    ("parent", "fitting"),
    [
        ("open", ["open", "restricted", "private", "confidential"]),
        ("restricted", ["restricted", "private", "confidential"]),
        ("private", ["private", "confidential"]),
        ("confidential", ["confidential"]),
    ],
)
def test_a_child_is_never_more_open_than_its_parent(parent: str, fitting: list[str]) -> None:
    assert [name for name, each in PRESETS.items() if rules.may_hold(PRESETS[parent], each)] == fitting


def test_a_looser_space_is_refused_with_a_sentence() -> None:
    rules.check_hold(PRESETS["private"], PRESETS["confidential"])

    with pytest.raises(RuleBroken, match="more open than its community"):
        rules.check_hold(PRESETS["private"], PRESETS["open"])


def test_a_preset_nobody_knows_is_refused() -> None:
    assert rules.check_preset("open") == PRESETS["open"]

    with pytest.raises(RuleBroken, match="four kinds"):
        rules.check_preset("secret")


def test_a_set_is_known_to_its_members_only_and_sends_no_words_by_mail() -> None:
    axes = PRESETS[rules.SET_PRESET]

    assert [*axes] == [Door.INSIDE, Read.SEALED, Join.INVITATION]
    assert (axes.mail, axes.history, axes.indexed, axes.has_window) == ("none", "from_joining", False, False)


@pytest.mark.parametrize(
    ("preset", "mail", "history", "indexed"),
    [
        ("open", "full", "all", True),
        ("restricted", "full", "all", True),
        ("private", "excerpt", "all", False),
        ("confidential", "none", "from_joining", False),
    ],
)
def test_what_follows_from_the_axes(preset: str, mail: str, history: str, indexed: bool) -> None:
    axes = PRESETS[preset]

    assert (axes.mail, axes.history, axes.indexed) == (mail, history, indexed)


@pytest.mark.parametrize("preset", [rules.COMMUNITY_DEFAULT, rules.SPACE_DEFAULT])
def test_the_defaults_are_presets(preset: str) -> None:
    assert preset in PRESETS


@given(AXES)
def test_a_preset_is_a_name_for_axes_and_other_axes_are_a_mix(axes: Axes) -> None:
    named = rules.preset_of(axes)

    assert (PRESETS[named] == axes) if named != rules.MIXED else (axes not in PRESETS.values())
    assert rules.stored([*axes]) == axes


@given(AXES)
def test_axes_are_chosen_by_their_names(axes: Axes) -> None:
    assert chosen(*(each.name.lower() for each in (axes.door, axes.read, axes.join))) == axes


@pytest.mark.parametrize(
    ("named", "sentence"),
    [(("inside", "anyone", "ask"), "may not know of"), (("wide", "anyone", "ask"), "one of the answers")],
)
def test_what_nobody_could_do_is_refused(named: tuple[str, str, str], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        chosen(*named)


@pytest.mark.parametrize(
    ("named", "odd"),
    [
        (("anyone", "sealed", "invitation"), {"known_but_sealed"}),
        (("inside", "inside", "ask"), {"hidden_but_open_to_join"}),
        (("nearby", "sealed", "freely"), {"known_but_sealed", "sealed_but_free_to_join"}),
        (("anyone", "nearby", "invitation"), {"read_by_all_but_closed"}),
    ],
)
def test_odd_mixes_are_told_apart(named: tuple[str, str, str], odd: set[str]) -> None:
    assert rules.oddities(chosen(*named)) == odd
    assert not any(rules.oddities(each) for each in PRESETS.values())


@given(AXES, AXES, some.booleans(), STANDINGS)
def test_whoever_reads_a_space_reads_its_community_and_knows_of_both(
    parent: Axes, own: Axes, everyone: bool, standing: Standing
) -> None:
    bounds = Bounds(parent, rules.tighter(parent, own), everyone)

    if rules.reads_space(bounds, standing):
        assert rules.reads_community(parent, standing)
        assert rules.knows_space(bounds, standing)
    if rules.knows_space(bounds, standing) or rules.reads_community(parent, standing):
        assert rules.knows_community(parent, standing)


@given(AXES, AXES, AXES, STANDINGS, MOMENTS)
def test_tightening_lets_nobody_in(parent: Axes, own: Axes, change: Axes, standing: Standing, at: object) -> None:
    before = Bounds(parent, rules.tighter(parent, own), for_everyone=True)
    tightened = rules.tighter(parent, change)
    after = Bounds(tightened, rules.tighter(tightened, own), for_everyone=True)

    assert rules.reads_item(before, standing, created_at=at) or not rules.reads_item(after, standing, created_at=at)  # type: ignore[arg-type]
    assert rules.knows_space(before, standing) or not rules.knows_space(after, standing)
    assert rules.lists_members(parent, standing) or not rules.lists_members(tightened, standing)


@given(AXES, AXES, AXES, AXES, some.booleans(), STANDINGS, MOMENTS)
def test_widening_shows_nothing_old_to_anybody_new(
    parent: Axes, own: Axes, wider: Axes, wider_own: Axes, everyone: bool, standing: Standing, at: object
) -> None:
    before = Bounds(parent, rules.tighter(parent, own), everyone)
    after = Bounds(wider, rules.tighter(wider, wider_own), everyone)
    bound = before.axes.read

    reads_after = rules.reads_item(after, standing, created_at=at, beyond=bound)  # type: ignore[arg-type]
    assert rules.reads_item(before, standing, created_at=at) or not reads_after  # type: ignore[arg-type]


@given(AXES, AXES, MEMBERS, MOMENTS)
def test_what_is_shared_with_members_is_read_by_no_more_of_them_later(
    axes: Axes, wider: Axes, standing: Standing, at: object
) -> None:
    bound = rules.bounded(wider, axes.read)

    assert rules.reads_shared(axes, standing, at=at) or not rules.reads_shared(bound, standing, at=at)  # type: ignore[arg-type]


def test_only_a_looser_reading_lets_more_people_read() -> None:
    assert rules.lets_more_read(PRESETS["open"], than=PRESETS["restricted"])
    assert not rules.lets_more_read(PRESETS["restricted"], than=PRESETS["private"])
