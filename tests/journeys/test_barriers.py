"""No page keeps anybody out: axe finds nothing, nothing is cut off at 320 px, and the browser has no complaint."""

import pytest
from flask import Flask

from tests.journeys.addresses import Address, addresses, ids_in
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.furniture import furnish, is_half_way_in, open_a_set, set_up_second_steps
from tests.journeys.people import Person
from tests.journeys.readers import Readers, page_at
from tests.journeys.stagehand import Helper, Stagehand
from tests.real.site import Site

EVERYBODY = ("", "Ada", "Bo", "Cy")  # a visitor, who has not signed in, the facilitator, a member, an outsider
OTHERS = ("Hana", "Eli", "Gil", "Ben")  # coordinates, administers, has been offered a seat, has told a story
DOCUMENTS = {
    "communities.archive.take",
    "communities.invitations.outcome",
    "discussions.documents.as_markdown",
    "discussions.documents.page",
    "files.fetch",
    "files.small",
    *(f"sets.keepsakes.{name}" for name in ("whole", "whole_as_data", "one", "one_as_data")),
    "organisations.directory.table",
    "organisations.directory.document",
    "organisations.imports.outcome",
    "stories.issues.feed",
}
FRAGMENTS = {
    "discussions.arrivals.show",
    "discussions.citing.show",
    "discussions.mentions.show",
    "drafts.at",
    "meetings.stage",
    "meetings.line.words",
    "rounds.stage",
    "visit.stage",
    "sets.plan",
    "sets.renewals.plan",
    "health.live",
    "health.ready",
}
ELSEWHERE = {"people.sso.leave", "people.sso.come_back", "discussions.ways.show"}  # away, back, and to where it is
ALL_OF_A_KIND = {"token", "reach", "kind"}
People = dict[str, Person]
ROLES = {"facilitator": "Ada", "presenter": "Jo", "member": "Bo"}
SLOT = ["settle", "present", "clarify", "explore", "reflect", "act", "review"]
STAGES = ["opening", "check_in", "updates", "bidding", "agreed", *SLOT, "break", "set_review", "closing"]


@pytest.fixture
def places(site: Site, books: Books, helper: Helper, sqlite_app: Flask) -> list[Address]:
    """Every address of a page, with the first and the last of what there is of each thing."""
    tokens = furnish(site, helper, meeting_id=books.open_meeting())
    set_up_second_steps(site, helper)
    open_a_set(site, helper, set_id=books.meeting(books.open_meeting()).set_id)
    values = ids_in(books) | {"token": tokens, "reach": ["me", "community:1", "space:1"]}
    ends = {name: list(dict.fromkeys((each[0], each[-1]))) for name, each in values.items() if each}
    few = {name: values[name] if name in ALL_OF_A_KIND else each for name, each in ends.items()}
    return addresses(sqlite_app.url_map, few | {"meeting_id": values["meeting_id"][1:4]})


@pytest.mark.timeout(900)
def test_nothing_is_in_the_way_on_any_page_and_every_page_is_for_somebody(places: list[Address], come: Come) -> None:
    """The others look only where nobody else comes in."""
    readers, for_somebody = Readers(), set[Address]()
    for name in (*EVERYBODY, *OTHERS):
        person = come(name)
        if not name:
            is_half_way_in(person)
        page = person.page
        for place in places:
            html = None if name in OTHERS and place in for_somebody else page_at(page, place.path)
            if html is None:
                continue
            for_somebody.add(place)
            if readers.is_new(html, whose=(name, place.endpoint)):
                page.goto(place.path)
                readers.read(page, f"{place.path} as {name or 'a visitor'}")
    assert not readers.found, "\n".join(["", *readers.found])
    assert {place.endpoint for place in places} - {
        place.endpoint for place in for_somebody
    } == FRAGMENTS | DOCUMENTS | ELSEWHERE


@pytest.mark.timeout(600)
def test_nothing_is_in_the_way_at_any_stage_of_a_meeting(books: Books, come: Come, helper: Helper) -> None:
    stagehand, readers = Stagehand(books, helper, presenters=["Jo"]), Readers()
    people = {role: come(name) for role, name in ROLES.items()}
    _at_the_door(people, stagehand, readers)
    stagehand.gathers(*ROLES.values(), "Mina")
    reached = ["opening"]
    while reached[-1] != "closing":
        _at_this_stage(people, stagehand, readers)
        reached.append(stagehand.moves_on())
    stagehand.lets("Ada", "closings", seen=stagehand.progress.step)
    _all_look(people, stagehand, readers, "closed")
    assert not readers.found, "\n".join(["", *readers.found])
    assert set(reached) == set(STAGES)


def _at_the_door(people: People, stagehand: Stagehand, readers: Readers) -> None:
    """Before anybody has come in."""
    for person in people.values():
        person.goes_to(f"/meetings/{stagehand.meeting_id}")
    _all_look(people, stagehand, readers, "lobby")


def _at_this_stage(people: People, stagehand: Stagehand, readers: Readers) -> None:
    """As it is, with what the part asks for, and in some parts with what may happen in it."""
    key = stagehand.progress.part.key
    _all_look(people, stagehand, readers, key)
    if key == "present":
        _when_somebody_is_late_and_the_clock_is_held(people, stagehand, readers)
    if key in {"bidding", "agreed"}:
        stagehand.prepares_the_next_part()
        _all_look(people, stagehand, readers, f"{key}, done")
    if key == "act":
        promise = {"what": "Say no to one thing.", "first_step": "Write it down.", "by_when": "2031-01-02"}
        stagehand.lets("Jo", "commitments", **promise)
        _all_look(people, stagehand, readers, "act, committed")


def _when_somebody_is_late_and_the_clock_is_held(people: People, stagehand: Stagehand, readers: Readers) -> None:
    """Mina waits before the door; Bo, whose tray has a question in it, has asked for a pause."""
    stagehand.lets("Mina", "arrivals")
    stagehand.lets("Bo", "questions", text="What would your father have said?")
    stagehand.lets("Bo", "pauses")
    people["member"].goes_to(f"/meetings/{stagehand.meeting_id}")
    people["facilitator"].opens("More")
    _all_look(people, stagehand, readers, "held")
    people["facilitator"].opens("More")
    stagehand.lets("Ada", "resumptions")


def _all_look(people: People, stagehand: Stagehand, readers: Readers, what: str) -> None:
    """Each in their own browser, once the page has caught up."""
    version = stagehand.books.meeting(stagehand.meeting_id).version
    for role, person in people.items():
        person.has_caught_up_with(version)
        readers.read(person.page, f"{what} as {role}")
