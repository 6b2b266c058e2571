"""An issue: stories of a community gathered under an editor's note, each only where its teller agreed to that."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from cop.core.errors import N_, RuleBroken
from cop.stories.rules.telling import AUDIENCES, is_wider

LONGEST_ISSUE: Final = 120
LONGEST_EDITORIAL: Final = 8_000
LONGEST_SUBJECT: Final = 60
LONGEST_SUBJECTS: Final = 300
MOST_SUBJECTS: Final = 6
MOST_GATHERED: Final = 40
OF_ISSUES: Final = ("community", "public")
YES: Final = "yes"
NO: Final = "no"
UNSAID: Final = ""
NOT_OPEN: Final = N_("It is not open to you now.")
TOO_FEW: Final = N_("Its teller lets fewer people read it than would read this issue.")
SAID_NO: Final = N_("Its teller would rather not have it in an issue.")
NOT_SAID: Final = N_("Its teller has not said yes yet.")
OTHER_WORDS: Final = N_("Its teller has changed it since they said yes.")

Key = TypeVar("Key")
_ILLEGIBLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check_issue(title: str, note: str, *, audience: str) -> tuple[str, str]:
    """Title and note without stray blanks. Raises RuleBroken for what an issue cannot be called, say or be for."""
    title, note = " ".join(title.split()), note.strip()
    if not title or len(title) > LONGEST_ISSUE:
        raise RuleBroken("Give the issue a title of at most %(most)s characters.", most=LONGEST_ISSUE)
    if len(note) > LONGEST_EDITORIAL:
        raise RuleBroken("The note at the front has at most %(most)s characters.", most=LONGEST_EDITORIAL)
    if audience not in OF_ISSUES:
        raise RuleBroken("Choose who may read this issue.")
    return title, note


def check_subjects(text: str) -> list[str]:
    """What somebody typed between commas, each once. Raises RuleBroken for too many or too long ones."""
    found: dict[str, str] = {}
    for each in text.split(","):
        if subject := " ".join(each.split()):
            found.setdefault(subject.casefold(), subject)
    if len(found) > MOST_SUBJECTS or any(len(each) > LONGEST_SUBJECT for each in found.values()):
        raise RuleBroken(
            "Name at most %(most)s subjects, each of at most %(long)s characters.",
            most=MOST_SUBJECTS,
            long=LONGEST_SUBJECT,
        )
    return list(found.values())


def covers(audience: str, issue: str) -> bool:
    """Whether whoever reads an issue for these people is among those whom a teller agreed to."""
    return audience in AUDIENCES and not is_wider(issue, than=audience)


def lacking(*, audience: str, issue: str, answer: str, is_same_text: bool) -> str:
    """Why a story does not stand in an issue; empty where nothing is missing."""
    if not covers(audience, issue):
        return TOO_FEW
    if answer == YES:
        return "" if is_same_text else OTHER_WORDS
    return SAID_NO if answer == NO else NOT_SAID


def around(numbers: Iterable[int], number: int) -> tuple[int | None, int | None]:
    """The number before this one, and the one after it."""
    known = sorted(numbers)
    before, after = [each for each in known if each < number], [each for each in known if each > number]
    return (before[-1] if before else None, after[0] if after else None)


def by_subject(told: Iterable[tuple[str, Key]]) -> list[tuple[str, list[Key]]]:
    """What belongs to each subject, by the alphabet; a subject is the same however its letters are written."""
    names: dict[str, str] = {}
    found: dict[str, list[Key]] = {}
    for subject, key in told:
        names.setdefault(subject.casefold(), subject)
        found.setdefault(subject.casefold(), []).append(key)
    return [(names[each], found[each]) for each in sorted(found)]


def moved(order: Sequence[Key], key: Key, *, to: int) -> list[Key]:
    """The same with one of them at another place, counted from one; beyond the end is the end."""
    rest = [each for each in order if each != key]
    rest.insert(max(0, to - 1), key)
    return rest


def legible(text: str) -> str:
    """The text without signs that no XML may hold, which somebody may have pasted."""
    return _ILLEGIBLE.sub("", text)
