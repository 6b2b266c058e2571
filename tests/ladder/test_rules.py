"""What may climb, who is named in it, and whose yes is missing."""

from datetime import timedelta

import pytest

from cop.core.errors import RuleBroken
from cop.ladder import rules
from cop.ladder.rules import Asked, Person

ADA, MINA = Person(1, "Dr Ada Obi"), Person(2, "Zoë Anne-Marie van Dahl")
FAR = Person(3, "Grace Hall", close=False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("post:7", ("post", 7)),
        ("learnt:2147483647", ("learnt", 2147483647)),
        ("post:0", None),
        ("post:07", None),
        ("question:7", None),
        ("post:7 ", None),
        ("post", None),
        ("post:\u0667", None),
    ],
)
def test_a_piece_is_known_by_its_address(text, found):
    assert rules.piece(text) == found


def test_what_quotes_somebody_stays_behind():
    quoting = "> [Bo](/threads/1#post-2):\n>\n> Quokkas.\n\nI thought so too.\n\n- > nested\n\n\n\nAnd then."

    assert rules.own_words(quoting) == "I thought so too.\n\nAnd then."
    assert rules.own_words("> All of it.") == ""


@pytest.mark.parametrize(
    ("level", "out"), [("learning_out", True), ("chatham_house", True), ("closed", False), (None, False)]
)
def test_an_agreement_lets_learning_out_or_does_not(level, out):
    assert rules.lets_out(level) is out


@pytest.mark.parametrize(
    ("readers", "than", "anybody", "wider"),
    [(84, 12, False, True), (12, 12, False, False), (3, 12, False, False), (3, 12, True, True)],
)
def test_wider_is_more_people(readers, than, anybody, wider):
    assert rules.is_wider(readers, than=than, by_anybody=anybody) is wider


@pytest.mark.parametrize(
    "words",
    [
        "> She said so.",
        "1. > She said so.",
        "As in /posts/12.",
        "[there](/communities/3)",
        "https://cop.example.org/sets/77123",
        "https://cop.example.org/threads/3?page=2",
        "We of the Harbour  set say so.",
        "the HARBOUR SÉT",
    ],
)
def test_nothing_that_leads_back_or_is_anothers_goes_along(words):
    with pytest.raises(RuleBroken):
        rules.check_clean("A title", words, hidden=["The second", "Harbour Set", " "])


@pytest.mark.parametrize(
    "words", ["A > B, and 3 > 2.", "See https://nhs.uk/people/help.", "Harbour settings", "My sets of stories."]
)
def test_what_only_looks_like_it_goes_along(words):
    rules.check_clean("A title", words, hidden=["Harbour set"])


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("I asked Ada.", {1: "I asked Ada."}),
        ("I asked ADA's sister. Then I slept.", {1: "I asked ADA's sister."}),
        ("It was ada obi who knew.", {1: "It was ada obi who knew."}),
        ("I saw the dr and Dr Who.", {}),
        ("Zoe laughed!\nWe left.", {2: "Zoe laughed!"}),
        ("It was Marie? Dahl said so.", {2: "It was Marie?\nDahl said so."}),
        ("Adam and the armada.", {}),
        ("Grace helped, in the Hall.", {}),
        ("I thank grace hall.", {3: "I thank grace hall."}),
        ("Ada knows Zoë.", {1: "Ada knows Zoë.", 2: "Ada knows Zoë."}),
        ("Ada. Ada. Ada.", {1: "Ada."}),
    ],
)
def test_who_is_named_and_in_which_sentences(words, named):
    assert rules.named_in("", words, people=[ADA, MINA, FAR]) == named


def test_a_title_names_people_too():
    assert rules.named_in("What Ada asked", "Nothing.", people=[ADA]) == {1: "What Ada asked"}


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ([], {1}),
        ([Asked(1, "I asked Ada.", "")], {1}),
        ([Asked(1, "I asked Ada.", "no")], {1}),
        ([Asked(1, "I asked Ada.", "yes")], set()),
        ([Asked(1, "I begged Ada.", "yes")], {1}),
        ([Asked(2, "I asked Ada.", "yes")], {1}),
        ([Asked(1, "I asked Ada.", "yes"), Asked(2, "Then I slept.", "")], {2}),
        ([Asked(1, "I asked Ada.", "yes"), Asked(2, "I never slept.", "no")], set()),
        ([Asked(1, "I asked Ada.", "yes"), Asked(2, "", "no")], set()),
    ],
)
def test_whose_yes_is_missing(asked, missing):
    words = "I asked Ada. Then I slept."
    named = rules.named_in("", words, people=[ADA])

    assert rules.missing(named, asked, title="", words=words) == missing


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ([], None),
        ([("no", 29)], 29),
        ([("no", 31)], None),
        ([("yes", 1), ("", None)], None),
        ([("no", 9), ("no", 3)], 3),
    ],
)
def test_a_no_holds_for_a_while(now, answers, refused):
    told = [(said, days and now - timedelta(days=days)) for said, days in answers]

    assert rules.refused_lately(told, now=now) == (refused and now - timedelta(days=refused))


@pytest.mark.parametrize(("days", "had"), [([], False), ([6], True), ([8], False), ([8, 6], True)])
def test_nobody_gets_letter_after_letter_of_one_person(now, days, had):
    assert rules.had_letter([now - timedelta(days=each) for each in days], now=now) is had


def test_a_digest_tells_texts_apart():
    assert rules.digest("a", "bc") != rules.digest("ab", "c")
