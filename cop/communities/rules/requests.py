"""Asking to come in: what is asked, who decides, and when they are reminded."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from cop.communities.rules.axes import Axes, Join
from cop.core.errors import RuleBroken

MOST_QUESTIONS: Final = 3
LONGEST_QUESTION: Final = 200
LONGEST_ANSWER: Final = 1_000
LONGEST_SENTENCE: Final = 500
REMINDERS: Final = (timedelta(hours=24), timedelta(hours=72))
ESCALATES: Final = timedelta(days=5)
"""From then on the core group is told too, and may decide as well."""


def may_ask(axes: Axes, *, signed_in: bool, role: str | None) -> bool:
    """Whether somebody may ask to come into such a community."""
    return signed_in and role is None and axes.join == Join.ASK


def may_decide(role: str | None, *, asked_at: datetime, now: datetime) -> bool:
    """Coordinators decide; the core group too, once a request has waited for five days."""
    return role == "coordinator" or (role == "core" and now >= asked_at + ESCALATES)


def told_of_letter(number: int) -> tuple[str, ...]:
    """Which roles get the letter of this number about a request: 0 at once, then two reminders, then the fourth."""
    return ("coordinator",) if number <= len(REMINDERS) else ("coordinator", "core")


def letter_at(asked_at: datetime, number: int) -> datetime | None:
    """When the letter of this number is due; None when there are no more."""
    due = (timedelta(), *REMINDERS, ESCALATES)
    return asked_at + due[number] if number < len(due) else None


def questions_in(texts: Sequence[str]) -> list[str]:
    """The questions without blank ones. Raises RuleBroken for too many or too long ones."""
    found = [" ".join(each.split()) for each in texts if each.strip()]
    if len(found) > MOST_QUESTIONS or any(len(each) > LONGEST_QUESTION for each in found):
        raise RuleBroken(
            "Ask %(most)s questions at most, of %(long)s characters each.", most=MOST_QUESTIONS, long=LONGEST_QUESTION
        )
    return found


def answers_to(questions: Sequence[str], answers: Sequence[str]) -> list[list[str]]:
    """Each question with its answer. Raises RuleBroken when one is missing or too long."""
    given = [each.strip() for each in answers][: len(questions)]
    if len(given) < len(questions) or not all(given):
        raise RuleBroken("Answer each question, in a few words.")
    if any(len(each) > LONGEST_ANSWER for each in given):
        raise RuleBroken("An answer has at most %(most)s characters.", most=LONGEST_ANSWER)
    return [[question, answer] for question, answer in zip(questions, given, strict=True)]


def check_decision(*, yes: bool, sentence: str) -> str:
    """The sentence that goes with a decision. Raises RuleBroken for a no without one."""
    sentence = sentence.strip()
    if not yes and not sentence:
        raise RuleBroken("Write a kind sentence: they read it, and nobody else does.")
    if len(sentence) > LONGEST_SENTENCE:
        raise RuleBroken("At most %(most)s characters, please.", most=LONGEST_SENTENCE)
    return sentence
