"""People come in: forty by a file from one organisation, and one who asks; and a space opens for some of them."""

import re
from email import message_from_bytes, policy

from playwright.sync_api import expect

from tests.faults.browsing import within
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import looks_at
from tests.real.site import Site

FORTY = [f"nurse{number}@example.org,Nurse {number},Elm Trust" for number in range(1, 41)]
BAD = ["nobody,Nobody,Elm Trust", "nurse1@example.org,Nurse 1 again,Elm Trust"]
FILE = "\n".join(["email,name,organisation", *FORTY, *BAD])
DOOR = re.compile(r"/invited/(\S+)")
PATIENCE = 20.0


def _forty_are_asked(lead: Person) -> None:
    """With a look first at what would happen to each line."""
    lead.goes_to("/communities/1/invitations/files")
    csv = {"name": "elm.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    lead.page.get_by_label("A CSV file").set_input_files(csv)  # type: ignore[arg-type]  # one file, as bytes
    lead.press("Look at it first")
    lead.sees("2 lines cannot be taken")
    assert looks_at(lead.page, "a file before it is sent") == []
    lead.press("Invite these 40 people")
    expect(lead.page.get_by_role("table")).to_contain_text("nurse40@example.org")
    assert looks_at(lead.page, "a file that was sent") == []


def _letters(site: Site, to: str) -> list[str]:
    letters = (message_from_bytes(path.read_bytes(), policy=policy.default) for path in (site.data / "mail").glob("*"))
    return [letter.get_content() for letter in letters if letter["To"] == to]


def _one_of_them_comes(nurse: Person, site: Site) -> None:
    """By the link of their letter, to an account of their own, and in."""
    within(PATIENCE, lambda: len(_letters(site, "nurse7@example.org")) == 1)
    door = DOOR.search(_letters(site, "nurse7@example.org")[0])
    assert door
    nurse.goes_to(f"/invited/{door[1]}")
    nurse.press("Yes, I am coming")
    nurse.writes("Nurse Seven", into="Your name")
    nurse.press("Make my account")
    nurse.sees("Memory at home")
    nurse.goes_to("/communities/1/members")
    nurse.sees("Nurse Seven")


def _a_private_space_opens(coordinator: Person) -> None:
    coordinator.goes_to("/communities/1/spaces/new")
    coordinator.writes("Nights on the ward", into="Name")
    coordinator.writes("For those who work then.", into="What it is for")
    coordinator.chooses("Private")
    coordinator.press("Open it")
    coordinator.sees("Nights on the ward")
    assert looks_at(coordinator.page, "a new private space") == []


def _somebody_asks_and_is_welcomed(asker: Person, coordinator: Person) -> None:
    asker.goes_to("/communities/1/requests/new")
    asker.press("Ask to come in")
    asker.sees("You have asked")
    coordinator.goes_to("/communities/1/requests")
    coordinator.page.get_by_role("button", name=re.compile("^Let Cy")).click()
    coordinator.sees("Answered.")
    coordinator.goes_to("/communities/1")
    coordinator.page.get_by_role("button", name=re.compile("^Welcome Cy")).click()
    asker.goes_to("/communities/1")
    asker.sees("welcomes you")
    assert looks_at(asker.page, "a welcome") == []


def test_forty_are_brought_by_a_file_a_space_opens_and_who_asks_is_welcomed(come: Come, site: Site) -> None:
    hana, cy, nurse = come("Hana", by_hand=True), come("Cy"), come("")
    _forty_are_asked(hana)
    _one_of_them_comes(nurse, site)
    _a_private_space_opens(hana)
    _somebody_asks_and_is_welcomed(cy, hana)

    cy.page.get_by_role("link", name="Nights on the ward").click()
    cy.sees("For those who work then.")
    assert not cy.page.get_by_role("link", name="Start a conversation").count()
