"""Writing canaries into everything else that those who look after a community can hide, and hiding it: a story, a
gathering, a poll, an issue, and what was said to a teller. All of it in the community of the demo."""

import re
from datetime import datetime, timedelta

from cop.doctor.browser import Browser
from cop.doctor.canaries import said
from cop.doctor.planting import AT_HOME, HOME, SEEN, Site, led_to, link_named, tell

LOOK = ("Ada", "Hana")
"""Who looks after what is said there; whoever said it reads it as well."""
REPORTED = re.compile(r'href="/(polls|responses)/(\d+)/reports"')


def plant_hidden(site: Site, *, now: datetime) -> None:
    """Each of these once, where every member read it before."""
    home = link_named(site.hana().get("/communities").text, HOME) or "/"
    space = link_named(site.hana().get(home).text, "Common room") or "/"
    reach = f"community:{home.rpartition('/')[2]}"
    _hide_gathering(site, space, day=(now + timedelta(days=7)).date().isoformat())
    _hide_poll(site, space)
    told = tell(site, "", reach=reach, label="a story that is looked after", readers=AT_HOME)
    _hide_response(site, told or "/")
    _hide_issue(site, home, story=told or "/")
    hidden = tell(site, "", reach=reach, label="a hidden story", readers=("Bo", *LOOK))
    words = [each for each in site.canaries.planted.values() if each.address == hidden]
    site.canaries.settled(*words, address=_hide(site.hana(), hidden))


def _hide_gathering(site: Site, space: str, *, day: str) -> None:
    """Ada arranges it, Bo says that he comes, and Hana hides it."""
    ada, new = site.browsers["Ada"], f"{space}/gatherings/new"
    title, place, way = (
        site.canaries.word_for(f"the {what} of a hidden gathering", LOOK) for what in ("title", "place", "way in")
    )
    plan = {"title": said(title), "place": said(place), "link": f"https://example.org/{way.word}"}
    made = led_to(ada.send(new, new, **plan, day=day, at="10:00"))
    site.browsers["Bo"].send(made or "/", f"{made}/answers", going="yes")
    site.canaries.settled(title, place, way, address=_hide(site.hana(), made))


def _hide_poll(site: Site, space: str) -> None:
    """Bo begins it, and Hana hides it."""
    bo, begun = site.browsers["Bo"], f"{space}/threads/new"
    thread = led_to(bo.send(begun, begun, title="What do we look at?", body="To be looked at."))
    question, choice = (
        site.canaries.word_for(f"the {what} of a hidden poll", ("Bo", *LOOK)) for what in ("question", "choice")
    )
    new = f"{thread}/poll/new"
    made = led_to(bo.send(new, new, question=said(question), options=f"{said(choice)}\nNothing"))
    site.canaries.settled(question, choice, address=_hide(site.hana(), _reported_on(site.hana(), made)))


def _hide_response(site: Site, story: str) -> None:
    """Mina says it to Bo, he asks for a look at it, and Hana hides it, so that he reads it no more."""
    words, way = site.canaries.word_for("what was said to a teller and hidden", ("Mina", *LOOK)), f"{story}/responses"
    site.browsers["Mina"].send(way, way, kind="question", words=said(words))
    response = _reported_on(site.browsers["Bo"], story)
    site.browsers["Bo"].send(f"{response}/reports", f"{response}/reports", why="else", words="")
    site.canaries.settled(words, address=_hide(site.hana(), response))


def _hide_issue(site: Site, home: str, *, story: str) -> None:
    """Hana gathers it, Bo says yes for his story, and Ada hides it once it is out."""
    title, note = (site.canaries.word_for(f"the {what} of a hidden issue", LOOK) for what in ("title", "note"))
    hana, new, number = site.hana(), f"{home}/issues/new", story.rpartition("/")[2]
    made = led_to(hana.send(new, new, title=said(title), note=said(note), audience="community")) or "/"
    hana.send(made, f"{made}/stories", story_id=number)
    site.browsers["Bo"].send(story, f"{story}/issues", issue_id=made.rpartition("/")[2], answer="yes")
    seen = SEEN.search(hana.get(made).text)
    hana.send(made, f"{made}/publications", seen=seen[1] if seen else "")
    site.canaries.settled(title, note, address=_hide(site.browsers["Ada"], made))


def _reported_on(browser: Browser, page: str) -> str:
    """What this person could report on that page."""
    found = REPORTED.search(browser.get(page or "/").text)
    return f"/{found[1]}/{found[2]}" if found else "/"


def _hide(browser: Browser, thing: str) -> str:
    """Where those who decide read it from now on; empty where it was not hidden."""
    care = f"{thing}/care"
    decided = {"decision": "hidden", "reason": "To be looked at."}
    return care if led_to(browser.send(care, f"{care}/decisions", **decided)) else ""
