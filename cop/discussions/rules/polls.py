"""A poll in a conversation: what it asks, when it is over, and who sees how it stands."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from cop.core.errors import RuleBroken

LONGEST_QUESTION: Final = 160
LONGEST_OPTION: Final = 100
LONGEST_OUTCOME: Final = 500
FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 8
LONGEST_OPEN: Final = timedelta(days=60)
FEWEST_VOTERS: Final = 3
"""With fewer, a count in a poll without names would say who chose what."""


class Asked(NamedTuple):
    """What a poll asks: its options are lines; whether somebody chooses several; and whether votes have names."""

    question: str
    options: str
    many: bool = False
    named: bool = False


class Option(NamedTuple):
    """One option, how many chose it, and who where votes have names."""

    number: int
    words: str
    votes: int
    names: Sequence[str]


def asked(question: str, options: str, *, many: bool, named: bool) -> Asked:
    """What is asked, without stray blanks. Raises RuleBroken for what cannot be asked."""
    question = " ".join(question.split())
    lines = [" ".join(line.split()) for line in options.splitlines() if line.strip()]
    if not question or len(question) > LONGEST_QUESTION:
        raise RuleBroken("Ask a question of at most %(most)s characters.", most=LONGEST_QUESTION)
    if not FEWEST_OPTIONS <= len(lines) <= MOST_OPTIONS:
        raise RuleBroken("Give between %(least)s and %(most)s options.", least=FEWEST_OPTIONS, most=MOST_OPTIONS)
    if any(len(line) > LONGEST_OPTION for line in lines):
        raise RuleBroken("An option has at most %(most)s characters.", most=LONGEST_OPTION)
    if len({line.casefold() for line in lines}) < len(lines):
        raise RuleBroken("Two of the options are the same.")
    return Asked(question, "\n".join(lines), many, named)


def check_end(closes_at: datetime | None, *, now: datetime) -> None:
    """Raises RuleBroken for a day on which a poll cannot close."""
    if closes_at is not None and not now < closes_at <= now + LONGEST_OPEN + timedelta(days=1):
        raise RuleBroken("A poll closes today at the earliest, and in %(most)s days at the latest.", most=60)


def is_over(closed_at: datetime | None, closes_at: datetime | None, *, now: datetime) -> bool:
    """Whether it is closed: by hand, or because its day has passed."""
    return closed_at is not None or (closes_at is not None and closes_at < now)


def check_open(*, is_over: bool) -> None:
    """Raises RuleBroken where nobody votes any more."""
    if is_over:
        raise RuleBroken("This poll is closed.")


def check_closed(*, is_over: bool) -> None:
    """Raises RuleBroken where an outcome would come before the end."""
    if not is_over:
        raise RuleBroken("Close the poll before you write down its outcome.")


def options_in(options: str) -> Sequence[str]:
    """The options, one by one."""
    return options.splitlines()


def chosen(numbers: Collection[int], *, options: str, many: bool) -> str:
    """One vote, as it is kept. Raises RuleBroken for what is none."""
    found = sorted(set(numbers))
    if not found or not set(found) <= set(range(len(options_in(options)))):
        raise RuleBroken("Choose among the options of this poll.")
    if len(found) > 1 and not many:
        raise RuleBroken("Choose one option.")
    return " ".join(map(str, found))


def numbers_in(choices: str | None) -> Sequence[int]:
    """Which options a vote chose, counted from nought."""
    return [int(each) for each in (choices or "").split() if each.isdecimal()]


def shows_counts(voters: int, *, named: bool, has_voted: bool, is_over: bool) -> bool:
    """Whether a reader sees how it stands: after their own vote or at the end; without names, never among too few."""
    return (has_voted or is_over) and (named or voters >= FEWEST_VOTERS)


def tally(options: str, votes: Iterable[tuple[str, str]], *, named: bool) -> Sequence[Option]:
    """Each option with its votes, given as a name and choices, in the order in which they are given."""
    told = [(name, set(numbers_in(choices))) for name, choices in votes]
    lines = enumerate(options_in(options))
    chose = [(number, words, [name for name, numbers in told if number in numbers]) for number, words in lines]
    return [Option(number, words, len(names), names if named else []) for number, words, names in chose]


def outcome_of(words: str) -> str:
    """The outcome on one line. Raises RuleBroken when it is missing or too long."""
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_OUTCOME:
        raise RuleBroken("Say what came of it, in at most %(most)s characters.", most=LONGEST_OUTCOME)
    return words
