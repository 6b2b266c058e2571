"""Running orders as documents: what is read, what is refused, and how a set makes one its own."""

import json
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from cop.core.errors import RuleBroken
from cop.sets import rules
from cop.sets.rules import formats
from cop.sets.rules.formats import Format
from cop.sets.rules.formats.extraction import extract
from tests.factories.formats import a_document, a_gathering, a_phase, gatherings
from tests.factories.formats import formats as any_format

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SHELVES = {**formats.FORMATS, **formats.ROUNDS}
DOCUMENTS = sorted(Path(formats.__file__ or "").with_name("documents").glob("*.json"))


def read(**changes: Any) -> Format:
    return formats.read(json.dumps(a_document(**changes)))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_document_is_read_and_stands_on_the_shelf_under_its_key(path: Path) -> None:
    found = formats.read(path.read_text(encoding="utf-8"))

    assert SHELVES[path.stem] is found
    assert found.key == path.stem


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_translators_are_given_every_word_of_a_document_with_its_line(path: Path) -> None:
    text, found = path.read_text(encoding="utf-8").splitlines(), SHELVES[path.stem]

    with path.open("rb") as document:
        given = {words: line for line, _, words, _ in extract(document, (), (), options={})}

    said = [found.title, found.purpose, found.source]
    said += [words for phase in found.phases for words in (phase.name, phase.title, *astuple(phase.cues)) if words]
    assert set(given) == set(said)
    assert all(words in text[line - 1] for words, line in given.items())


def test_nothing_stands_on_a_shelf_without_its_document() -> None:
    assert sorted(SHELVES) == [path.stem for path in DOCUMENTS]


def test_no_set_can_choose_what_is_for_gatherings() -> None:
    assert {key for key, found in SHELVES.items() if found.is_gathering} == set(formats.ROUNDS)
    assert not set(formats.ROUNDS) & set(formats.FORMATS)


@pytest.mark.parametrize("found", formats.FORMATS.values(), ids=lambda found: found.key)
def test_every_document_fits_into_a_meeting_of_four_hours_with_most_of_its_people(found: Format) -> None:
    enough = rules.shortest_meeting(found.people[1], 1, slot_minutes=found.lengths[-1], running_order=found)

    assert enough is not None


def test_only_what_our_sources_say_allows_suggestions() -> None:
    allowing = {key for key, found in formats.FORMATS.items() if found.advice == "suggestions"}

    assert allowing == {"reflecting_team", "troika", "codevelopment", "learning_circle_4x20"}
    assert {key for key, found in formats.FORMATS.items() if found.family == "action_learning"} == {
        "als_standard", "als_short35", "questions_first", "revans_self",
    }  # fmt: skip


def test_the_standard_slot_is_as_it_was_before_it_became_a_document() -> None:
    minutes = {slot: [each.minutes for each in rules.slot_phases(slot)] for slot in (35, 45, 60)}

    assert minutes == {35: [1, 5, 5, 14, 3, 4, 3], 45: [1, 7, 6, 18, 4, 5, 4], 60: [2, 10, 7, 24, 5, 6, 6]}


