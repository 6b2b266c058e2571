"""Writing canaries through the ordinary forms, as people who may: communities, conversations, stories and rounds.

What everybody may read of it stands here in sets of names, by hand. Places are made once and found again by their
names, so that a second run writes into the rooms of the first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from cop.doctor.browser import REDIRECTS, Answer, Browser
from cop.doctor.canaries import Canaries, said

EVERYBODY = (
    "Ada", "Bo", "Mina", "Jo", "Sam", "Ife", "Ben", "Cy", "Dee", "Eli", "Fay", "Gil", "Hana", "nobody",
)  # fmt: skip
INSIDERS = ("Hana", "Bo", "Mina")
"""Hana coordinates every room of the doctor's, Bo and Mina are members, and Dee was let in and taken out again."""
PRESETS = ("open", "restricted", "private", "confidential")
READ_SPACE = {"open": EVERYBODY, "restricted": INSIDERS, "private": ("Hana", "Mina"), "confidential": ("Hana", "Mina")}
"""Of a space in an open community: Hana opened it and Mina alone is named in it."""
KNOW_COMMUNITY = {"open": EVERYBODY, "restricted": EVERYBODY, "private": EVERYBODY[:-1], "confidential": INSIDERS}
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


def plant_rooms(site: Site) -> None:
    """A community of each kind, a space of each kind in it, and words in all of them."""
    for preset in PRESETS:
        community = _community(site, preset)
        if not community:
            continue
        _let_in_and_out(site, community)
        anybody = EVERYBODY if preset == "open" else INSIDERS
        common = link_named(site.hana().get(community).text, "Common room")
        _talk(site, common, by="Bo", label=f"the common room of a {preset} community", readers=anybody)
        for inner in PRESETS[PRESETS.index(preset) :]:
            space = _space(site, community, inner)
            readers = set(READ_SPACE[inner]) & set(anybody)
            _talk(site, space, by="Mina", label=f"a {inner} space of a {preset} community", readers=readers)
            if inner == "private":
                _gather(site, space)
        _stories(site, community, space=common, preset=preset)


def link_named(page: str, name: str) -> str:
    """Where the link with these words leads; empty where there is none."""
    found = ((href, " ".join(re.sub(r"<[^>]+>", " ", words).split())) for href, words in LINK.findall(page))
    return next((unescape(href) for href, words in found if unescape(words) == name), "")


def led_to(answer: Answer) -> str:
    """Where a form that was carried out led, without its query and fragment; empty for one that was not."""
    return re.split(r"[?#]", answer.location)[0] if answer.status in REDIRECTS else ""


def _community(site: Site, preset: str) -> str:
    name = f"The doctor’s {preset} rooms"
    known = link_named(site.hana().get("/communities").text, name)
    if known:
        return known
    purpose = site.canaries.word_for(f"the purpose of a {preset} community", KNOW_COMMUNITY[preset])
    made = site.hana().send("/communities/new", "/communities/new", name=name, purpose=said(purpose), preset=preset)
    site.canaries.settled(purpose, address=led_to(made))
    return led_to(made)


def _let_in_and_out(site: Site, community: str) -> None:
    members = f"{community}/members"
    for who in ("Bo", "Mina", "Dee"):
        site.hana().send(members, members, email=f"{who.lower()}@demo.example.org")
    site.hana().send(members, f"{community}/removals", person_id=str(site.numbers["Dee"]))


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
    title, body = (site.canaries.word_for(f"{what} in {label}", readers) for what in ("a title", "a post"))
    new = f"{space}/threads/new"
    made = site.browsers[by].send(new, new, title=said(title), body=said(body))
    site.canaries.settled(title, body, address=led_to(made))


def _stories(site: Site, community: str, *, space: str, preset: str) -> None:
    community_id, space_id = community.rpartition("/")[2], space.rpartition("/")[2]
    inside = EVERYBODY if preset == "open" else INSIDERS
    reached = {"me": ("Bo",), f"community:{community_id}": INSIDERS, f"space:{space_id}": INSIDERS}
    if preset == "open":
        reached[f"public:{community_id}"] = inside
    for reach, readers in reached.items():
        label = f"a story of a {preset} community for {reach.partition(':')[0]}"
        _tell(site, community_id if reach == "me" else "", reach=reach, label=label, readers=readers)
    gone = _tell(site, "", reach=f"community:{community_id}", label=f"a story taken back in {preset}", readers=("Bo",))
    site.browsers["Bo"].send(gone or "/", f"{gone}/withdrawals")


def _tell(site: Site, place: str, *, reach: str, label: str, readers: Iterable[str]) -> str:
    title, body = (site.canaries.word_for(f"{what} of {label}", readers) for what in ("the title", "the text"))
    page = f"/stories/new/{f'community:{place}' if place else reach}"
    made = site.browsers["Bo"].send(page, page, title=said(title), body=said(body), reach=reach, named="full")
    site.canaries.settled(title, body, address=led_to(made))
    return led_to(made)


def _gather(site: Site, space: str) -> None:
    """A round has no words; it is there so that its addresses are tried, and is over at once."""
    made = led_to(site.browsers["Mina"].send(space, f"{space}/rounds", kind="check_in"))
    site.browsers["Mina"].send(made or "/", f"{made}/finishes", seen="0")
