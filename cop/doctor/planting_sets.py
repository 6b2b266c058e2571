"""Writing canaries in a learning set: what everybody in it reads, what two of them read, and what one keeps."""

import re
from datetime import datetime, timedelta

from cop.doctor.browser import Browser
from cop.doctor.canaries import said
from cop.doctor.planting import Site, led_to, link_named

NAME = "The doctor’s set"
SEATED = ("Ada", "Bo", "Mina")
DEMO_SET = "The Harbour set"
HARBOUR = ("Ada", "Bo", "Mina", "Jo", "Sam", "Ife", "Ben")
MEETING = re.compile(r'href="/meetings/(\d+)"')
SEEN = re.compile(r'name="seen"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="seen"')
DATES = 4


def plant_set(site: Site, *, now: datetime) -> None:
    """The doctor's own set, formed once: an agreement, challenges, a tray and a line between two."""
    ada = site.browsers["Ada"]
    address = link_named(ada.get("/sets").text, NAME) or _formed(site, now=now)
    if not address:
        site.canaries.refused.append("a learning set")
        return
    _agreement(site, address)
    meeting = _meeting_of(ada, address)
    _challenges(site, address, meeting=meeting)
    _tray(site, f"/meetings/{meeting}")
    _sheet(site)


def _formed(site: Site, *, now: datetime) -> str:
    purpose = site.canaries.word_for("the purpose of a set", SEATED)
    days = {f"day_{number}": str((now + timedelta(weeks=5 * number)).date()) for number in range(1, DATES + 1)}
    times = {f"time_{number}": "10:00" for number in range(1, DATES + 1)}
    shape = {
        "name": NAME, "purpose": said(purpose), "community": "", "members": "6", "minutes": "180", "slot": "45",
        "running_order": "als_standard", "facilitator": "me",
    }  # fmt: skip
    people = led_to(site.browsers["Ada"].send("/sets/new", "/sets", **shape, **days, **times))
    address = people.removesuffix("/people")
    for who in ("Bo", "Mina") if address else ():
        site.browsers["Ada"].send(people, f"{address}/seats", email=f"{who.lower()}@demo.example.org")
        site.browsers[who].send(f"{address}/invitation", f"{address}/acceptances")
    site.canaries.settled(purpose, address=address)
    return address


def _agreement(site: Site, address: str) -> None:
    ada, rules = site.browsers["Ada"], site.canaries.word_for("the ground rules of a set", SEATED)
    page = f"{address}/agreements/new"
    seen = SEEN.search(ada.get(page).text)
    said_before = next((each for each in seen.groups() if each), "0") if seen else "0"
    terms = {"confidentiality": "closed", "sharing": "bid", "advice": "none", "ground_rules": said(rules)}
    made = ada.send(page, f"{address}/agreements", seen=said_before, **terms)
    site.canaries.settled(rules, address=f"{address}/agreement" if led_to(made) else "")


def _challenges(site: Site, address: str, *, meeting: str) -> None:
    """One that stays with Bo, and one whose sentence the set sees because it is brought to a meeting."""
    bo, canaries = site.browsers["Bo"], site.canaries
    for is_brought in (False, True):
        sees = SEATED if is_brought else ("Bo",)
        sentence = canaries.word_for(f"a challenge {'brought to a set' if is_brought else 'kept by Bo'}", sees)
        why = canaries.word_for("why a challenge matters to Bo", ("Bo",))
        typed = {"sentence": said(sentence), "why": said(why), "level": "usual"}
        made = led_to(bo.send(f"{address}/challenges/new", f"{address}/challenges", **typed))
        canaries.settled(sentence, why, address=made)
        if made and is_brought:
            bo.send(made, f"{made}/turns", meeting=meeting)


def _tray(site: Site, meeting: str) -> None:
    mina, canaries = site.browsers["Mina"], site.canaries
    question = canaries.word_for("a question in Mina’s tray", ("Mina",))
    made = mina.send(f"{meeting}/tray", f"{meeting}/questions", text=f"{said(question)}?")
    canaries.settled(question, address=led_to(made))
    line = canaries.word_for("a line from Mina to Ada alone", ("Mina", "Ada"))
    made = mina.send(f"{meeting}/line", f"{meeting}/line", text=said(line))
    canaries.settled(line, address=f"{meeting}/line" if led_to(made) else "")


def _sheet(site: Site) -> None:
    """Mina looks back on a meeting of the demo's own set that was held: one line she keeps."""
    mina = site.browsers["Mina"]
    harbour = link_named(mina.get("/sets").text, DEMO_SET)
    myself = site.canaries.word_for("a line of Mina’s own sheet", ("Mina",))
    page = f"/sets/reviews/{_meeting_of(mina, harbour)}" if harbour else "/"
    made = mina.send(page, page, myself=said(myself))
    site.canaries.settled(myself, address=page if led_to(made) else "")


def _meeting_of(browser: Browser, address: str) -> str:
    found = MEETING.findall(browser.get(address).text)
    return min(found, key=int) if found else "0"
