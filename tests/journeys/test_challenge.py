"""Bo prepares a challenge with the keyboard alone, brings it, writes down what it did, and takes it along."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from cop.sets.models import LearningSet
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.keyboard import Keys
from tests.journeys.readers import looks_at

SENTENCE = "I say yes before I know what it is."


@pytest.mark.timeout(240)
def test_a_challenge_is_kept_with_the_keyboard_alone_and_nothing_is_in_the_way(
    books: Books, come: Come, tmp_path: Path
) -> None:
    [set_id] = books.all(select(LearningSet.id))
    bo = come("Bo", viewport={"width": 320, "height": 640})
    keys, found = Keys(bo), list[str]()
    bo.goes_to(f"/sets/{set_id}/challenges/new")
    found += looks_at(bo.page, "preparing")
    _prepares(keys)
    found += looks_at(bo.page, "a thread without a turn")
    _brings(keys)
    found += looks_at(bo.page, "a thread with a turn")
    _looks_back(keys)
    found += looks_at(bo.page, "a review sheet")

    assert not found, "\n".join(["", *found])
    assert _taken_along(keys, tmp_path) == [SENTENCE]


def _prepares(keys: Keys) -> None:
    keys.types(SENTENCE, into="Your challenge, in one sentence")
    keys.goes_to("As usual")
    keys.page.keyboard.press("ArrowDown")
    keys.page.keyboard.press("Enter")
    keys.person.sees("Stretch me")


def _brings(keys: Keys) -> None:
    keys.presses("Bring it")
    keys.person.sees("The set can read its sentence from now on.")
    keys.presses("Write something down")
    keys.types("What would no have cost?", into="A question that mattered")
    keys.presses("Keep it")
    keys.person.sees("Questions I kept")


def _looks_back(keys: Keys) -> None:
    keys.person.goes_to("/sets/reviews/2")
    keys.types("I hurry myself.", into="One thing about myself")
    keys.presses("Keep it")
    keys.person.sees("If you change a line that you share")
    keys.presses("Share this line")
    keys.person.sees("the set reads it")


def _taken_along(keys: Keys, folder: Path) -> list[str]:
    keys.person.goes_to("/sets/challenges")
    with keys.page.expect_download() as download:
        keys.presses("As data (JSON)")
    download.value.save_as(folder / "mine.json")
    taken = json.loads((folder / "mine.json").read_text(encoding="utf-8"))
    return [each["sentence"] for each in taken["challenges"] if not each["prepared"]]
