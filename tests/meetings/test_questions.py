"""The question coach, class by class."""

import json
import random

import pytest
from click.testing import CliRunner

from cop.meetings.commands import coach
from cop.meetings.questions import ANSWERS, PHASES, UNKNOWN, Rule, look_at
from cop.meetings.questions.look import RULES, WHOLE_TEXT, _compiled, _finds
from cop.meetings.questions.reading import LONGEST, read
from cop.meetings.questions.signs import SIGNS, Sign, _parts, _shows


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_each_rule_has_a_reason_and_its_example_is_heard(rule: Rule) -> None:
    reading = read(rule.says)

    assert rule.why
    if rule.place in WHOLE_TEXT:
        assert _compiled(rule.pattern).search(reading.plain)
    else:
        assert any(_finds(rule, clause) for clause in reading.clauses)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.says)
def test_each_weak_sign_has_a_reason_and_its_example_shows_it(sign: Sign) -> None:
    assert sign.why
    assert _shows(sign, dict(_parts(read(sign.says))))


@pytest.mark.parametrize(
    "text",
    [
        "Is anyone taking minutes? That'd be my first move.",
        "He sounds lonely. Have you had him round for tea?",
        "ACAS would tell you the same.",
        "So you write to them first. Could you do that?",
    ],
)
def test_weak_signs_add_up_where_no_rule_finds_anything(text: str) -> None:
    assert look_at(text).advice


@pytest.mark.parametrize(
    "text",
    [
        "have you noticed any pattern in when she goes quiet",
        "If the building could talk what would it say, ha",
        "You talked a lot about the funder and hardly at all about the families. What do you make of that?",
        "I might be wrong here but it sounded like you were angry. Were you?",
        "Just so I'm clear, is the post funded till March or is it permanent?",
        "Is there anything you haven't said yet?",
        "Can I take you back to the interview? What did you promise yourself?",
        "and you said what",
    ],
)
def test_good_questions_are_left_alone_when_no_phase_is_known(text: str) -> None:
    assert look_at(text).severity == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Is it the money or the time?", "C2"), ("Are you angry or sad?", "C2"), ("Do you report to the chair or to the director?", "C1")],
)  # fmt: skip
def test_two_facts_are_a_closed_question_and_two_guesses_are_either_or(text: str, kind: str) -> None:
    assert look_at(text, phase="explore").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("If I were you, I'd wait.", "A1"),
        ("You could always ask her.", "A1"),
        ("Have you tried talking to her?", "A2"),
        ("How about a break?", "A2"),
        ("Isn't she simply tired?", "L1"),
        ("It's the money, isn't it?", "L1"),
        ("What were you thinking?", "L2"),
        ("Isn't that just a cop out?", "L2"),
        ("In my experience they come round.", "S1"),
        ("The same happened to me.", "S1"),
        ("The team is under a lot of pressure.", "S0"),
        ("What did she say to you? How did the others react?", "M1"),
        ("What does your manager want, and how are the patients affected?", "M1"),
        ("Is it the money or the time?", "C2"),
        ("Is the team small?", "C1"),
        ("What would you like to be different in the way that all of the people in your team talk about each other when you are not in the room with them?", "N1"),
        ("What makes it hard, because you said earlier that it was easy?", "N2"),
        ("You told us a moment ago that the board has not yet met this year, and that nobody has asked for it. What follows?", "N3"),
        ("Why does it matter?", "W1"),
        ("What have you tried?", "OK"),
        ("What do you think you should do?", "OK"),
        ("Who else should know?", "OK"),
        ("How would you like it to be?", "OK"),
        ("Can you help me understand what you mean?", "OK"),
        ("Say more.", "OK"),
    ],
)  # fmt: skip
def test_what_each_class_sounds_like(text: str, kind: str) -> None:
    assert look_at(text).kind == kind


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("Is there a deadline?", [0, 1, 0, 0, 0]),
        ("Is it the money or the time?", [1, 1, 0, 0, 0]),
        ("The silence did us good.", [1, 1, 1, 1, 0]),
        ("Have you thought of leaving?", [2, 2, 2, 2, 2]),
        ("Why now?", [0, 0, 0, 0, 0]),
    ],
)
def test_how_much_it_matters_depends_on_the_phase(text: str, severities: list[int]) -> None:
    found = [look_at(text, phase=phase).severity for phase in (UNKNOWN, "explore", "clarify", "act", "review")]

    assert found == severities


