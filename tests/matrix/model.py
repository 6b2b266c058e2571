"""A small model of who may see what, written from the design and from nothing else: no rule of the app is asked."""

from dataclasses import dataclass, field
from datetime import datetime

WRITERS = {"member", "core", "coordinator"}
ORDER = ("open", "restricted", "private", "confidential")
ANYONE, INSIDE, SEALED = range(3)
READS = {"open": ANYONE, "restricted": INSIDE, "private": INSIDE, "confidential": SEALED}
"""Who reads what is in such a place: anybody, those inside, or each of them only what came after they did."""


@dataclass
class Space:
    """`preset` is what was chosen for it; inside a tighter community it is as tight as that."""

    preset: str
    for_everyone: bool
    named: dict[str, datetime] = field(default_factory=dict)


@dataclass
class Said:
    """A conversation or a round in a space. It is not read more widely than when its author last said yes."""

    space: int
    at: datetime
    author: str = ""
    bound: int = ANYONE
    post: int = 0


@dataclass
class Story:
    teller: str
    audience: str
    space: int | None
    at: datetime
    bound: int = ANYONE
    withdrawn: bool = False


@dataclass
class Model:
    """One community with its spaces and what is in them, and one set in which Ada facilitates."""

    preset: str = "open"
    is_archive: bool = False
    since: dict[str, datetime] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    banned: set[str] = field(default_factory=set)
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

    def end(self) -> None:
        """An archive from now on; what was told to everybody stays so only where its teller said it once more."""
        self.is_archive = True
        for story in self.stories.values():
            if story.audience == "public":
                story.audience, story.bound = "community", READS[self.preset]

    def preset_of(self, space_id: int) -> str:
        """What a space is: the tighter of its community and itself."""
        return max(self.preset, self.spaces[space_id].preset, key=ORDER.index)

    def may_come(self, who: str) -> bool:
        return not self.is_archive and who not in self.banned

    def knows_community(self, who: str) -> bool:
        anybody = self.preset in {"open", "restricted"} or (self.preset == "private" and who != "nobody")
        return anybody or who in self.roles

    def knows_space(self, who: str, space_id: int) -> bool:
        space, preset = self.spaces[space_id], self.preset_of(space_id)
        anybody = preset in {"open", "restricted"} or (preset == "private" and who in self.roles)
        coordinates = self.roles.get(who) == "coordinator"
        return self.knows_community(who) and (anybody or coordinates or self._is_in(who, space))

    def reads_space(self, who: str, space_id: int, *, bound: int = ANYONE) -> bool:
        space, reads = self.spaces[space_id], max(READS[self.preset_of(space_id)], bound)
        if self.preset != "open" and who not in self.roles:
            return False
        coordinates = self.roles.get(who) == "coordinator" and reads != SEALED
        return reads == ANYONE or coordinates or self._is_in(who, space)

    def writes(self, who: str, space_id: int) -> bool:
        return not self.is_archive and self.is_heard(who, space_id)

    def is_heard(self, who: str, space_id: int) -> bool:
        """Writes there, as long as anybody does."""
        return self.reads_space(who, space_id) and self.roles.get(who) in WRITERS

    def reads_thread(self, who: str, thread_id: int) -> bool:
        thread = self.threads[thread_id]
        return self._reads_since(who, thread.space, at=thread.at, bound=thread.bound)

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
            return who in self.roles and self._reads_since(who, story.space, at=story.at, bound=story.bound)
        is_sealed = max(READS[self.preset], story.bound) == SEALED
        return who in self.roles and (not is_sealed or self.since[who] <= story.at)

    def _is_in(self, who: str, space: Space) -> bool:
        return who in self.roles and (space.for_everyone or who in space.named)

    def _reads_since(self, who: str, space_id: int, *, at: datetime, bound: int) -> bool:
        space = self.spaces[space_id]
        if not self.reads_space(who, space_id, bound=bound):
            return False
        came = self.since if space.for_everyone else space.named
        return max(READS[self.preset_of(space_id)], bound) != SEALED or came[who] <= at
