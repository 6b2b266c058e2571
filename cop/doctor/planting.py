"""Writing canaries through the ordinary forms, as people who may: communities, conversations, stories and rounds.

What everybody may read of it stands here in sets of names, by hand. Places are made once and found again by their
names, so that a second run writes into the rooms of the first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape

from cop.doctor.browser import REDIRECTS, Answer, Browser
from cop.doctor.canaries import Canaries, Canary, said

EVERYBODY = (
    "Ada", "Bo", "Mina", "Jo", "Sam", "Ife", "Ben", "Cy", "Dee", "Eli", "Fay", "Gil", "Hana", "nobody",
)  # fmt: skip
INSIDERS = ("Hana", "Bo", "Mina")
"""Hana coordinates every room of the doctor's, Bo and Mina are members, and Dee was let in and taken out again."""
PRESETS = ("open", "restricted", "private", "confidential")
READ_SPACE = {"open": EVERYBODY, "restricted": INSIDERS, "private": ("Hana", "Mina"), "confidential": ("Hana", "Mina")}
"""Of a space in an open community: Hana opened it and Mina alone is named in it."""
KNOW_COMMUNITY = {"open": EVERYBODY, "restricted": EVERYBODY, "private": EVERYBODY[:-1], "confidential": INSIDERS}
AT_HOME = ("Ada", "Bo", "Mina", "Jo", "Sam", "Ife", "Ben", "Hana")
"""Who belongs to the community of the demo, which uses everything that there is."""
HOME, NAMED_SPACE = "Memory at home", "Nights"
FIRST = {
    "gathering": "Who are we?", "at": "10:00", "place": "Online",
    "prompt_title": "What shall we look at?", "prompt": "Say what you see.",
}  # fmt: skip
INVITED = re.compile(r"/invited/[\w-]+")
SEEN = re.compile(r'name="seen"[^>]* value="([^"]+)"')
LINK = re.compile(r'<a[^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Site:
    """Everybody's browser, their numbers, and what has been planted."""

    browsers: dict[str, Browser]
    numbers: dict[str, int]
    canaries: Canaries

    def hana(self) -> Browser:
        """Who opens rooms."""
        return self.browsers["Hana"]


def plant_rooms(site: Site, *, now: datetime) -> None:
    """A community of each kind, a space of each kind in it, and words in all of them."""
    day = (now + timedelta(days=7)).date().isoformat()
    for preset in PRESETS:
        community = _community(site, preset, day=day)
        if not community:
            continue
        anybody = EVERYBODY if preset == "open" else INSIDERS
        common = link_named(site.hana().get(community).text, "Common room")
        _talk(site, common, by="Bo", label=f"the common room of a {preset} community", readers=anybody)
        _come_together(site, common, day=day, label=f"the common room of a {preset} community", readers=anybody)
        for inner in PRESETS[PRESETS.index(preset) :]:
            space, label = _space(site, community, inner), f"a {inner} space of a {preset} community"
            readers = set(READ_SPACE[inner]) & set(anybody)
            _talk(site, space, by="Mina", label=label, readers=readers)
            _come_together(site, space, day=day, label=label, readers=readers)
    _plant_at_home(site)


def _plant_at_home(site: Site) -> None:
    """What a new community does not use until its members have voted is told in the one that the demo has."""
    home = link_named(site.hana().get("/communities").text, HOME)
    page = site.hana().get(home or "/").text
    _stories(site, home, space=link_named(page, "Common room"))
    _gather(site, link_named(site.browsers["Mina"].get(home or "/").text, NAMED_SPACE))


def link_named(page: str, name: str) -> str:
    """Where the link with these words leads; empty where there is none."""
    found = ((href, " ".join(re.sub(r"<[^>]+>", " ", words).split())) for href, words in LINK.findall(page))
    return next((unescape(href) for href, words in found if unescape(words) == name), "")


def led_to(answer: Answer) -> str:
    """Where a form that was carried out led, without its query and fragment; empty for one that was not."""
    return re.split(r"[?#]", answer.location)[0] if answer.status in REDIRECTS else ""


def _community(site: Site, preset: str, *, day: str) -> str:
    """Hana proposes it and Mina, who belongs elsewhere, says yes. Into a confidential one people come by letters alone,
    which go out a day later: it is founded more open, and tightened once everybody is in."""
    name, hana = f"The doctor’s {preset} rooms", site.hana()
    known = link_named(hana.get("/communities").text, name)
    if known:
        return known
    purpose = site.canaries.word_for(f"the purpose of a {preset} community", KNOW_COMMUNITY[preset])
    first = "private" if preset == "confidential" else preset
    told = {"name": name, "purpose": said(purpose), "preset": first, "others": "mina@demo.example.org", "day": day}
    proposed = led_to(hana.send("/communities/new", "/communities/new", **told, **FIRST))
    made = led_to(site.browsers["Mina"].send(proposed or "/", f"{proposed}/yes"))
    site.canaries.settled(purpose, address=made)
    if made:
        _let_in_and_out(site, made)
    if made and first != preset:
        seen = SEEN.search(hana.get(f"{made}/openness").text)
        hana.send(f"{made}/openness", f"{made}/openness", preset=preset, seen=seen[1] if seen else "")
    return made


def _let_in_and_out(site: Site, community: str) -> None:
    """Bo and Dee come by a link, Dee goes again, and Mina, who founded it too, is a member like Bo from now on."""
    hana, page = site.hana(), f"{community}/invitations"
    hana.send(page, f"{page}/links", role="member", most="2", domains="demo.example.org")
    for link in INVITED.findall(hana.get(page).text)[:1]:
        for who in ("Bo", "Dee"):
            site.browsers[who].send(link, f"{link}/acceptances")
    hana.send(f"{community}/members", f"{community}/removals", person_id=str(site.numbers["Dee"]))
    hana.send(f"{community}/members", f"{community}/roles", person_id=str(site.numbers["Mina"]), role="member")


def _come_together(site: Site, space: str, *, day: str, label: str, readers: Iterable[str]) -> None:
    title, new = site.canaries.word_for(f"a gathering in {label}", readers), f"{space}/gatherings/new"
    made = site.hana().send(new, new, title=said(title), day=day, at="10:00", place="Online")
    site.canaries.settled(title, address=led_to(made))


def _space(site: Site, community: str, preset: str) -> str:
    name = f"The doctor’s {preset} space"
    space = link_named(site.hana().get(community).text, name)
    if not space:
        new = f"{community}/spaces/new"
        space = led_to(site.hana().send(new, new, name=name, purpose="To be looked at.", preset=preset))
    if preset in {"private", "confidential"}:
        site.hana().send(f"{space}/members", f"{space}/members", person_id=str(site.numbers["Mina"]))
    return space


def _talk(site: Site, space: str, *, by: str, label: str, readers: Iterable[str]) -> None:
    words = [site.canaries.word_for(f"{what} in {label}", readers) for what in ("a title", "a post", "a claim")]
    title, body, claim = (said(each) for each in words)
    new = f"{space}/threads/new"
    made = led_to(site.browsers[by].send(new, new, title=title, body=body, evidence="practice", known=claim))
    site.canaries.settled(*words, address=made)


def _stories(site: Site, community: str, *, space: str) -> None:
    community_id, space_id = community.rpartition("/")[2], space.rpartition("/")[2]
    reached = {"me": ("Bo",), f"community:{community_id}": AT_HOME, f"space:{space_id}": AT_HOME}
    for reach, readers in reached.items():
        label = f"a story for {reach.partition(':')[0]}"
        tell(site, community_id if reach == "me" else "", reach=reach, label=label, readers=readers)
    opening = tell(site, "", by="Ada", reach=f"community:{community_id}", label="a story that opens", readers=AT_HOME)
    asked = f"{opening}/openings?reach=public:{community_id}"
    site.browsers["Ada"].send(asked, asked, reach=f"public:{community_id}", named="full", months="12")
    _begin(site, f"community:{community_id}", by="Bo", label="a story not told yet", readers=("Bo",))
    gone = tell(site, "", reach=f"community:{community_id}", label="a story taken back", readers=())
    site.browsers["Bo"].send(gone or "/", f"{gone}/withdrawals")


def tell(site: Site, place: str, *, reach: str, label: str, readers: Iterable[str], by: str = "Bo") -> str:
    """Page after page, as a teller does: the last one leads to the story."""
    draft, canaries = _begin(site, f"community:{place}" if place else reach, by=by, label=label, readers=readers)
    teller = site.browsers[by]
    teller.send(f"{draft}/people", f"{draft}/people/all")
    seen = SEEN.search(teller.get(f"{draft}/reading").text)
    teller.send(f"{draft}/reading", f"{draft}/approvals", seen=seen[1] if seen else "")
    made = teller.send(f"{draft}/consent", f"{draft}/consent", reach=reach, named="full", months="12")
    site.canaries.settled(*canaries, address=led_to(made))
    return led_to(made)


def _begin(site: Site, reach: str, *, by: str, label: str, readers: Iterable[str]) -> tuple[str, tuple[Canary, Canary]]:
    """A draft with a title and a text, which nobody but its teller reads."""
    title, body = (site.canaries.word_for(f"{what} of {label}", readers) for what in ("the title", "the text"))
    teller, page = site.browsers[by], f"/stories/new/{reach}"
    draft = led_to(teller.send(page, page, template="free")).removesuffix("/pages/1")
    teller.send(f"{draft}/pages/1", f"{draft}/pages/1", answer=said(body), go="on")
    made = teller.send(f"{draft}/title", f"{draft}/title", title=said(title), note="", go="on")
    site.canaries.settled(title, body, address=f"{draft}/reading" if led_to(made) else "")
    return draft, (title, body)


def _gather(site: Site, space: str) -> None:
    """A round has no words; it is there so that its addresses are tried, and is over at once."""
    made = led_to(site.browsers["Mina"].send(space, f"{space}/rounds", kind="check_in"))
    site.browsers["Mina"].send(made or "/", f"{made}/finishes", seen="0")