@pytest.mark.parametrize(
    "text",
    [
        "Haven’t you tried asking?",
        "havent you tried asking",
        "HAVE YOU TRIED ASKING???",
        "Erm, so… have you, um, tried asking?",
        "Ok so have u tryed asking 🙂",
        "Bo — have you ever actually tried asking?",
        "I wonder if you've tried asking.",
        "That's hard, but have you tried asking?",
        "When she does that, have you tried asking?",
    ],
)
def test_advice_is_heard_however_it_is_typed(text: str) -> None:
    assert look_at(text).advice


def test_two_questions_are_told_apart_as_they_were_typed() -> None:
    assert look_at("What did Ada say to you?  How did the others react?").parts == (
        "What did Ada say to you?",
        "How did the others react?",
    )
    assert look_at("What does Ada want, and how are patients affected?").parts == (
        "What does Ada want?",
        "How are patients affected?",
    )


@pytest.mark.parametrize(
    "text",
    [
        "What do you usually do, and what effect does it have?",
        "What would you keep, and what would you change?",
        "What matters, and why?",
        "Stuck? What do you mean by stuck?",
    ],
)
def test_one_question_in_two_steps_is_left_alone(text: str) -> None:
    assert look_at(text).kind == "OK"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "You told us that the board has not met once in all of this year, nor in either of the two before it. What follows for Bo?",
            "What follows for Bo?",
        ),
        ("What makes it hard, because you said it was easy?", "What makes it hard?"),
        (
            "In a week when the whole of your team is away and the board wants its paper and Ada is not well at all, so what matters most to you?",
            "What matters most to you?",
        ),
        ("what " + "really " * 30 + "matters", ""),
    ],
)
def test_the_last_part_can_be_kept(text: str, last: str) -> None:
    assert look_at(text).last == last


def test_open_questions_are_offered_for_the_phase() -> None:
    suggestion = "Have you tried asking?"

    assert look_at(suggestion).rewrites[0] == "What have you already tried?"
    assert look_at(suggestion, phase="act").rewrites[2] == "What will you do next, and by when?"
    assert look_at("Is there a deadline?", phase="clarify").nudge == ""


def test_every_class_that_shows_says_something() -> None:
    assert all(answer.nudge and answer.why for answer in ANSWERS.values() if answer.kind != "OK")
    assert {rule.kind for rule in RULES} <= ANSWERS.keys()


@pytest.mark.parametrize("text", ["", " ", "?", "…", "🙂", "\x00", "?!?!", "ß", "n't", "what " * 10_000, "(" * 5_000])
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    assert all(look_at(text, phase=phase).text == text for phase in (*PHASES, UNKNOWN, "unknown"))


def test_noise_is_looked_at_too() -> None:
    chance = random.Random(3)
    alphabet = [*"?.,'’-–…\né", "have", "you", "what", "should", "because", "and"]

    for _ in range(300):
        text = " ".join(chance.choices(alphabet, k=chance.randrange(40)))
        assert look_at(text).kind in ANSWERS


def test_only_the_beginning_of_a_speech_is_read() -> None:
    assert not look_at("x " * LONGEST + "Have you tried asking?").advice


def test_the_command_answers_a_line_with_a_line() -> None:
    asked = "Have you tried asking?\r\nWhat matters?\n\nIs it \xe9asy?\u2028".encode()

    answered = CliRunner().invoke(coach, ["--phase", "explore"], input=asked)

    found = [json.loads(line) for line in answered.output.splitlines()]
    assert [(each["class"], each["advice"], each["severity"]) for each in found] == [
        ("A2", True, 2),
        ("OK", False, 0),
        ("OK", False, 0),
        ("C1", False, 1),
    ]
    unasked = CliRunner().invoke(coach, input="Is it easy?")
    assert json.loads(unasked.output)["severity"] == 0
    assert set(found[0]) == {"text", "class", "advice", "severity", "nudge"}


def test_a_story_is_kept_for_a_time_that_every_running_order_has() -> None:
    nudge = look_at("In my experience they come round.", phase="explore").nudge

    assert nudge == "Keep this until the slot is over, and tell it then if the presenter would like to hear it."


def test_a_why_is_a_mention_and_flags_nobody() -> None:
    assert (look_at("Why does it matter?").severity, look_at("Why does it matter?").is_mention) == (0, True)
    assert not look_at("What matters most?").is_mention
    assert not look_at("Have you tried asking?").is_mention
    assert not look_at("The silence did us good.", phase="review").is_mention
