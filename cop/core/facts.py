"""Facts: what has happened, told to whoever listens. Free of any framework, because `facts.py` drawers import it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Reaction = TypeVar("Reaction", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened: a frozen dataclass in the past tense that carries ids, never models or text."""


@dataclass(slots=True)
class Listeners:
    """A capability's reactions to facts, collected by decorators and registered by name in `cop.capabilities`."""

    before_commit: list[tuple[type[Fact], Callable[..., None]]] = field(default_factory=list)
    after_commit: list[tuple[type[Fact], Callable[..., None]]] = field(default_factory=list)

    def within(self, kind: type[Fact]) -> Callable[[Reaction], Reaction]:
        """Register `reaction(fact, tx)`, run in the announcing transaction: raising undoes the whole change."""

        def register(reaction: Reaction) -> Reaction:
            self.before_commit.append((kind, reaction))
            return reaction

        return register

    def after(self, kind: type[Fact]) -> Callable[[Reaction], Reaction]:
        """Register `reaction(fact)`, run once the change is committed: what it raises is logged and changes nothing."""

        def register(reaction: Reaction) -> Reaction:
            self.after_commit.append((kind, reaction))
            return reaction

        return register


class Switchboard:
    """Who reacts to which fact, over all capabilities."""

    def __init__(self, listeners: Iterable[Listeners]) -> None:
        self._listeners = list(listeners)

    def before_commit(self, fact: Fact) -> list[Callable[[Any, Any], None]]:
        """The reactions that belong to the same transaction as this fact, in the order of registration."""
        return [reaction for each in self._listeners for kind, reaction in each.before_commit if isinstance(fact, kind)]

    def after_commit(self, fact: Fact) -> list[Callable[[Any], None]]:
        """The reactions that wait until this fact is committed."""
        return [reaction for each in self._listeners for kind, reaction in each.after_commit if isinstance(fact, kind)]
