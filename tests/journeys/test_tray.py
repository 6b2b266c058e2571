"""A question is written, changed and sent; nobody but its author ever sees its first words."""

import pytest
from playwright.sync_api import Locator, Route, expect
from sqlalchemy import select

from cop.meetings.models import TrayQuestion, Writing
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import PATIENCE_MS, Person
from tests.journeys.readers import looks_at
from tests.journeys.stagehand import Helper, Stagehand

FIRST = "Have you tried asking HR?"
SENT = "What have you already tried?"
WRITE = "A question to keep"
NARROW = {"width": 320, "height": 720}


@pytest.fixture
def exploring(books: Books, helper: Helper) -> Stagehand:
    """Jo presents, it is Explore, and everybody is in the room."""
    stagehand = Stagehand(books, helper, presenters=["Jo"])
    stagehand.gathers("Ada", "Bo", "Mina", "Jo", "Sam")
    stagehand.moves_on_to("explore")
    return stagehand


def test_she_sends_other_words_and_nobody_ever_sees_the_first(exploring: Stagehand, books: Books, come: Come) -> None:
    mina, others = come("Mina"), [come(name) for name in ("Jo", "Ada", "Bo")]
    for person in (mina, *others):
        person.goes_to(f"/meetings/{exploring.meeting_id}")
    _writes(mina, FIRST)
    mina.sees("There may be a suggestion inside.")
    assert not looks_at(mina.page, "the coach's card")
    mina.press(f"Past {SENT}")
    _has(mina, SENT)
    mina.no_longer_sees("There may be a suggestion inside.")
    _asks(mina, exploring)
    for person in others:
        person.sees(f"“{SENT}”")
        assert FIRST not in person.page.content()
    assert [each.text for each in books.all(select(TrayQuestion))] == [SENT]
    assert [each.text for each in books.all(select(Writing))] == [""]


def test_advice_can_be_sent_all_the_same_once_it_was_looked_at(exploring: Stagehand, books: Books, come: Come) -> None:
    mina = come("Mina")
    mina.goes_to(f"/meetings/{exploring.meeting_id}")
    _writes(mina, FIRST)
    mina.sees("Or ask it as it is")
    mina.press("Ask when it is my turn" if mina.may("Ask when it is my turn") else "Ask it now")
    mina.until(lambda: bool(books.all(select(TrayQuestion).where(TrayQuestion.state != "draft"))))
    _has(mina, "")


def test_what_was_written_survives_a_reload_a_lost_network_and_another_device(
    exploring: Stagehand, books: Books, come: Come
) -> None:
    address = f"/meetings/{exploring.meeting_id}"
    laptop, phone = come("Mina"), come("Mina", viewport=NARROW, color_scheme="dark")
    laptop.goes_to(address)
    _writes(laptop, "What matters")
    laptop.goes_to(address)
    _has(laptop, "What matters")
    laptop.loses_the_network()
    _words(laptop).press("End")
    _words(laptop).press_sequentially(" most to you?")
    laptop.sees("Not kept yet: the network is away.")
    laptop.finds_the_network()
    laptop.sees("Kept.")
    phone.goes_to(f"{address}/tray")
    _has(phone, "What matters most to you?")
    assert not looks_at(phone.page, "the tray on a telephone")
    _writes(phone, "What matters most to you now?")
    laptop.goes_to(address)
    _has(laptop, "What matters most to you now?")
    assert not books.all(select(TrayQuestion))


def test_what_is_written_before_the_script_has_come_is_kept_too(exploring: Stagehand, books: Books, come: Come) -> None:
    mina = come("Mina")
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    mina.page.route("**/controllers/tray.js*", hold)
    mina.goes_to(f"/meetings/{exploring.meeting_id}")
    _words(mina).press_sequentially(SENT)
    mina.until(lambda: bool(late))
    late[0].continue_()
    expect(mina.page.locator("#writing-saved")).to_have_text("Kept.", timeout=PATIENCE_MS)
    assert [each.text for each in books.all(select(Writing))] == [SENT]


def test_of_two_questions_the_other_is_kept(exploring: Stagehand, come: Come) -> None:
    mina = come("Mina")
    mina.goes_to(f"/meetings/{exploring.meeting_id}")
    _writes(mina, "What is it like for you? Who else knows about it?")
    mina.press("Ask this one, keep the other What is it like for you?")
    _has(mina, "What is it like for you?")
    expect(mina.page.locator(".tray__question")).to_contain_text("Who else knows about it?", timeout=PATIENCE_MS)


def test_the_presenter_notes_what_a_question_did_and_nobody_is_told(
    exploring: Stagehand, books: Books, come: Come
) -> None:
    jo, mina = come("Jo", viewport=NARROW), come("Mina")
    for person in (jo, mina):
        person.goes_to(f"/meetings/{exploring.meeting_id}")
    _writes(mina, SENT)
    _asks(mina, exploring)
    jo.sees(f"“{SENT}”")
    jo.press("Made me think")
    expect(jo.page.locator("#asked").get_by_role("button", name="Made me think", pressed=True)).to_be_visible(
        timeout=PATIENCE_MS
    )
    assert not looks_at(jo.page, "a presenter who is asked")
    jo.press("Keep for later")
    mina.no_longer_sees(f"“{SENT}”")
    jo.sees("Kept for later")
    kept = books.all(select(TrayQuestion))[0]
    assert (kept.state, kept.made_me_think, kept.felt_like_advice) == ("parked", True, False)
    mina.goes_to(f"/meetings/{exploring.meeting_id}")
    assert not any(words in mina.page.content() for words in ("Made me think", "Kept for later"))


def _words(person: Person) -> Locator:
    return person.page.get_by_label(WRITE, exact=True)


def _has(person: Person, text: str) -> None:
    expect(_words(person)).to_have_value(text, timeout=PATIENCE_MS)


def _writes(person: Person, text: str) -> None:
    """Type it, and wait until it is kept."""
    person.writes("", into=WRITE)
    _words(person).press_sequentially(text)
    expect(person.page.locator("#writing-saved")).to_have_text("Kept.", timeout=PATIENCE_MS)


def _asks(person: Person, stagehand: Stagehand) -> None:
    """Put it in line; Ada gives her the floor."""
    person.press("Ask when it is my turn" if person.may("Ask when it is my turn") else "Ask it now")
    _has(person, "")
    if stagehand.progress.floor.holder != stagehand.books.id_of(person.name):
        stagehand.lets("Ada", "floors", person=stagehand.books.id_of(person.name))
