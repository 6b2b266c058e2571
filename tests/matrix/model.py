"""A small model of who may see what, written from the design and from nothing else: no rule of the app is asked."""

from dataclasses import dataclass, field
from datetime import datetime

WRITERS = {"member", "core", "coordinator"}


@dataclass
class Space:
    preset: str
    for_everyone: bool
    named: dict[str, datetime] = field(default_factory=dict)


@dataclass
class Said:
    """A conversation or a round in a space."""

    space: int
    at: datetime


@dataclass
class Story:
    teller: str
    audience: str
    space: int | None
    at: datetime
    withdrawn: bool = False


@dataclass
class Model:
    """One community with its spaces and what is in them, and one set in which Ada facilitates."""

    preset: str = "open"
    since: dict[str, datetime] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    communities: set[int] = field(default_factory=set)
    spaces: dict[int, Space] = field(default_factory=dict)
    threads: dict[int, Said] = field(default_factory=dict)
    rounds: dict[int, Said] = field(default_factory=dict)
    stories: dict[int, Story] = field(default_factory=dict)
    sets: set[int] = field(default_factory=set)
    seated: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)

    def come(self, who: str, role: str, *, now: datetime) -> None:
        if who not in self.roles:
            self.roles[who], self.since[who] = role, now

    def go(self, who: str) -> None:
        del self.roles[who], self.since[who]
        for space in self.spaces.values():
            space.named.pop(who, None)

    def knows_community(self, who: str) -> bool:
        anybody = self.preset in {"open", "restricted"} or (self.preset == "private" and who != "nobody")
        return anybody or who in self.roles

    def knows_space(self, who: str, space_id: int) -> bool:
        space = self.spaces[space_id]
        anybody = space.preset in {"open", "restricted"} or (space.preset == "private" and who in self.roles)
        coordinates = self.roles.get(who) == "coordinator"
        return self.knows_community(who) and (anybody or coordinates or self._is_in(who, space))

    def reads_space(self, who: str, space_id: int) -> bool:
        space = self.spaces[space_id]
        if self.preset != "open" and who not in self.roles:
            return False
        coordinates = self.roles.get(who) == "coordinator" and space.preset != "confidential"
        return space.preset == "open" or coordinates or self._is_in(who, space)

    def writes(self, who: str, space_id: int) -> bool:
        return self.reads_space(who, space_id) and self.roles.get(who) in WRITERS

    def reads_thread(self, who: str, thread_id: int) -> bool:
        thread = self.threads[thread_id]
        return self._reads_since(who, thread.space, at=thread.at)

    def looks_on(self, who: str, round_id: int) -> bool:
        return who != "nobody" and self.reads_space(who, self.rounds[round_id].space)

    def reads_story(self, who: str, story_id: int) -> bool:
        story = self.stories[story_id]
        if who == story.teller:
            return True
        if story.withdrawn or story.audience == "me":
            return False
        if story.audience == "public" and self.preset in {"open", "restricted"}:
            return True
        if story.audience == "space" and story.space is not None:
            return who in self.roles and self._reads_since(who, story.space, at=story.at)
        return who in self.roles

    def _is_in(self, who: str, space: Space) -> bool:
        return who in self.roles and (space.for_everyone or who in space.named)

    def _reads_since(self, who: str, space_id: int, *, at: datetime) -> bool:
        space = self.spaces[space_id]
        if not self.reads_space(who, space_id):
            return False
        came = self.since if space.for_everyone else space.named
        return space.preset != "confidential" or came[who] <= at
