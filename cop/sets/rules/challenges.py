"""What a presenter prepares and what they look back on. The prompts and lengths are our defaults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Literal, TypeVar, get_args

from cop.core.errors import RuleBroken

Asked = TypeVar("Asked", bound=str)
Level = Literal["gentle", "usual", "stretch"]
Prompt = Literal["learnt_1", "learnt_2", "learnt_3", "actions", "another", "working", "myself"]
LEVELS: Final = get_args(Level)
PROMPTS: Final[tuple[Prompt, ...]] = get_args(Prompt)
LONGEST_SENTENCE: Final = 280
LONGEST_WORDS: Final = 2_000
LONGEST_QUESTION: Final = 500
MOST_QUESTIONS: Final = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """A challenge as its presenter prepares it: everything but the sentence may stay empty."""

    sentence: str
    wants: str = ""
    level: Level = "usual"
    why: str = ""
    better: str = ""
    who_else: str = ""
    helps: str = ""
    success: str = ""


def prepared(sheet: Sheet) -> Sheet:
    """The sheet without what is around its words; refused without a sentence, and where a text is too long."""
    check_level(sheet.level)
    trimmed = replace(sheet, **{each.name: getattr(sheet, each.name).strip() for each in fields(sheet)})
    if not trimmed.sentence:
        raise RuleBroken("Say in one sentence what it is about.")
    check_length(trimmed.sentence, longest=LONGEST_SENTENCE)
    for each in fields(trimmed):
        check_length(getattr(trimmed, each.name))
    return trimmed


def kept_question(text: str, *, kept: int) -> str:
    """The question without what is around it; `kept` is how many this turn has already."""
    if not text.strip():
        raise RuleBroken("Write the question first.")
    check_length(text.strip(), longest=LONGEST_QUESTION)
    if kept >= MOST_QUESTIONS:
        raise RuleBroken("You have kept %(most)s questions of this meeting. Let one go first.", most=MOST_QUESTIONS)
    return text.strip()


def reviewed(lines: Mapping[str, str]) -> dict[Prompt, str]:
    """The lines that hold something, by their prompts; what nobody asked is left out."""
    return filled(lines, PROMPTS)


def filled(lines: Mapping[str, str], prompts: Iterable[Asked]) -> dict[Asked, str]:
    """The lines for these prompts that hold something; refused where one is too long."""
    found = {each: lines.get(each, "").strip() for each in prompts}
    for text in found.values():
        check_length(text)
    return {prompt: text for prompt, text in found.items() if text}


def check_level(level: str) -> None:
    if level not in LEVELS:
        raise RuleBroken("Choose how much you would like to be challenged.")


def check_length(text: str, *, longest: int = LONGEST_WORDS) -> None:
    if len(text) > longest:
        raise RuleBroken("That is longer than %(most)s characters. Please say it in fewer.", most=longest)
