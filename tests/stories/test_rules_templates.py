"""Ways to tell a story: what is asked, and what comes of the answers."""

import pytest

from cop.core.errors import RuleBroken
from cop.core.markup import render
from cop.stories.rules import BEGUN_BY_HAND, FREE, TEMPLATES, Figure, composed, figures, template


def test_every_way_of_the_practice_is_there_and_each_question_is_asked_once() -> None:
    asked = [(each.key, prompt.key) for each in TEMPLATES.values() for prompt in each.prompts]

    assert set(TEMPLATES) == {
        "msc", "appreciative", "what3", "moment", "value", "learning", "digital", "adaptation", FREE,
    }  # fmt: skip
    assert len(asked) == len(set(asked))
    assert all(each.version >= 1 and each.prompts for each in TEMPLATES.values())
    assert {*TEMPLATES} - {each.key for each in BEGUN_BY_HAND} == {"adaptation"}


def test_what_was_left_out_leaves_no_heading() -> None:
    text = composed(template("what3"), {"now": " We ask. ", "so": "  "}, say=str.upper)

    assert text == "# NOW WHAT\n\nWe ask."


def test_a_question_without_a_heading_lets_its_answer_follow_on() -> None:
    assert composed(template("moment"), {"felt": "Warm.", "happened": "He sang."}, say=str) == "He sang.\n\nWarm."
    assert composed(template(FREE), {"text": "He sang."}, say=str) == "He sang."


@pytest.mark.parametrize(
    ("line", "figure"),
    [
        ("Falls in a month: 12 -> 7", Figure("Falls in a month", "12", "7")),
        ("  Menu:the kitchen → the residents ", Figure("Menu", "the kitchen", "the residents")),
        ("Sleep: 5 h => 7 h 30", Figure("Sleep", "5 h", "7 h 30")),
        ("Falls: 12", None),
        ("12 -> 7", None),
        ("a" * 121 + ": 1 -> 2", None),
    ],
)
def test_a_line_says_what_was_before_and_after_in_any_unit(line: str, figure: Figure | None) -> None:
    assert figures(line) == ([figure] if figure else [])


def test_figures_become_a_table_and_what_else_was_written_stays_under_it() -> None:
    answer = "Falls: 12 -> 7\nOf one ward only.\n\nWho | when: nobody -> a nurse"

    text = composed(template("learning"), {"figures": answer}, say=str)

    assert "| Falls | 12 | 7 |" in text
    assert text.endswith("Of one ward only.")
    assert render(text).count("<tr>") == 3
    assert "Who | when" in render(text)
    assert composed(template("learning"), {"figures": "Nothing counted."}, say=str).endswith("Nothing counted.")


def test_a_way_that_there_is_not_is_refused() -> None:
    with pytest.raises(RuleBroken, match="Choose how"):
        template("saga")
