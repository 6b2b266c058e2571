"""The running orders that come with the product: read once, as the code beside them is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from cop.core.errors import RuleBroken
from cop.sets.rules.formats.document import read
from cop.sets.rules.formats.values import Cues, Format, Phase

ORDER: Final = (
    "als_standard", "als_short35", "questions_first", "revans_self", "reflecting_team", "troika", "codevelopment",
    "balint", "clearness", "learning_circle_4x20",
)  # fmt: skip
GATHERINGS: Final = ("check_in", "one_two_all")
OWN: Final = "own"


def _read(key: str) -> Format:
    return read((files("cop.sets.rules.formats") / "documents" / f"{key}.json").read_text(encoding="utf-8"))


FORMATS: Final[Mapping[str, Format]] = MappingProxyType({key: _read(key) for key in ORDER})
ROUNDS: Final[Mapping[str, Format]] = MappingProxyType({key: _read(key) for key in GATHERINGS})
"""For gatherings of a community; no set can choose one."""
STANDARD: Final = FORMATS["als_standard"]


def check_advice(running_order: Format, *, advice: str) -> None:
    """`advice` is what the set's agreement says. A set that agreed to ask and not to advise keeps suggestions out."""
    if running_order.advice == "suggestions" and advice == "none":
        raise RuleBroken(
            "This running order allows suggestions, and the set agreed on questions without advice. "
            "Choose another, or agree anew first."
        )


def wordless(sentence: str, *, version: int, minutes: int, running: Iterable[str] = ()) -> Format:
    """What stands in for a set's own running order that nobody can read any more: `sentence` for each of its words.

    Its frame is the standard one, and a slot of that many minutes is its presenter's, in one piece. `running` are the
    keys of phases that a meeting has in its plan already.
    """
    whole = Phase("present", sentence, sentence, (minutes,), "presenter", Cues(sentence), commits=True)
    others = (replace(whole, key=key, minutes=(0,)) for key in dict.fromkeys(running) if key != whole.key)
    return replace(
        STANDARD, key=OWN, version=version, title=sentence, purpose=sentence, source=sentence, lengths=(minutes,),
        phases=(whole, *others),
    )  # fmt: skip
