"""A season ends in a browser: the set looks back, plans another one, and nothing on the way keeps anybody out."""

from datetime import timedelta

from sqlalchemy import select

from cop import create_app
from cop.config import Settings
from cop.core.clock import system_clock
from cop.core.database import db, transaction
from cop.sets.models import SeasonDate
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import looks_at
from tests.real.site import Site

WORTH = "What has this set been worth to you, and beyond you?"


def test_a_set_looks_back_and_goes_on(site: Site, books: Books, come: Come) -> None:
    set_id = books.meeting(books.open_meeting()).set_id
    own, past = f"/sets/{set_id}", f"/sets/{set_id}/seasons/1"
    _the_season_passes(site, set_id)
    ada, bo = come("Ada"), come("Bo")

    bo.goes_to(past)
    found = _looks_back(bo)
    ada.goes_to(own)
    ada.sees("I ask before I answer.")
    found += looks_at(ada.page, "the set, after its last meeting")
    ada.page.get_by_role("link", name="Plan another season").click()
    found += _plans(ada)
    ada.sees("Nobody facilitates: two together move a meeting on.")
    found += looks_at(ada.page, "the set, before all have accepted")
    bo.goes_to(past)
    bo.sees("Airtime in that season")
    found += looks_at(bo.page, "the season before")

    assert not found, "\n".join(["", *found])


def _looks_back(person: Person) -> list[str]:
    person.writes("I ask before I answer.", into=f"{WORTH} (optional)")
    found = looks_at(person.page, "the review")
    person.press("Let the set read it")
    person.sees("What you said")
    return found


def _plans(person: Person) -> list[str]:
    """At first without a date."""
    person.chooses("Without a facilitator")
    person.press("Plan it")
    person.sees("A season has 4 to 6 meetings.")
    found = looks_at(person.page, "a season without dates")
    for number in range(1, 5):
        day = (system_clock() + timedelta(weeks=5 * number)).date().isoformat()
        person.writes(day, into=f"Day of meeting {number}")
    person.press("Plan it")
    return found


def _the_season_passes(site: Site, set_id: int) -> None:
    """Its last meeting was two days ago; nobody held those that were still to come."""
    with create_app(Settings(data_dir=site.data)).app_context():
        with transaction() as tx:
            dates = tx.session.scalars(select(SeasonDate).where(SeasonDate.set_id == set_id)).all()
            ahead = max(each.starts_at for each in dates) - system_clock() + timedelta(days=2)
            for each in dates:
                each.starts_at -= ahead
        db.session.remove()
        db.engine.dispose()
