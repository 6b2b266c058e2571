import pytest

from cop.communities import rules
from cop.core.errors import RuleBroken


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
    assert [each for each in rules.PRESETS if rules.may_hold(parent, each)] == fitting


def test_a_looser_space_is_refused_with_a_sentence() -> None:
    rules.check_hold("private", "confidential")

    with pytest.raises(RuleBroken, match="more open than its community"):
        rules.check_hold("private", "open")


@pytest.mark.parametrize(("parent", "child"), [("open", "secret"), ("secret", "open")])
def test_a_preset_nobody_knows_is_refused(parent: str, child: str) -> None:
    with pytest.raises(RuleBroken, match="four kinds"):
        rules.check_hold(parent, child)


def test_a_set_is_known_to_its_members_only_and_sends_no_words_by_mail() -> None:
    axes = rules.PRESETS[rules.SET_PRESET]

    assert (axes.door, axes.read, axes.join, axes.mail, axes.indexed) == (
        "members",
        "members",
        "invitation",
        "none",
        False,
    )


@pytest.mark.parametrize("preset", [rules.COMMUNITY_DEFAULT, rules.SPACE_DEFAULT])
def test_the_defaults_are_presets(preset: str) -> None:
    assert preset in rules.PRESETS
