"""Which language somebody reads: the one they chose, else the one their browser asks for, in pages and in mail."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask.testing import FlaskClient
from sqlalchemy import update

from cop.core import jobs, languages, words
from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.people import queries
from cop.people import service as people
from cop.people.models import User
from tests.core.conftest import Site
from tests.factories.people import a_user

WELSH = {
    "You": "Chi",
    "Saved.": "Wedi cadw.",
    "Stuck? Whoever invited you can help.": "Mewn trafferth?",
    "Communities": "Cymunedau",
    "Learning sets": "Setiau dysgu",
    "Your link to sign in to Cop": "Eich dolen",
    "%(name)s invites you to Cop": "Mae %(name)s yn eich gwahodd",
    "Your account on Cop": "Eich cyfrif",
}

ASKED = {
    "cy": "cy",
    "cy-GB,en;q=0.5": "cy",
    "CY": "cy",
    "en-US,cy;q=0.5": "en-GB",
    "fr,cy;q=0.4,en;q=0.2": "cy",
    "cy;q=0,fr": "en-GB",
    "*": "en-GB",
    "": "en-GB",
    "?;q=x,,": "en-GB",
}
CHOSEN = {"cy": "cy", "en-GB": "en-GB", "ar": "ar", "": "cy", "en_GB": "cy", "gd": "cy"}


@pytest.fixture
def translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few words of Welsh, and a language that reads from right to left."""
    folder = tmp_path / "translations"
    for locale in ("cy", "ar"):
        catalogue = Catalog(locale=locale)
        for english, translated in WELSH.items():
            catalogue.add(english, translated if locale == "cy" else english)
        place = folder / locale / "LC_MESSAGES"
        place.mkdir(parents=True)
        with (place / "messages.mo").open("wb") as compiled:
            write_mo(compiled, catalogue)
    monkeypatch.setattr(languages, "TRANSLATIONS", folder)
    return folder


@pytest.fixture
def bilingual(translations: Path, request: pytest.FixtureRequest) -> Site:
    site: Site = request.getfixturevalue("site")
    site.app.config["WTF_CSRF_ENABLED"] = False
    return site


def _chooses(site: Site, tag: str, *, name: str = "Bo") -> None:
    with site.app.app_context(), transaction() as tx:
        tx.session.execute(update(User).where(User.name == name).values(locale=tag))


def _speaks(client: FlaskClient, asked: str, *, address: str = "/people/me") -> str:
    page = client.get(address, headers={"Accept-Language": asked}).text
    return page.split('<html lang="')[1].split('"')[0]


def test_a_language_is_offered_once_its_words_are_compiled(tmp_path: Path) -> None:
    for locale, name in (("cy", "messages.mo"), ("gd", "messages.po")):
        words_of = tmp_path / locale / "LC_MESSAGES"
        words_of.mkdir(parents=True)
        (words_of / name).touch()

    assert languages.translated(tmp_path) == ["cy"]


def test_nobody_gets_half_a_language(site: Site) -> None:
    assert '<html lang="en-GB" dir="ltr">' in site.stranger.get("/", headers={"Accept-Language": "cy"}).text


def test_whoever_has_chosen_nothing_reads_what_their_browser_asks_for(bilingual: Site) -> None:
    assert {asked: _speaks(bilingual.stranger, asked, address="/") for asked in ASKED} == ASKED
    assert {asked: _speaks(bilingual.bo, asked) for asked in ASKED} == ASKED


def test_a_choice_of_ones_own_comes_before_what_the_browser_asks_for(bilingual: Site) -> None:
    """«en_GB» stands in accounts from before there was a choice, and «gd» where a language is offered no more."""
    read = {}
    for choice in CHOSEN:
        _chooses(bilingual, choice)
        read[choice] = _speaks(bilingual.bo, "cy")

    assert read == CHOSEN


def test_every_piece_of_a_page_is_in_its_language_whoever_came_before(bilingual: Site) -> None:
    pages = [bilingual.bo.get("/people/me", headers={"Accept-Language": asked}).text for asked in ("cy", "en", "cy")]

    welsh, english = ("Mewn trafferth?", "Cymunedau", "Setiau dysgu"), ("Whoever invited you", "Communities")
    assert [all(each in page for each in welsh) for page in pages] == [True, False, True]
    assert [any(each in page for each in english) for page in pages] == [False, True, False]


def test_a_page_that_reads_from_right_to_left_says_so(bilingual: Site) -> None:
    assert '<html lang="ar" dir="rtl">' in bilingual.stranger.get("/", headers={"Accept-Language": "ar"}).text


