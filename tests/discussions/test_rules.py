import pytest

from cop.core.errors import RuleBroken
from cop.discussions import rules


@pytest.mark.parametrize(("posts", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (5000, 100)])
def test_a_conversation_fills_pages_of_fifty(posts: int, pages: int) -> None:
    assert rules.pages(posts) == pages


def test_a_title_loses_stray_blanks() -> None:
    assert rules.check_title("  Who \n sings? ") == "Who sings?"


@pytest.mark.parametrize("title", ["", "  \n ", "t" * 161])
def test_a_title_that_is_missing_or_too_long_is_refused(title: str) -> None:
    with pytest.raises(RuleBroken, match="160"):
        rules.check_title(title)


@pytest.mark.parametrize("body", ["", " \n\t "])
def test_nothing_is_not_an_answer(body: str) -> None:
    with pytest.raises(RuleBroken, match="Write something"):
        rules.check_body(body)
