"""Ways to tell a story, as data: each a few questions, a page each, of which none has to be answered.

A story keeps the key and the version of the one it was told by, so that a question may be put better later without
changing what was told. Only the ideas come from elsewhere; the words are ours.

- Most significant change: R. Davies and J. Dart, as used by services of the NHS in Cardiff.
- Appreciative interviews: D. Cooperrider and D. Whitney.
- What? So what? Now what?: T. Borton, and the questions that G. Rolfe, D. Freshwater and M. Jasper put to it.
- Magic and tragic moments: Developing Evidence Enriched Practice (DEEP), Swansea University.
- Value creation: E. and B. Wenger-Trayner and M. de Laat (2011).
- Before and after: the after action review of the United States Army, and the quality improvement of the NHS.
- A story to be read aloud: Patient Voices, and StoryCenter's digital stories.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from cop.core.errors import N_, RuleBroken

FREE: Final = "free"
MOST_FIGURES: Final = 12


@dataclass(frozen=True, slots=True)
class Prompt:
    """One page. `heading` stands above the answer in the finished story; an empty one lets it follow on. The answer to
    one that asks for `figures` has lines like «Falls in a month: 12 -> 7», in whatever unit there is."""

    key: str
    question: str
    hint: str = ""
    heading: str = ""
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One way to tell a story."""

    key: str
    version: int
    name: str
    about: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Something before and after, as its teller wrote it."""

    what: str
    before: str
    after: str


def template(key: str) -> Template:
    """The template of this key. Raises RuleBroken where there is none."""
    if key not in TEMPLATES:
        raise RuleBroken("Choose how you would like to tell it.")
    return TEMPLATES[key]


def composed(told: Template, answers: Mapping[str, str], *, say: Callable[[str], str]) -> str:
    """The finished text: what was answered, in the order of the questions; `say` puts a heading into words."""
    parts = []
    for prompt in told.prompts:
        answer = answers.get(prompt.key, "").strip()
        if answer:
            body = _as_table(answer, say=say) if prompt.figures else answer
            parts.append(f"# {say(prompt.heading)}\n\n{body}" if prompt.heading else body)
    return "\n\n".join(parts)


def figures(answer: str) -> list[Figure]:
    """The lines of an answer that say what something was before and after."""
    found = (_FIGURE.fullmatch(line.strip()) for line in answer.splitlines())
    return [Figure(*(part.strip() for part in each.groups())) for each in found if each][:MOST_FIGURES]


def _as_table(answer: str, *, say: Callable[[str], str]) -> str:
    """The figures as a table, and whatever else was written under it."""
    found = figures(answer)
    if not found:
        return answer
    head = [say(N_("What")), say(N_("Before")), say(N_("After"))]
    rows = [head, ["---"] * len(head), *([each.what, each.before, each.after] for each in found)]
    table = "\n".join("| " + " | ".join(part.replace("|", "\\|") for part in row) + " |" for row in rows)
    rest = [line for line in answer.splitlines() if not figures(line) and line.strip()]
    return "\n\n".join([table, *rest])


_FIGURE: Final = re.compile(r"([^:\n]{1,120}):[ \t]*(.{1,80}?)[ \t]*(?:->|→|=>)[ \t]*(.{1,80})")
_PICTURE: Final = N_("Leave out what would tell a stranger who somebody is.")
_ALL: Final = (
    Template(
        FREE, 1, N_("In my own way"), N_("One page, no questions."),
        (Prompt("text", N_("What happened?"), N_("What was it like before? What did somebody do? What changed, and how do you know? Leave out what would tell a stranger who somebody is.")),),
    ),
    Template(
        "moment", 1, N_("A moment"), N_("Something short that was magic, or hard, with one person in it."),
        (
            Prompt("happened", N_("What happened?"), N_("One place, a few minutes. What was said, what was done?")),
            Prompt("felt", N_("What was it like for you, and for them?"), _PICTURE),
            Prompt("matters", N_("What does it tell you about what matters?"), "", N_("What it tells me")),
        ),
    ),
    Template(
        "what3", 1, N_("What? So what? Now what?"), N_("What happened, what it means, and what you do next."),
        (
            Prompt("what", N_("What?"), N_("What happened, what was your part in it, and what came of it?"), N_("What")),
            Prompt("so", N_("So what?"), N_("What do you make of it? What did you learn about people, about the work, about yourself?"), N_("So what")),
            Prompt("now", N_("Now what?"), N_("What would make it better, what do you do next, and what might that bring about?"), N_("Now what")),
        ),
    ),
    Template(
        "learning", 1, N_("What we tried, before and after"), N_("An attempt: what you expected, what happened, and figures if there are any."),
        (
            Prompt("tried", N_("What did you try, and why?"), N_("What was it like before?"), N_("What we tried")),
            Prompt("expected", N_("What did you expect?"), "", N_("What we expected")),
            Prompt("happened", N_("What happened?"), N_("Also what went wrong, or what nobody had thought of."), N_("What happened")),
            Prompt("figures", N_("What was it before, and after?"), N_("A line each, in any unit, like this: Falls in a month: 12 -> 7. Or: Who decides the menu: the kitchen -> the residents."), N_("Before and after"), figures=True),
            Prompt("different", N_("What would you do differently?"), "", N_("What we would do differently")),
            Prompt("who", N_("Who could use this?"), "", N_("Who could use this")),
        ),
    ),
    Template(
        "msc", 1, N_("The most significant change"), N_("Of all that has changed, the one thing that matters most to you."),
        (
            Prompt("part", N_("What have you had to do with this, in the last months?"), "", N_("How I come to tell this")),
            Prompt("domain", N_("In what is the change?"), N_("For example in how somebody lives, in how people work together, in what you know; or any other change."), N_("Where the change is")),
            Prompt("change", N_("From your point of view, what is the most significant change?"), N_("Tell it as a story: what was it like before, what happened, what is it like now?"), N_("The change")),
            Prompt("why", N_("Why does it matter to you?"), "", N_("Why it matters")),
            Prompt("how", N_("What had the work of this group to do with it, if anything?"), "", N_("What helped")),
        ),
    ),
    Template(
        "appreciative", 1, N_("At its best"), N_("A time when it went well, and what made that possible."),
        (
            Prompt("best", N_("Tell of a time when this was at its best."), N_("Who was there, and what did they do?")),
            Prompt("valued", N_("What did you value in it?"), N_("In the work, in others, and in yourself; do not be modest."), N_("What I valued")),
            Prompt("possible", N_("What made it possible?"), "", N_("What made it possible")),
            Prompt("wishes", N_("What would you wish for, so that it is like that more often?"), "", N_("What I wish for")),
        ),
    ),
    Template(
        "value", 1, N_("What it was worth"), N_("From something you took part in, to what came of it. Leave out what has not happened yet."),
        (
            Prompt("activity", N_("What did you take part in, and what was it like?"), "", N_("What I took part in")),
            Prompt("gave", N_("What did it give you?"), N_("An idea, somebody to ask, a document, courage. What might it be good for?"), N_("What it gave me")),
            Prompt("used", N_("What did you do with it?"), N_("And what would not have happened without it? Leave this out if it has not happened yet."), N_("What I did with it")),
            Prompt("came", N_("What came of it, for you and for the people you support?"), N_("A figure helps if there is one."), N_("What came of it")),
            Prompt("success", N_("Has it changed what you would call a success?"), "", N_("What success means now")),
            Prompt("enabled", N_("Who else made it possible, and who should hear of it?"), N_("By what they do, rather than by name."), N_("Who made it possible")),
        ),
    ),
    Template(
        "digital", 1, N_("To be read aloud"), N_("Two to three hundred words, in your voice, about two minutes long."),
        (
            Prompt("voice", N_("Tell it as you would say it."), N_("Between 200 and 350 words. Read it aloud once: where you stumble, it can be shorter.")),
            Prompt("pictures", N_("Which pictures or sounds belong to it?"), N_("Describe them; what stands here can be read without them."), N_("What you would see and hear")),
        ),
    ),
    Template(
        "adaptation", 1, N_("We have tried this too"), N_("You took somebody else's idea to your own place."),
        (
            Prompt("took", N_("What did you take?"), "", N_("What we took")),
            Prompt("changed", N_("What did you change, and why?"), N_("What is different where you are?"), N_("What we changed")),
            Prompt("happened", N_("What happened?"), N_("Also if little happened: that helps whoever comes next."), N_("What happened")),
            Prompt("figures", N_("What was it before, and after?"), N_("A line each, in any unit, like this: Falls in a month: 12 -> 7. Leave it out if you did not count."), N_("Before and after"), figures=True),
        ),
    ),
)  # fmt: skip
TEMPLATES: Final[Mapping[str, Template]] = {each.key: each for each in _ALL}
BEGUN_BY_HAND: Final[tuple[Template, ...]] = tuple(each for each in _ALL if each.key != "adaptation")
"""What is offered to whoever begins with nothing; an adaptation begins on somebody else's story."""
