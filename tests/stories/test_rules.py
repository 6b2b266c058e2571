import pytest

from cop.communities.rules import PRESETS
from cop.core.errors import RuleBroken
from cop.stories import rules
from cop.stories.rules import Reach


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("me", Reach("me")),
        ("space:7", Reach("space", 7)),
        ("community:3", Reach("community", 3)),
        ("public:3", Reach("public", 3)),
    ],
)
def test_a_reach_reads_as_it_is_written(text: str, reach: Reach) -> None:
    assert rules.reach(text) == reach
    assert str(reach) == text


@pytest.mark.parametrize(
    "text", ["", "me:1", "space", "space:", "space:0", "space:-1", "space:9999999999", "world:1", "space:٣"]
)
def test_any_other_reach_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="Choose who"):
        rules.reach(text)


def test_audiences_grow_from_me_to_everybody() -> None:
    assert [after for after in rules.AUDIENCES if rules.is_wider(after, than="space")] == ["community", "public"]
    assert not rules.is_wider("space", than="space")


@pytest.mark.parametrize(
    ("preset", "who"),
    [("open", "core coordinator"), ("restricted", "core coordinator"), ("private", ""), ("confidential", "")],
)
def test_who_opens_the_public_window(preset: str, who: str) -> None:
    roles = [None, "observer", "member", "core", "coordinator"]

    assert [role for role in roles if rules.opens_window(PRESETS[preset], role)] == who.split()


@pytest.mark.parametrize(
    ("name", "named", "shown"),
    [
        ("Mina Patel", "full", "Mina Patel"), ("Mina Patel", "first", "Mina"), ("Mina Patel", "place", "Mina, Fife"),
        ("Mina Patel", "anonymous", ""), (" ", "full", ""),
    ],
)  # fmt: skip
def test_a_teller_is_named_as_they_chose(name: str, named: str, shown: str) -> None:
    assert rules.shown_name(name, named, place="Fife") == shown


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (2000, 10)])
def test_two_hundred_words_take_a_minute(words: int, minutes: int) -> None:
    assert rules.minutes_to_read("word " * words) == minutes


@pytest.mark.parametrize(
    ("source", "opening"),
    [
        ("# He *sang*\n\n> again", "He sang again"),
        ("See [the **rota**](http://x.example) now", "See the rota now"),
        ("1. one\n2. two", "one two"),
        ("word " * 100, "word " * 35 + "word …"),
    ],
)
def test_a_story_opens_in_plain_words(source: str, opening: str) -> None:
    assert rules.opening(source) == opening
