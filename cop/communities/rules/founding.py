"""When a community stands: two people who say yes, of two organisations."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from cop.communities.rules.places import check_words
from cop.communities.rules.presets import check_preset
from cop.core.errors import RuleBroken

LONGEST_LINE: Final = 160
LONGEST_PROMPT: Final = 5_000
MOST_ASKED: Final = 8
FURTHEST: Final = timedelta(days=730)

Missing = Literal["person", "organisation", "second_organisation", "day"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A community as it is proposed: what it is called, its first gathering, and the first words in its space."""

    name: str
    purpose: str
    preset: str
    prompt_title: str
    prompt: str
    gathering: str
    gathering_at: datetime
    place: str


def check_draft(draft: Draft, *, now: datetime) -> Draft:
    """The draft without stray blanks. Raises RuleBroken for the first thing that cannot stand."""
    name, purpose = check_words(draft.name, draft.purpose)
    check_preset(draft.preset)
    check_day(draft.gathering_at, now=now)
    prompt = draft.prompt.strip()
    if not prompt or len(prompt) > LONGEST_PROMPT:
        raise RuleBroken("Begin the conversation, in at most %(most)s characters.", most=LONGEST_PROMPT)
    lines = (check_line(each) for each in (draft.prompt_title, draft.gathering, draft.place))
    title, gathering, place = lines
    return Draft(name, purpose, draft.preset, title, prompt, gathering, draft.gathering_at, place)


def check_line(line: str) -> str:
    """One line without stray blanks. Raises RuleBroken when it is empty or too long."""
    line = " ".join(line.split())
    if not line or len(line) > LONGEST_LINE:
        raise RuleBroken("Write one line there, of at most %(most)s characters.", most=LONGEST_LINE)
    return line


def check_day(at: datetime, *, now: datetime) -> None:
    """Raises RuleBroken for a gathering that nobody can come to any more, and for one too far away to plan."""
    if at <= now:
        raise RuleBroken("Choose a day and a time that are still to come.")
    if at > now + FURTHEST:
        raise RuleBroken("Choose a day within the next two years.")


def asked(addresses: Iterable[str], *, by: str, already: Collection[str] = ()) -> list[str]:
    """The addresses of those who are newly asked, each once. Raises RuleBroken for none, and for too many."""
    wanted = (each.strip().lower() for each in addresses)
    found = [each for each in dict.fromkeys(wanted) if each and each != by and each not in already]
    for each in found:
        if "@" not in each[1:-1]:
            raise RuleBroken("“%(words)s” is no email address. Write one to a line.", words=each[:80])
    if not found and not already:
        raise RuleBroken("Name at least one other person, from another organisation.")
    if len(found) + len(already) > MOST_ASKED:
        raise RuleBroken("Ask at most %(most)s people to found it with you. Others can join later.", most=MOST_ASKED)
    return found


def missing(belonging: Iterable[Collection[int]], *, gathering_at: datetime, now: datetime) -> Missing | None:
    """What it still lacks; `belonging` are the organisations of each person who has said yes."""
    everybody = [frozenset(each) for each in belonging]
    placed = [each for each in everybody if each]
    if len(everybody) < 2:  # noqa: PLR2004  two people
        return "person"
    if len(placed) < 2:  # noqa: PLR2004  of whom it is known where they belong
        return "organisation"
    if len(frozenset().union(*placed)) < 2:  # noqa: PLR2004  two organisations
        return "second_organisation"
    return "day" if gathering_at <= now else None
