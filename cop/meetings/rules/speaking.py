"""Who may speak in a part of a meeting: as its running order says, and for the frame as we say."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Key = str  # a part of the frame, `break`, or a phase of the meeting's running order
Mode = Literal["round", "balanced", "open", "hands", "presenter", "pairs", "none"]


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who may speak in a part. In a round each has one turn; with `repeats` a new round follows the last turn.

    Nobody walks into a `quiet` part. `questions` shows what is asked, `commits` lets the presenter make commitments,
    and `back_to` is the phase to which the set may return once.
    """

    mode: Mode
    hands: bool = False
    repeats: bool = False
    presenter_first: bool = False
    quiet: bool = False
    questions: bool = False
    commits: bool = False
    back_to: str = ""


SPEAKING: Final[Mapping[Key, Speaking]] = MappingProxyType(
    {
        "opening": Speaking("hands", hands=True),
        "check_in": Speaking("round", hands=True),
        "updates": Speaking("round", hands=True),
        "bidding": Speaking("round", hands=True),
        "agreed": Speaking("hands", hands=True),
        "settle": Speaking("presenter", quiet=True),
        "present": Speaking("presenter", quiet=True),
        "clarify": Speaking("round", hands=True, questions=True),
        "explore": Speaking("round", hands=True, repeats=True, questions=True, back_to="clarify"),
        "reflect": Speaking("presenter", quiet=True),
        "act": Speaking("presenter", hands=True, questions=True, commits=True),
        "review": Speaking("round", hands=True, presenter_first=True, commits=True),
        "break": Speaking("none"),
        "set_review": Speaking("hands", hands=True),
        "closing": Speaking("round", hands=True),
    }
)
"""The frame's own, and for meetings of before there were documents the phases of a slot."""
UP_TO_BIDDING: Final[frozenset[Key]] = frozenset({"opening", "check_in", "updates", "bidding"})
