"""How people come in: what may stand in an invitation, a file, a request, and what is done first."""

from datetime import timedelta

import pytest

from cop.communities.rules import PRESETS, invitations, requests, rows, welcomes
from cop.communities.rules.invitations import Asked
from cop.core.errors import RuleBroken
from tests.conftest import THURSDAY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LEE = Asked("lee@example.org", name="Lee")


@pytest.mark.parametrize(
    ("asked", "role", "preset", "allowed"),
    [
        ([LEE], "coordinator", "confidential", True),
        ([LEE], "core", "restricted", True),
        ([LEE], "member", "open", False),
        ([LEE], "observer", "open", False),
        ([LEE], None, "open", False),
        ([], "coordinator", "open", False),
        ([LEE] * 501, "coordinator", "open", False),
        ([Asked("lee@example.org", role="core")], "coordinator", "open", True),
        ([Asked("lee@example.org", role="core")], "core", "open", False),
        ([Asked("lee@example.org", role="coordinator")], "coordinator", "open", False),
        ([Asked("lee@example.org")], "coordinator", "confidential", False),
    ],
)
def test_who_may_be_invited_by_whom(asked, role, preset, allowed):
    if allowed:
        invitations.check_asked(asked, inviter_role=role, axes=PRESETS[preset])
    else:
        with pytest.raises(RuleBroken):
            invitations.check_asked(asked, inviter_role=role, axes=PRESETS[preset])


def test_pasted_addresses_are_read_each_once():
    pasted = "Lee@Example.org; mo@example.org,\n lee@example.org\n"

    assert invitations.addresses_in(pasted) == ["lee@example.org", "mo@example.org"]
    assert invitations.addresses_in(" ") == []
    with pytest.raises(RuleBroken, match="“Lee” is not"):
        invitations.addresses_in("mo@example.org, Lee")
    assert invitations.name_in("  Lee   Park ") == "Lee Park"


@pytest.mark.parametrize(
    ("ahead", "preset", "after"),
    [(0, "open", 0), (49, "open", 0), (50, "private", 1), (499, "open", 9), (50, "confidential", 24 * 60 + 1)],
)
def test_fifty_letters_go_out_in_a_minute_and_members_of_a_confidential_place_know_a_day_before(ahead, preset, after):
    assert invitations.first_letter_at(THURSDAY, ahead=ahead, axes=PRESETS[preset]) == THURSDAY + timedelta(
        minutes=after
    )


@pytest.mark.parametrize(("letters", "days"), [(1, 3), (2, 10), (3, 21), (4, None)])
def test_reminders_come_on_three_days(letters, days):
    due = invitations.reminder_at(THURSDAY, letters=letters)

    assert due == (None if days is None else THURSDAY + days * DAY)


def test_letters_of_confidential_places_do_not_name_them():
    named = {
        preset
        for preset in ("open", "restricted", "private", "confidential")
        if invitations.names_its_place(PRESETS[preset])
    }

    assert named == {"open", "restricted", "private"}


@pytest.mark.parametrize(
    ("role", "most", "preset", "allowed"),
    [
        ("member", 25, "private", True),
        ("observer", 1, "open", True),
        ("member", 26, "open", False),
        ("member", 0, "open", False),
        ("core", 5, "open", False),
        ("member", 5, "confidential", False),
    ],
)
def test_what_a_link_may_give(role, most, preset, allowed):
    if allowed:
        invitations.check_link(role=role, most=most, axes=PRESETS[preset])
    else:
        with pytest.raises(RuleBroken):
            invitations.check_link(role=role, most=most, axes=PRESETS[preset])


def test_abuse_41_a_link_may_be_for_some_domains():
    domains = invitations.domains_in("@NHS.net, example.org example.org")

    assert domains == "nhs.net example.org"
    assert invitations.domains_in("") == ""
    assert [invitations.is_from(each, domains) for each in ("a@nhs.net", "a@ward.nhs.net", "a@evilnhs.net")] == [
        True, True, False,
    ]  # fmt: skip
    assert invitations.is_from("a@anywhere.org", "")
    with pytest.raises(RuleBroken, match="“everybody”"):
        invitations.domains_in("everybody")


def read(text, **given):
    return rows.rows_in(
        text, **{"roles": ("observer", "member"), "spaces": {"nights": 7}, "needs_name": False, **given}
    )


