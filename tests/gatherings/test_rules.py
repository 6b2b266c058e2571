"""What a gathering holds, who is asked, and what a link may be."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.core.errors import RuleBroken
from cop.gatherings import rules
from cop.gatherings.rules import Answer
from tests.conftest import THURSDAY
from tests.factories.gatherings import PLAN

HOUR = timedelta(hours=1)


def test_a_good_plan_loses_its_stray_blanks_and_nothing_else() -> None:
    plan = replace(PLAN, title=" An  hour ", place=" Online ", link="")

    checked = rules.check_plan(plan, now=THURSDAY)

    assert (checked.title, checked.place, checked.link, checked.starts_at) == ("An hour", "Online", "", PLAN.starts_at)
    assert rules.check_plan(checked, now=THURSDAY) == checked


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "title"),
        ({"title": "t" * 161}, "title"),
        ({"place": ""}, "where"),
        ({"place": "p" * 161}, "where"),
        ({"starts_at": THURSDAY}, "still to come"),
        ({"starts_at": THURSDAY + timedelta(days=731)}, "two years"),
        ({"link": "javascript:alert(1)"}, "begins with https"),
    ],
)
def test_a_plan_without_something_is_refused(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_plan(replace(PLAN, **change), now=THURSDAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("link", ["", "https://a.example/b?c=d#e", "http://10.0.0.1:8080/x"])
def test_an_address_that_a_browser_can_go_to_is_a_link(link: str) -> None:
    assert rules.check_link(link) == link


@pytest.mark.parametrize(
    "link", ["a.example", "https://", "data:text/html,x", "//a.example", "https://[a", f"https://a.example/{'x' * 500}"]
)
def test_nothing_else_is_one(link: str) -> None:
    with pytest.raises(RuleBroken):
        rules.check_link(link)


@given(link=some.text(max_size=30))
def test_whatever_passes_as_a_link_leads_to_a_site(link: str) -> None:
    try:
        found = rules.check_link(link)
    except RuleBroken:
        return
    assert not found or found.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("answer", "moved_at", "asked"),
    [
        (None, None, True),
        (Answer(going=True, said_at=THURSDAY), None, False),
        (Answer(going=True, said_at=THURSDAY), THURSDAY + HOUR, True),
        (Answer(going=False, said_at=THURSDAY + HOUR), THURSDAY, False),
    ],
)
def test_whoever_has_not_answered_since_it_was_moved_is_asked(
    answer: Answer | None, moved_at: object, asked: bool
) -> None:
    assert rules.is_asked(answer, moved_at=moved_at) is asked  # type: ignore[arg-type]


def test_the_way_in_is_for_those_who_come() -> None:
    assert rules.sees_link(Answer(going=True, said_at=THURSDAY))
    assert not rules.sees_link(Answer(going=False, said_at=THURSDAY))
    assert not rules.sees_link(None)


def test_what_has_begun_or_is_called_off_is_not_answered() -> None:
    rules.check_answering(starts_at=THURSDAY + HOUR, called_off=False, now=THURSDAY)

    with pytest.raises(RuleBroken, match="has begun"):
        rules.check_answering(starts_at=THURSDAY, called_off=False, now=THURSDAY)
    with pytest.raises(RuleBroken, match="called off"):
        rules.check_answering(starts_at=THURSDAY + HOUR, called_off=True, now=THURSDAY)
