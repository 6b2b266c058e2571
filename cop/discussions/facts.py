"""What has happened in conversations."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class ThreadStarted(Fact):
    """Somebody began a conversation in a space."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class VoicesAsked(Fact):
    """Other kinds of voice are asked for in a conversation, or none any more. It is told to nobody."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class PollChanged(Fact):
    """A poll began, somebody voted in it, or it ended. It is told to nobody."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class ThreadReplied(Fact):
    """Somebody answered in a conversation."""

    thread_id: int
    post_id: int


@dataclass(frozen=True, slots=True)
class ThreadRead(Fact):
    """Somebody has read further in a conversation. It is told to nobody."""

    thread_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class ClaimsCompared(Fact):
    """Somebody says of two claims that they disagree, or that was taken back. It is told to nobody."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class PostNodded(Fact):
    """Somebody said something to a post in one press, or took it back."""

    post_id: int


@dataclass(frozen=True, slots=True)
class PostsOpened(Fact):
    """Somebody let words of their own be read by whoever reads the place now."""

    community_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class PostInWindow(Fact):
    """Words that began a conversation are proposed for the public window, stand in it, or stand in it no longer."""

    post_id: int


@dataclass(frozen=True, slots=True)
class GuestSeated(Fact):
    """Somebody from outside has a seat in a conversation, until a day."""

    thread_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class GuestGone(Fact):
    """A seat in a conversation was taken back, or given back."""

    thread_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class PostEdited(Fact):
    """Somebody changed words of their own."""

    post_id: int


@dataclass(frozen=True, slots=True)
class ThreadWithdrawn(Fact):
    """Somebody took back what began a conversation; there may be none any more."""

    thread_id: int


@dataclass(frozen=True, slots=True)
class PostHidden(Fact):
    """The words of a post are hidden from now on, or stand again."""

    post_id: int


@dataclass(frozen=True, slots=True)
class ThreadMoved(Fact):
    """Somebody of the core group put a conversation into another space, began one with posts of another, or let one go
    into another; which, and why, stands with the move."""

    move_id: int
