"""Two organisations found a community, come together, agree how they work, and close it well."""

from datetime import timedelta

from cop import create_app
from cop.communities.service import life
from cop.config import Settings
from cop.core.clock import system_clock
from cop.core.database import db
from tests.journeys.conftest import Come
from tests.journeys.furniture import in_three_weeks
from tests.journeys.people import Person
from tests.journeys.readers import looks_at
from tests.real.site import Site

WORDS = {
    "Name": "Falls at night",
    "What it is for": "We learn what prevents them.",
    "Who founds it with you?": "bo@demo.example.org",
    "Your first gathering": "Who are we?",
    "Where": "Online",
    "What would you like to talk about first?": "What did you try?",
    "Your first words": "We moved the lamps.",
}


def _proposes(person: Person) -> None:
    person.goes_to("/communities/new")
    for label, words in WORDS.items():
        person.writes(words, into=label)
    person.writes(in_three_weeks(), into="Day")
    person.press("Propose it")
    person.sees("Nobody else has said yes yet")


def _says_yes(person: Person) -> str:
    """Where the community is that stands now."""
    person.goes_to("/")
    person.page.get_by_role("link", name="Read what it is: You are asked to found a community").click()
    assert looks_at(person.page, "a proposal") == []
    person.press("Yes, I found it with you")
    person.sees("The community is founded")
    return person.page.url


def _agree(writer: Person, other: Person, *, home: str) -> None:
    writer.goes_to(f"{home}/agreement/edit")
    writer.writes("We listen before we advise.", into="How we work together")
    writer.press("Put it to everybody")
    other.goes_to(home)
    other.page.get_by_role("link", name="Read it and accept it").click()
    assert looks_at(other.page, "an agreement to accept") == []
    other.press("I accept this")
    other.sees("You have accepted how this community works together")


def _a_month_passes(site: Site) -> None:
    """What the worker does once an hour, thirty-one days from now."""
    with create_app(Settings(data_dir=site.data)).app_context():
        life.close_due(now=system_clock() + timedelta(days=31))
        db.session.remove()
        db.engine.dispose()


def test_two_organisations_found_a_community_and_it_closes_well(come: Come, site: Site) -> None:
    ada, bo = come("Ada", java_script_enabled=False), come("Bo")
    _proposes(ada)
    home = _says_yes(bo)
    bo.sees("What did you try?")
    bo.page.get_by_role("link", name="Who are we?", exact=True).click()
    bo.press("Yes, I come")
    bo.sees("You come.")
    _agree(ada, bo, home=home)

    ada.goes_to(f"{home}/life")
    ada.writes("We know now. Thank you, Bo.", into="Why it closes, and whom you thank")
    ada.press("Announce that it closes")
    bo.goes_to(home)
    bo.page.get_by_role("link", name="How it closes").click()
    bo.sees("Thank you, Bo.")
    assert looks_at(bo.page, "a community that closes") == []
    _a_month_passes(site)

    bo.goes_to(home)
    bo.sees("This community closed on")
    bo.page.get_by_role("link", name="Common room").click()
    bo.sees("What did you try?")
    assert not bo.page.get_by_role("link", name="Start a conversation").count()