@given(any_format() | gatherings())
def test_whatever_is_written_is_read_again(found: Format) -> None:
    assert formats.read(formats.written(found)) == found


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"colour": "red"}, "knows nothing called colour"),
        ({"version": "1"}, "pairs.version has to be a whole number"),
        ({"version": True}, "pairs.version has to be a whole number"),
        ({"title": "  "}, "Give the title a few words"),
        ({"title": "x" * 61}, "For the title there are 60 characters at most"),
        ({"advice": "some"}, "pairs.advice has to be one of: none, answers_only, suggestions"),
        ({"people": [8, 2]}, "the fewest and the most"),
        ({"people": [3]}, "the fewest and the most"),
        ({"people": 3}, "pairs.people has to be a list"),
        ({"lengths": []}, "up to 3 lengths"),
        ({"presenters": "none"}, "Say who presents in a meeting"),
        ({"phases": [a_phase(speaks="pairs")]}, "In a slot nobody goes in pairs"),
        ({"lengths": [10, 10]}, "up to 3 lengths"),
        ({"lengths": [12]}, "The phases come to 10 minutes and the slot to 12"),
        ({"phases": []}, "from 1 to 12 phases"),
        ({"phases": [a_phase()] * 13}, "from 1 to 12 phases"),
        ({"phases": [a_phase(), a_phase()], "lengths": [20]}, "Two phases have the key tell"),
        ({"before": []}, "begins with opening"),
        ({"before": [{"key": "opening", "seconds": 60}]}, "begins with opening"),
        ({"before": [{"key": "agreed", "seconds": 1}, {"key": "opening", "seconds": 1}]}, "in this order"),
        ({"after": [{"key": "closing"}]}, "Give closing some seconds"),
        ({"after": [{"key": "closing", "seconds": 4000}]}, "Give closing some seconds, 3600 at most"),
        ({"after": [{"key": "closing", "seconds": 90, "seconds_each": -1}]}, "Give closing some seconds"),
        ({"after": [{"key": "dance", "seconds": 60}]}, r"dance.key has to be one of"),
    ],
)
def test_a_document_that_will_not_do_is_refused_with_what_would(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        read(**changes)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"presenters": "one"}, "At a gathering nobody presents"),
        ({"phases": [a_phase()]}, "At a gathering nobody presents"),
        ({"phases": [a_phase(speaks="round", presenter_first=True)]}, "At a gathering nobody presents"),
        ({"phases": [a_phase(speaks="hands", asks=True)]}, "nobody is asked"),
        ({"phases": [a_phase(speaks="hands", commits=True)]}, "nobody is asked"),
        ({"phases": [a_phase(speaks="hands", back_to="tell")]}, "nobody is asked"),
        ({"before": [{"key": "opening", "seconds": 60}]}, "a check-in and a closing round, and no other"),
        ({"phases": [], "lengths": []}, "from 1 to 12 parts"),
        ({"phases": [a_phase(speaks="pairs", minutes=[5])] * 13}, "from 1 to 12 parts"),
        ({"lengths": []}, "one length, and none without phases"),
        ({"lengths": [10, 20]}, "one length, and none without phases"),
        ({"phases": [], "after": [{"key": "closing", "seconds_each": 30}]}, "one length, and none without phases"),
        ({"people": [2, 25]}, "from 2 to 24"),
    ],
)
def test_a_document_for_gatherings_that_will_not_do_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        formats.read(json.dumps(a_gathering(**changes)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"minutes": [0]}, "Tell: give whole minutes, from 1 to 90"),
        ({"minutes": [91]}, "Tell: give whole minutes, from 1 to 90"),
        ({"minutes": [5, 5]}, "Tell: give whole minutes"),
        ({"minutes": [2.5]}, r"tell.minutes\[0\] has to be a whole number"),
        ({"speaks": "everybody"}, "tell.speaks has to be one of: round, hands, presenter, pairs, none"),
        ({"key": "agreed"}, "agreed cannot be the key of a phase"),
        ({"key": "x" * 17}, "cannot be the key of a phase"),
        ({"repeats": True}, "only a round repeats"),
        ({"presenter_first": True}, "only a round repeats, or begins with the presenter"),
        ({"back_to": "listen"}, "only go back to an earlier phase"),
        ({"cues": {}}, "needs member"),
        ({"cues": {"member": "x" * 201}}, "Tell: what everybody is told has 200 characters"),
        ({"cues": {"member": "x", "presenter": "x" * 201}}, "Tell: what the presenter is told has 200"),
        ({"cues": {"member": "x", "facilitator": "x" * 201}}, "Tell: what the facilitator is told has 200"),
    ],
)
def test_a_phase_that_will_not_do_is_refused_with_what_would(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        read(phases=[a_phase(**changes)])


@pytest.mark.parametrize(("minutes", "length"), [(4, 4), (80, 160)])
def test_a_slot_is_neither_a_moment_nor_an_afternoon(minutes: int, length: int) -> None:
    phases = [a_phase(key=f"part_{at}", minutes=[minutes]) for at in range(length // minutes)]

    with pytest.raises(RuleBroken, match="A slot lasts 5 to 150 minutes"):
        read(phases=phases, lengths=[length])


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(RuleBroken, match="has to be JSON"):
        formats.read("{")
    with pytest.raises(RuleBroken, match="the document has to be an object"):
        formats.read("[]")


def test_suggestions_stay_out_of_a_set_that_agreed_on_none() -> None:
    with pytest.raises(RuleBroken, match="allows suggestions"):
        formats.check_advice(formats.FORMATS["troika"], advice="none")

    formats.check_advice(formats.FORMATS["troika"], advice="suggestions")
    formats.check_advice(formats.FORMATS["questions_first"], advice="none")
    formats.check_advice(formats.FORMATS["balint"], advice="none")


def own(base: Format, **changes: Any) -> Format:
    rows = formats.rows_of(base, base.lengths[0])
    asked: dict[str, Any] = {"title": "Ours", "purpose": "For us.", "rows": rows, "version": 3} | changes
    return formats.own_copy(base, **asked)


@given(any_format())
def test_a_copy_of_which_nothing_is_changed_runs_as_its_original(base: Format) -> None:
    copy = own(base)

    assert (copy.key, copy.version, copy.title, copy.lengths) == ("own", 3, "Ours", base.lengths[:1])
    assert copy.phases == tuple(replace(each, minutes=each.minutes[:1]) for each in base.phases)


def test_a_set_changes_minutes_words_and_who_speaks() -> None:
    first, *others = formats.rows_of(formats.STANDARD, 45)
    changed = replace(first, name="Arrive", minutes=3, voice="silence", member=" Breathe. ", presenter="")

    settle = own(formats.STANDARD, rows=[changed, *others]).phases[0]

    assert (settle.key, settle.name, settle.title, settle.minutes) == ("settle", "Arrive", "Arrive", (3,))
    assert (settle.speaks, settle.quiet, settle.cues.member) == ("none", True, "Breathe.")


def test_a_set_puts_phases_in_another_order_and_a_way_back_that_is_lost_goes() -> None:
    rows = formats.rows_of(formats.STANDARD, 45)
    swapped = [replace(row, place={"clarify": 4, "explore": 3}.get(row.key, row.place)) for row in rows]

    copy = own(formats.STANDARD, rows=swapped)

    assert [each.key for each in copy.phases][2:4] == ["explore", "clarify"]
    assert copy.phases[2].back_to == ""


@pytest.mark.parametrize("name", ["Settle", "Break", "Grieve for Tom", "静"])
def test_a_new_phase_gets_a_key_that_says_nothing_of_its_name(name: str) -> None:
    rows = formats.rows_of(formats.STANDARD, 45)
    fresh = formats.Row("", 8, name, 5, "rounds", commits=False, member="Ask.")

    phase = own(formats.STANDARD, rows=[*rows, fresh]).phases[-1]

    assert (phase.key, phase.name, phase.minutes, phase.repeats, phase.asks) == ("own3_8", name, (5,), True, True)


def test_two_new_phases_of_one_name_are_two() -> None:
    rows = [formats.Row("", place, "Talk", 5, "hands", commits=True, member="Talk.") for place in (1, 2)]

    assert [each.key for each in own(formats.STANDARD, rows=rows).phases] == ["own3_1", "own3_2"]


def test_a_running_order_that_nobody_can_read_has_a_sentence_for_every_word() -> None:
    lost = formats.wordless("[Gone.]", version=3, minutes=49, running=["own1_1", "present", "own1_1"])

    assert (lost.key, lost.version, lost.lengths, lost.frame) == ("own", 3, (49,), formats.STANDARD.frame)
    assert [each.key for each in lost.phases] == ["present", "own1_1"]
    assert {lost.title, lost.purpose, lost.source, *(each.cues.member for each in lost.phases)} == {"[Gone.]"}
    assert [each.name for each in formats.rows_of(lost, 49)] == ["[Gone.]"] * 2


def test_an_own_copy_has_to_hold_as_well() -> None:
    with pytest.raises(RuleBroken, match="from 1 to 12 phases"):
        own(formats.STANDARD, rows=[])


def test_where_nobody_facilitates_everybody_takes_turns() -> None:
    assert formats.STANDARD.takers(6) == 6
    assert formats.FORMATS["revans_self"].takers(6) == 7


def test_equal_running_orders_are_one_key_to_what_is_kept_of_them() -> None:
    again = replace(formats.STANDARD)

    assert {formats.STANDARD: "words"}[again] == "words"
    assert again is not formats.STANDARD


def test_a_slot_that_fits_into_no_meeting_at_all_is_told_so() -> None:
    long = replace(formats.STANDARD, people=(2, 12), lengths=(150,), phases=own_slot(150))
    dates = tuple(NOW + timedelta(days=28 * number) for number in range(1, 5))
    shape = rules.Shape("Twelve", 12, 240, 150, dates, long)

    (problem,) = rules.problems(shape, now=NOW)

    assert str(problem.refusal) == "A slot of 150 minutes fits into no meeting of 12 members."


def own_slot(minutes: int) -> tuple[formats.Phase, ...]:
    half = replace(formats.STANDARD.phases[0], minutes=(minutes // 2,))
    return half, replace(half, key="again")


def test_a_length_that_there_is_not_becomes_the_shortest() -> None:
    assert (formats.STANDARD.fitting(60), formats.FORMATS["troika"].fitting(45)) == (60, 10)
