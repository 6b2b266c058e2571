"""What the demo leaves out and some pages need: a set that is only forming, letters with links, a set opened."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pyotp

from cop import create_app
from cop.config import Settings
from cop.core.clock import system_clock
from cop.core.database import db, transaction
from cop.people.models import Authenticator, Passkey
from cop.people.service import add_person
from cop.sets.rules.formats import ROUNDS
from cop.sets.rules.glass import KINDS
from tests.factories.people import PASSWORD
from tests.faults.browsing import Visitor, within
from tests.journeys.people import Person
from tests.journeys.stagehand import Helper
from tests.real.site import Site

PATIENCE = 15.0
NEWCOMER = "newcomer@example.org"
WAITS = "nia.two@example.org"
OFFERED = "gil@demo.example.org"
TOKEN = re.compile(r"/(?:invitations|sign-in/links|visits)/(\S+)")


def furnish(site: Site, helper: Helper, *, meeting_id: int) -> list[str]:
    """Ada forms a second set and offers Gil a seat; Eli invites somebody; Bo asks for a link; Ada asks a guest to look
    on, opens rounds, arranges a gathering, and proposes a community; Bo complains, begins an answer, and changes
    older words; Hana invites from a file, begins a programme, lets a guest in, and brings an organisation with Cy in it
    into the community. Answers their tokens."""
    ada, eli, bo = helper("Ada"), helper("Eli"), helper("Bo")
    dates = [(system_clock() + timedelta(days=30 * number)).date() for number in range(1, 5)]
    days = {f"day_{row}": day.isoformat() for row, day in enumerate(dates, start=1)}
    times = {f"time_{row}": "10:00" for row in range(1, 5)}
    shape = {"name": "The Monday set", "members": "6", "minutes": "180", "slot": "45", "facilitator": "me"}
    formed = ada.post("/sets", community="", **shape, **days, **times)
    assert formed.status_code == 303
    own = "/".join(formed.headers["Location"].split("/")[:3])
    assert ada.post(f"{own}/seats", email=OFFERED).status_code == 303
    assert eli.post("/people/invitations", email=NEWCOMER).status_code == 303
    assert bo.post("/sign-in/links", email="bo@demo.example.org").status_code == 303
    hand_in_organisations(eli)
    ask_a_guest(ada, meeting_id)
    open_rounds(ada, bo)
    invite_from_a_file(helper("Hana"))
    arrange_a_gathering(ada)
    bring_an_organisation(helper("Hana"), somebody="cy@demo.example.org")
    begin_a_programme(helper("Hana"))
    seat_a_guest(helper("Hana"))
    propose_a_community(ada, other="bo@demo.example.org")
    begin_a_story(helper("Hana"))
    thank_a_teller(bo)
    gather_issues(helper("Hana"), helper("Ben"))
    try_it_too(bo)
    begin_other_words(helper("Ben"))
    complain(bo)
    begin_an_answer(bo)
    change_words(bo)
    within(PATIENCE, lambda: len(_tokens(site)) == 3)
    return _tokens(site)


def set_up_second_steps(site: Site, helper: Helper) -> None:
    """Bo has only begun with one, Cy has one, and Nia, who has a password too, is asked for hers."""
    own = "/people/me/second-step"
    for name in ("Bo", "Cy"):
        assert helper(name).post(f"{own}/beginnings").status_code == 303
    cy = helper("Cy")
    secret = re.findall(r'class="secret"[^>]*>([^<]*)', cy.get(own).text)[0].replace(" ", "")
    assert cy.post(f"{own}/confirmations", code=pyotp.TOTP(secret).now()).status_code == 200
    with create_app(Settings(data_dir=site.data)).app_context(), transaction() as tx:
        nia = add_person(email=WAITS, name="Nia Two", password=PASSWORD, now=system_clock())
        tx.session.add(Authenticator(user_id=nia.id, secret=secret, confirmed_at=system_clock()))
        kept = {"name": "My telephone", "credential_id": "x", "public_key": b"x", "sign_count": 0, "handle": "x"}
        tx.session.add(Passkey(user_id=cy.person, created_at=system_clock(), **kept))


def is_half_way_in(visitor: Person) -> None:
    """They know Nia's password, and are asked for a code."""
    visitor.goes_to("/sign-in")
    visitor.page.locator("#email").fill(WAITS)
    visitor.page.locator("#password").fill(PASSWORD)
    visitor.press("Sign in")
    visitor.sees("Six digits from your app.")


