"""Ways to tell a story in a community's own words: a few questions like those of ours, each change another version."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from cop.core.errors import RuleBroken
from cop.stories.rules.templates import BEGUN_BY_HAND, FREE, TEMPLATES, Prompt, Template

MOST_WAYS: Final = 12
MOST_QUESTIONS: Final = 8
LONGEST_NAME: Final = 60
LONGEST_ABOUT: Final = 160
LONGEST_QUESTION: Final = 160
LONGEST_HINT: Final = 300
OWN: Final = "way:"


def check_way(told: Template) -> Template:
    """Without stray blanks and empty questions, each of which is known by its number within one version. Raises
    RuleBroken for what would not help anybody to begin."""
    name, about = _line(told.name), _line(told.about)
    prompts = [_checked(each) for each in told.prompts if _line(each.question)]
    if not 0 < len(name) <= LONGEST_NAME:
        raise RuleBroken("Give this way of telling a name of at most %(most)s characters.", most=LONGEST_NAME)
    if len(about) > LONGEST_ABOUT:
        raise RuleBroken("Say in at most %(most)s characters what it is for.", most=LONGEST_ABOUT)
    if not prompts:
        raise RuleBroken("Ask at least one question.")
    if len(prompts) > MOST_QUESTIONS:
        raise RuleBroken("Ask at most %(most)s questions: each is a page to write.", most=MOST_QUESTIONS)
    numbered = (replace(each, key=f"q{number}") for number, each in enumerate(prompts, start=1))
    return Template(told.key, told.version, name, about, tuple(numbered))


def check_instead_of(key: str) -> str:
    """One of ours, of which a community's own way takes the place there; or none."""
    if key and key not in {each.key for each in BEGUN_BY_HAND}:
        raise RuleBroken("That way of telling is not one of ours.")
    return key


def own_key(way_id: int) -> str:
    """What a draft and a story call a community's own way."""
    return f"{OWN}{way_id}"


def way_of(key: str) -> int | None:
    """The other way round; None for one of ours."""
    number = key.removeprefix(OWN)
    return int(number) if key.startswith(OWN) and number.isascii() and number.isdecimal() else None


def offered(own: Sequence[Template], *, replaced: Collection[str]) -> list[Template]:
    """What somebody chooses from: a community's own, and then ours but those that they take the place of."""
    return [*own, *(each for each in BEGUN_BY_HAND if each.key not in replaced)]


def left_of(answers: Collection[str]) -> Template:
    """What can still be written on where the questions went with their community: a page for each answer."""
    free = TEMPLATES[FREE]
    prompts = [replace(free.prompts[0], key=key) for key in answers or [free.prompts[0].key]]
    return replace(free, prompts=tuple(prompts))


def name_of(key: str) -> str:
    """What one of ours is called, for whoever reads the story; a community's own is its members' affair."""
    return TEMPLATES.get(key, TEMPLATES[FREE]).name


def _checked(each: Prompt) -> Prompt:
    question, hint, heading = _line(each.question), _line(each.hint), _line(each.heading)
    if max(len(question), len(heading)) > LONGEST_QUESTION:
        raise RuleBroken("A question or a heading has at most %(most)s characters.", most=LONGEST_QUESTION)
    if len(hint) > LONGEST_HINT:
        raise RuleBroken("What helps to answer has at most %(most)s characters.", most=LONGEST_HINT)
    return replace(each, question=question, hint=hint, heading=heading)


def _line(text: str) -> str:
    return " ".join(text.split())
