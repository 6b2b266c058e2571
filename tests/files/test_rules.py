"""What is taken of the files that people send, and how much room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.files import rules
from cop.files.rules import DOCUMENT, PICTURE, SOUND, Room

ALL = (PICTURE, DOCUMENT, SOUND)


@pytest.mark.parametrize(
    ("name", "content", "kind", "form"),
    [
        ("a.JPG", b"?", PICTURE, "jpg"), ("plan.pdf", b"?", DOCUMENT, "pdf"), ("t.csv", b"=1+1", DOCUMENT, "csv"),
        ("said.mp3", b"ID3?", SOUND, "mp3"), ("said.wav", b"RIFF????WAVE", SOUND, "wav"),
        ("said.m4a", b"????ftypM4A ", SOUND, "m4a"), ("said.ogg", b"OggS", SOUND, "ogg"),
        ("said.webm", b"\x1a\x45\xdf\xa3", SOUND, "webm"),
    ],
)  # fmt: skip
def test_what_is_taken(name, content, kind, form):
    assert rules.check_sent(name, content, takes=ALL) == (kind, form, name)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("page.html", b"?", "cannot be taken here. What can: jpg"), ("a.svg", b"?", "cannot be taken"),
        ("program.exe", b"?", "cannot be taken"), ("nothing", b"?", "cannot be taken"), ("", b"?", "cannot be taken"),
        ("a.pdf.html", b"?", "cannot be taken"), ("a.pdf", b"", "“a.pdf” is empty"),
        ("a.pdf", b"?" * (10 * rules.MEGABYTE + 1), "larger than 10 megabytes"),
        ("said.mp3", b"<html>", "not a recording of the kind"), ("said.wav", b"RIFF????AVI ", "not a recording"),
    ],
)  # fmt: skip
def test_what_is_not_taken(name, content, says):
    with pytest.raises(RuleBroken) as refusal:
        rules.check_sent(name, content, takes=ALL)

    assert says in str(refusal.value)


def test_a_conversation_takes_no_recordings():
    with pytest.raises(RuleBroken, match="cannot be taken"):
        rules.check_sent("said.mp3", b"ID3", takes=(PICTURE, DOCUMENT))


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.txt", "passwd.txt"), ("C:\\My files\\plan.pdf", "plan.pdf"), ("a\0b.pdf", "ab.pdf"),
        ("gp\u202efdp.txt", "gpfdp.txt"), ("  a \n b .pdf", "a b.pdf"), ('a"b;c.pdf', "a-b;c.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"), (".pdf", "pdf"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("a.longending", "a"), ("", ""),
    ],
)  # fmt: skip
def test_abuse_56_a_name_does_no_harm(name, cleaned):
    assert rules.cleaned(name) == cleaned


@given(st.text(max_size=400))
def test_abuse_56_whatever_it_was_called(name):
    cleaned = rules.cleaned(name)

    assert len(cleaned) <= rules.LONGEST_NAME
    assert cleaned.isprintable()
    assert not set(cleaned) & set('/\\"<>|')


@pytest.mark.parametrize(("sent", "there", "fine"), [(6, 0, True), (7, 0, False), (2, 10, True), (3, 10, False)])
def test_how_many(sent, there, fine):
    if fine:
        rules.check_number(sent, there=there)
        return

    with pytest.raises(RuleBroken):
        rules.check_number(sent, there=there)


def test_abuse_80_what_is_left_is_said():
    room = Room(sent=40_000_000, held=1_999_500_000, most_sent=50_000_000, most_held=2_000_000_000)

    rules.check_room(500_000, room)
    with pytest.raises(RuleBroken) as of_the_day:
        rules.check_room(10_000_001, room)
    with pytest.raises(RuleBroken) as of_the_community:
        rules.check_room(500_001, room)

    assert "You can send 10.0 MB more today, of 50.0 MB in a day." in str(of_the_day.value)
    assert "may take 500 kB more, of 2000.0 MB" in str(of_the_community.value)


@pytest.mark.parametrize(
    ("kind", "words", "is_plain", "kept"),
    [
        (PICTURE, " A gate. ", False, "A gate."), (PICTURE, "", True, ""), (PICTURE, "A gate.", True, ""),
        (SOUND, "She said.", False, "She said."), (DOCUMENT, "", False, ""), (SOUND, "x" * 20_000, True, "x" * 20_000),
    ],
)  # fmt: skip
def test_words_for_a_file(kind, words, is_plain, kept):
    assert rules.check_words(kind, words, is_plain=is_plain) == kept


@pytest.mark.parametrize(
    ("kind", "words", "says"),
    [
        (PICTURE, " ", "Say what the picture shows"), (SOUND, "", "Write down what is said"),
        (PICTURE, "x" * 501, "longer than 500"), (SOUND, "x" * 20_001, "longer than 20000"),
    ],
)  # fmt: skip
def test_words_that_are_missing_or_too_long(kind, words, says):
    with pytest.raises(RuleBroken, match=says):
        rules.check_words(kind, words, is_plain=kind == SOUND)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 kB"), (1, "1 kB"), (1001, "2 kB"), (2_300_000, "2.3 MB"), (-5, "0 kB")]
)
def test_sizes_as_they_are_said(count, said):
    assert rules.sized(count) == said


@pytest.mark.parametrize(("size", "small"), [((1600, 800), (480, 240)), ((100, 50), (100, 50)), ((2, 1600), (1, 480))])
def test_how_large_the_small_one_is_shown(size, small):
    assert rules.small_size(*size) == small


def test_only_what_we_know_is_shown_in_a_page():
    assert [rules.disposition(kind, "a") for kind in (PICTURE, SOUND)] == ["inline", "inline"]
    assert rules.disposition(DOCUMENT, 'ä";\r\n.pdf') == "attachment; filename*=UTF-8''%C3%A4%22%3B%0D%0A.pdf"
    assert rules.accepted((SOUND,)) == ".mp3,.m4a,.ogg,.webm,.wav"
    assert {each.partition("/")[0] for each in rules.TYPES.values()} == {"image", "application", "text", "audio"}
