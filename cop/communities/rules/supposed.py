"""Somebody who might stand so: for a coordinator who looks at a page as others see it. Nobody is impersonated."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cop.communities.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Supposed:
    """A viewer who does not exist. Nothing in the database is theirs."""

    standing: Standing
    id: int | None

    @property
    def is_authenticated(self) -> bool:
        """Whether they are supposed to be signed in."""
        return self.standing.signed_in


NOBODY: Final = 0  # no account has this id
SUPPOSED: Final[Mapping[str, Supposed]] = MappingProxyType(
    {
        "visitor": Supposed(Standing(), None),
        "outsider": Supposed(Standing(signed_in=True), NOBODY),
        **{role: Supposed(Standing(signed_in=True, role=role), NOBODY) for role in ("observer", "member", "core")},
        "named": Supposed(Standing(signed_in=True, role="member", named_in_space=True), NOBODY),
    }
)
"""Whoever comes today: they have been there since no moment yet, and so read nothing old that is sealed."""
