"""What a gathering holds, and until when it can be answered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from cop.communities import rules as places
from cop.core.errors import RuleBroken

LONGEST_LINE: Final = 160
LONGEST_LINK: Final = 500
SHOWN_FOR: Final = timedelta(hours=3)
"""A gathering is listed with what is to come until it is probably over: nobody says how long it lasts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What people are asked to come to."""

    title: str
    starts_at: datetime
    place: str
    link: str = ""


class Answer(NamedTuple):
    """What somebody said, and when."""

    going: bool
    said_at: datetime


def check_plan(plan: Plan, *, now: datetime) -> Plan:
    """The plan without stray blanks. Raises RuleBroken for the first thing that cannot stand."""
    title, place, link = (" ".join(each.split()) for each in (plan.title, plan.place, plan.link))
    if not title or len(title) > LONGEST_LINE:
        raise RuleBroken("Give the gathering a title of at most %(most)s characters.", most=LONGEST_LINE)
    if not place or len(place) > LONGEST_LINE:
        raise RuleBroken("Say where, in at most %(most)s characters, if only “online”.", most=LONGEST_LINE)
    places.check_day(plan.starts_at, now=now)
    return replace(plan, title=title, place=place, link=check_link(link))


def check_link(link: str) -> str:
    """An address that a browser can go to, or nothing. Raises RuleBroken for any other, a script above all."""
    if not link:
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or len(link) > LONGEST_LINK:
        raise RuleBroken("A link begins with https:// and has at most %(most)s characters.", most=LONGEST_LINK)
    return link


def check_answering(*, starts_at: datetime, called_off: bool, now: datetime) -> None:
    """Raises RuleBroken when there is nothing to come to any more."""
    if called_off:
        raise RuleBroken("This gathering has been called off.")
    if now >= starts_at:
        raise RuleBroken("This gathering has begun. Whoever would like to come still can; there is nothing to answer.")


def is_asked(answer: Answer | None, *, moved_at: datetime | None) -> bool:
    """Whether somebody has to say it still: they have said nothing, or it was moved since."""
    return answer is None or (moved_at is not None and answer.said_at < moved_at)


def sees_link(answer: Answer | None) -> bool:
    """The way in is for those who come."""
    return answer is not None and answer.going