def test_a_refusal_and_what_is_taken_along_are_in_the_readers_language(bilingual: Site) -> None:
    _chooses(bilingual, "cy")

    assert _speaks(bilingual.bo, "en", address="/trial/refusals/hidden") == "cy"
    assert _speaks(bilingual.bo, "en", address="/challenges/document") == "cy"


def test_a_language_is_chosen_in_the_profile(bilingual: Site) -> None:
    said = {"name": "Bo", "time_zone": "Europe/London", "language": "cy"}

    answer = bilingual.bo.post("/people/me", data=said, headers={"Accept-Language": "en"}, follow_redirects=True)

    assert "Wedi cadw." in answer.text
    assert '<option lang="cy" selected value="cy">Cymraeg</option>' in answer.text
    assert '<option lang="en-GB" value="en-GB">English</option>' in answer.text
    assert _speaks(bilingual.bo, "en") == "cy"


def test_a_choice_is_taken_back(bilingual: Site) -> None:
    _chooses(bilingual, "cy")

    bilingual.bo.post("/people/me", data={"name": "Bo", "time_zone": "UTC", "language": ""})

    assert _speaks(bilingual.bo, "en") == "en-GB"


def test_a_page_from_before_there_was_a_choice_leaves_it_as_it_is(bilingual: Site) -> None:
    _chooses(bilingual, "cy")

    answer = bilingual.bo.post("/people/me", data={"name": "Bo", "time_zone": "UTC"})

    assert answer.status_code == 303
    assert _speaks(bilingual.bo, "en") == "cy"


def test_a_language_that_is_not_offered_is_refused_and_what_was_typed_is_kept(bilingual: Site) -> None:
    answer = bilingual.bo.post("/people/me", data={"name": "Bob", "time_zone": "UTC", "language": "gd"})

    assert answer.status_code == 422
    assert 'value="Bob"' in answer.text
    with bilingual.app.app_context(), pytest.raises(RuleBroken, match="Choose a language"):
        languages.chosen("gd")


def test_where_there_is_one_language_nobody_is_asked(site: Site) -> None:
    site.app.config["WTF_CSRF_ENABLED"] = False
    _chooses(site, "cy")

    assert 'name="language"' not in site.bo.get("/people/me").text
    assert site.bo.post("/people/me", data={"name": "Bo", "time_zone": "UTC"}).status_code == 303
    with site.app.app_context():
        assert queries.language_of("bo@example.org") == "cy"


def _deliver(site: Site) -> list[tuple[str, str]]:
    with site.app.app_context():
        jobs.run_all(now=site.app.config["COP_CLOCK"]())
    return [(str(each["To"]), str(each["Subject"])) for each in site.app.extensions["cop_mailer"].sent]


def test_mail_is_in_the_language_of_its_reader(bilingual: Site) -> None:
    """Whoever writes, and in whichever order: Bo reads Welsh here, and one reader follows the other."""
    with bilingual.app.app_context():
        for name in ("Ann", "Dai", "Eve"):
            a_user(name, email=f"{name.lower()}@example.org")
    _chooses(bilingual, "cy")
    _chooses(bilingual, "cy", name="Dai")
    _chooses(bilingual, "en_GB", name="Eve")

    for name in ("ann", "dai", "eve", "stranger"):
        bilingual.bo.post("/people/invitations", data={"email": f"{name}@example.org"})

    ours, theirs = "Bo invites you to Cop", "Mae Bo yn eich gwahodd"
    assert [subject for _to, subject in _deliver(bilingual)] == [ours, theirs, ours, ours]


def test_a_letter_that_was_asked_for_is_in_the_language_of_the_page(bilingual: Site) -> None:
    with bilingual.app.app_context():
        a_user("Ann", email="ann@example.org")
        now = bilingual.app.config["COP_CLOCK"]()
        people.ask_to_join("new@example.org", now=now, language="cy")

    bilingual.stranger.post("/sign-in/links", data={"email": "ann@example.org"}, headers={"Accept-Language": "cy"})

    assert sorted(_deliver(bilingual)) == [("ann@example.org", "Eich dolen"), ("new@example.org", "Eich cyfrif")]


def test_words_for_somebody_else_leave_those_of_the_page_alone(bilingual: Site) -> None:
    with bilingual.app.test_request_context(headers={"Accept-Language": "en"}):
        before = words.gettext("Saved."), words.worded("Saved.")
        with languages.speaking("cy"):
            there = words.gettext("Saved."), words.worded("Saved.")
        after = words.gettext("Saved."), words.worded("Saved.")

    assert (before, there, after) == (("Saved.",) * 2, ("Wedi cadw.",) * 2, ("Saved.",) * 2)
