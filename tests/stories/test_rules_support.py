"""Who decides about a story, and what they may agree to."""

import pytest

from cop.core.errors import RuleBroken
from cop.stories import rules
from cop.stories.rules import Terms


def test_whoever_is_not_alone_says_who_is_beside_them() -> None:
    assert rules.check_deciding("self", " my aunt ") == ("self", "")
    assert rules.check_deciding("young", "  my   aunt ") == ("young", "my aunt")
    for decides, supporter in (("young", " "), ("supported", "x" * 81)):
        with pytest.raises(RuleBroken, match="who is beside you"):
            rules.check_deciding(decides, supporter)
    with pytest.raises(RuleBroken, match="who decides"):
        rules.check_deciding("nobody", "my aunt")


@pytest.mark.parametrize(
    ("decides", "terms", "refusal"),
    [
        ("self", Terms("full", 24), None),
        ("supported", Terms("full", 24, together=True), None),
        ("supported", Terms("full", 24), "together first"),
        ("young", Terms("first", 12, together=True), None),
        ("young", Terms("anonymous", 12, together=True), None),
        ("young", Terms("first", 12), "together first"),
        ("young", Terms("full", 12, together=True), "first name is the most"),
        ("proxy", Terms("place", 12, "Fife", together=True), "first name is the most"),
        ("proxy", Terms("first", 24, together=True), "a year at a time"),
        ("proxy", Terms("first", 5, together=True), "for how long"),
    ],
)
def test_what_may_be_agreed_to(decides: str, terms: Terms, refusal: str | None) -> None:
    if refusal is None:
        assert rules.check_agreed(terms, decides=decides) == terms
        return
    with pytest.raises(RuleBroken, match=refusal):
        rules.check_agreed(terms, decides=decides)


@pytest.mark.parametrize("decides", rules.DECIDERS)
def test_of_whom_others_take_care_is_read_first(decides: str) -> None:
    assert rules.is_read_first(decides) == (decides in {"young", "proxy"})