def hand_in_organisations(administrator: Visitor) -> None:
    """A file with a good row and a bad one, looked at and not taken in; and Hana leads the first organisation."""
    assert administrator.post("/organisations/1/leads", email="hana@demo.example.org").status_code == 303
    file = {"file": ("some.csv", b"name,kind\nElm Trust,charity\nOaks,zoo\n")}
    data = {"csrf_token": administrator.token()}
    url = f"{administrator.site.url}/organisations/imports"
    sent = administrator.session.post(url, data=data, files=file, timeout=10, allow_redirects=False)
    assert sent.status_code == 303


def bring_an_organisation(lead: Visitor, *, somebody: str) -> None:
    """The organisation that she leads takes part in the community that she coordinates, and is to bring somebody."""
    assert lead.post("/organisations/1/people", email=somebody, role="staff").status_code == 303
    part = lead.post("/organisations/1/communities", community=1, brings="named").headers["Location"]
    people = re.findall(r'name="people"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="people"', lead.get(part).text)
    assert lead.post(f"{part}/names", people=people[0][0] or people[0][1]).status_code == 303


def invite_from_a_file(coordinator: Visitor) -> None:
    """Somebody is asked into the community by a file of one line."""
    sent = coordinator.post("/communities/1/invitations/files", text="email\nmo@example.org", sure="yes")
    assert sent.status_code == 303


def ask_a_guest(facilitator: Visitor, meeting_id: int) -> None:
    """A guest is asked to look on at this meeting."""
    sent = facilitator.post(f"/meetings/{meeting_id}/visitors", kind="guest", name="Lee", email="lee@example.org")
    assert sent.status_code == 303


def open_rounds(keeper: Visitor, other: Visitor) -> None:
    """A check-in in the first space that there is, which two people have begun, and the lobby of a 1-2-all."""
    begun, _lobby = (keeper.post("/spaces/1/rounds", kind=kind).headers["Location"] for kind in ROUNDS)
    assert other.post(f"{begun}/arrivals").status_code == 303
    assert keeper.post(f"{begun}/starts", seen=0).status_code == 303


def complain(person: Visitor) -> None:
    """Something that only administrators read."""
    said = {"kind": "access", "email": "bo@demo.example.org", "words": "A page does not open with the keyboard."}
    assert person.post("/complaints", **said).status_code == 303


def begin_an_answer(person: Visitor) -> None:
    """Twice, as in two tabs, and neither is sent."""
    url = f"{person.site.url}/drafts/at/thread:1"
    for page in ("one", "two"):
        letter = {"page": page, "turn": "1", "body": f"What I would say in tab {page}."}
        assert person.session.post(url, data={"csrf_token": person.token(), **letter}, timeout=10).status_code == 200


def change_words(person: Visitor) -> None:
    """The first that there are in a conversation, which are their own and days old."""
    words = "I have been the helpline for seven years.\n\nWhen I take a week off, people wait for me to come back."
    assert person.post("/posts/1/edit", body=words).status_code == 303


def in_three_weeks() -> str:
    """A day as a form has it, whenever the tests run."""
    return (system_clock() + timedelta(days=21)).date().isoformat()


def arrange_a_gathering(host: Visitor) -> None:
    """Everybody in the first space that there is, is asked to come."""
    plan = {"title": "An hour about nights", "day": in_three_weeks(), "at": "10:00", "place": "Online"}
    link = "https://example.org/" + "a-very-long-room-name-" * 6
    assert host.post("/spaces/1/gatherings/new", **plan, link=link).status_code == 303


def seat_a_guest(coordinator: Visitor) -> None:
    """Cy is let into one conversation and one gathering."""
    for thing in ("threads", "gatherings"):
        seat = {"email": "cy@demo.example.org", "until": in_three_weeks()}
        assert coordinator.post(f"/{thing}/1/guests", **seat).status_code == 303


def begin_a_programme(keeper: Visitor) -> None:
    """Of the organisation to which they belong, and the first community that there is is part of it."""
    page = keeper.get("/programmes/new").text
    own = re.findall(r'<option value="(\d+)"', page)[0]
    days = {"begins": "2026-01-01", "ends": "2031-12-31", "deadline": "2031-06-30"}
    words = {"name": "Living well", "purpose": "People live well.", "funders": "Nobody yet", "strategy": "Listen."}
    begun = keeper.post("/programmes/new", organisation=own, **words, **days)
    assert begun.status_code == 303
    assert keeper.post(f"{begun.headers['Location']}/communities", community_id=1).status_code == 303