def test_a_file_is_read_line_by_line_and_each_fault_has_its_line():
    text = (
        "\ufeffEmail;Name;organisation;role;spaces;set\n"
        "lee@example.org;Lee;Old Board;observer; Nights ;\n"
        "\n"
        "nobody;;;;;\n"
        "LEE@example.org;;;;;\n"
        "mo@example.org;;;coordinator;;\n"
        "mo@example.org;;;;Days;\n"
        "mo@example.org;;;;;Thursday\n"
        "mo@example.org\n"
    )

    found = read(text)

    assert found.asked == (
        Asked("lee@example.org", "Lee", "Old Board", "observer", (7,), 2),
        Asked("mo@example.org", line=9),
    )
    assert [(each.line, each.email) for each in found.faults] == [
        (4, "nobody"), (5, "LEE@example.org"), (6, "mo@example.org"), (7, "mo@example.org"), (8, "mo@example.org"),
    ]  # fmt: skip
    assert [fault.line for fault in read("email\nlee@example.org", needs_name=True).faults] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "email\n",
        "name\nLee",
        "email,colour\na@example.org,red",
        "email,email\na,b",
        'email\n"lee',
        "email\n" + "a\n" * 501,
    ],
)
def test_a_file_that_cannot_be_read_is_refused(text):
    with pytest.raises(RuleBroken):
        read(text)


def test_only_text_of_a_fair_size_is_read():
    assert rows.text_of("\ufeffemail".encode()) == "email"
    for content in (b"\xff\xfe\x00", b"a" * (rows.LARGEST_FILE + 1)):
        with pytest.raises(RuleBroken):
            rows.text_of(content)


def test_abuse_53_what_is_written_for_a_spreadsheet_holds_no_formula():
    page = rows.written(["email", "name"], [["=cmd()", "-1+2"], ["@SUM(A1)", "Lee, the first"]])

    assert page == "email,name\r\n'=cmd(),'-1+2\r\n'@SUM(A1),\"Lee, the first\"\r\n"


@pytest.mark.parametrize(
    ("preset", "signed_in", "role", "may"),
    [
        ("restricted", True, None, True),
        ("private", True, None, True),
        ("open", True, None, False),
        ("confidential", True, None, False),
        ("private", False, None, False),
        ("private", True, "observer", False),
    ],
)
def test_who_may_ask_to_come_in(preset, signed_in, role, may):
    assert requests.may_ask(PRESETS[preset], signed_in=signed_in, role=role) is may


@pytest.mark.parametrize(
    ("role", "waited", "may"),
    [("coordinator", 0 * DAY, True), ("core", 4 * DAY, False), ("core", 5 * DAY, True), ("member", 9 * DAY, False)],
)
def test_who_decides(role, waited, may):
    assert requests.may_decide(role, asked_at=THURSDAY, now=THURSDAY + waited) is may


def test_coordinators_are_told_at_once_and_reminded_and_then_the_core_is_told():
    due = [requests.letter_at(THURSDAY, number) for number in range(5)]

    assert due == [THURSDAY, THURSDAY + 24 * HOUR, THURSDAY + 72 * HOUR, THURSDAY + 5 * DAY, None]
    assert requests.told_of_letter(2) == ("coordinator",)
    assert requests.told_of_letter(3) == ("coordinator", "core")


def test_up_to_three_questions_are_asked():
    assert requests.questions_in(["  Why   now? ", "", "Who?"]) == ["Why now?", "Who?"]
    for wrong in (["a", "b", "c", "d"], ["a" * 201]):
        with pytest.raises(RuleBroken):
            requests.questions_in(wrong)


def test_each_question_is_answered():
    assert requests.answers_to(["Why?"], [" So that. ", "and more"]) == [["Why?", "So that."]]
    assert requests.answers_to([], []) == []
    for wrong in ([], [" "], ["a" * 1001]):
        with pytest.raises(RuleBroken):
            requests.answers_to(["Why?"], wrong)


def test_a_no_comes_with_a_sentence():
    assert requests.check_decision(yes=True, sentence=" ") == ""
    assert requests.check_decision(yes=False, sentence=" Not now. ") == "Not now."
    for yes, sentence in ((False, " "), (True, "a" * 501)):
        with pytest.raises(RuleBroken):
            requests.check_decision(yes=yes, sentence=sentence)


def test_a_welcome_is_late_after_a_day():
    assert not welcomes.is_late(THURSDAY, now=THURSDAY + DAY)
    assert welcomes.is_late(THURSDAY, now=THURSDAY + DAY + HOUR)