def begin_a_story(teller: Visitor) -> None:
    """One that is approved, with somebody else in it, and told to nobody yet."""
    begun = teller.post("/stories/new/community:1", template="what3").headers["Location"].removesuffix("/pages/1")
    for page, said in {"pages/1": {"answer": "She asked.", "go": "on"}, "title": {"title": "A question"}}.items():
        assert teller.post(f"{begun}/{page}", **said).status_code == 303
    assert teller.post(f"{begun}/people", who="the night nurse", basis="agreed").status_code == 303
    approve(teller, begun)


def approve(teller: Visitor, draft: str) -> None:
    """What they have written, as it stands."""
    seen = re.findall(r'name="seen" value="([0-9a-f]{64})"', teller.get(f"{draft}/reading").text)
    assert teller.post(f"{draft}/approvals", seen=seen[0]).status_code == 303


def try_it_too(reader: Visitor) -> None:
    """They tell how they tried what the story of the demo tells of."""
    draft = reader.post("/stories/1/adaptations").headers["Location"].removesuffix("/pages/1")
    for page, said in {"pages/1": {"answer": "The gate.", "go": "on"}, "title": {"title": "Ours too"}}.items():
        assert reader.post(f"{draft}/{page}", **said).status_code == 303
    assert reader.post(f"{draft}/people/all").status_code == 303
    approve(reader, draft)
    told = reader.post(f"{draft}/consent", reach="community:1", named="full", months="12")
    assert told.status_code == 303


def begin_other_words(teller: Visitor) -> None:
    """For the story of the demo, approved, and not in its place yet."""
    told = {"title": "The gate at night", "note": "", "text": "He could hear the latch."}
    reading = teller.post("/stories/1/words", **told).headers["Location"]
    approve(teller, reading.removesuffix("/reading"))


def thank_a_teller(reader: Visitor) -> None:
    """Ben, for the story that the demo has."""
    assert reader.post("/stories/1/responses", kind="thanks", words="I had to smile.").status_code == 303


def gather_issues(editor: Visitor, teller: Visitor) -> None:
    """One that is out, with the story that the demo has, and one that is only begun."""
    for number in (1, 2):
        told = {"title": f"Nights, {number}", "note": "What happens between eleven and six.", "audience": "community"}
        issue = editor.post("/communities/1/issues/new", **told).headers["Location"]
        assert editor.post(f"{issue}/stories", story_id="1").status_code == 303
    first = issue.replace("2", "1")
    assert teller.post("/stories/1/issues", issue_id="1", answer="yes").status_code == 303
    seen = re.findall(r'name="seen" value="([0-9a-f]{64})"', editor.get(first).text)
    assert editor.post(f"{first}/publications", seen=seen[0]).status_code == 303


def propose_a_community(proposer: Visitor, *, other: str) -> str:
    """Where the community is that this person proposes to another."""
    first = {"gathering": "Who are we?", "day": in_three_weeks(), "at": "10:00", "place": "Online"}
    words = {"name": "Falls at night", "purpose": "We learn what prevents them.", "preset": "restricted"}
    asked = {"prompt_title": "What did you try?", "prompt": "We moved the lamps."}
    proposed = proposer.post("/communities/new", others=other, **words, **first, **asked)
    assert proposed.status_code == 303
    return proposed.headers["Location"]


def open_a_set(site: Site, helper: Helper, *, set_id: int) -> None:
    """Eli asks, a second administrator agrees, and Eli reads all there is; what the second asks still waits for Eli."""
    _add_administrator(site)
    eli, nia = helper("Eli"), helper("Nia")
    opened = _ask_to_open(eli, set_id)
    assert nia.post(f"{opened}/agreements").status_code == 303
    for kind in KINDS:
        assert eli.post(f"{opened}/readings", kind=kind).status_code == 303
    _ask_to_open(nia, set_id)


def _ask_to_open(administrator: Visitor, set_id: int) -> str:
    asked = administrator.post("/sets/opened", number=set_id, reason="Somebody in this set may be in danger.")
    assert asked.status_code == 303
    return asked.headers["Location"]


def _add_administrator(site: Site) -> None:
    """The demo has only one."""
    with create_app(Settings(data_dir=site.data)).app_context():
        add_person(email="nia@demo.example.org", name="Nia Okafor", is_admin=True, is_demo=True, now=system_clock())
        db.session.remove()
        db.engine.dispose()


def _tokens(site: Site) -> list[str]:
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (site.data / "mail").glob("*")]
    return [found[1] for letter in letters if (found := TOKEN.search(letter.get_content()))]
