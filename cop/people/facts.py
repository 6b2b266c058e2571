"""What has happened to people and their sign-ins."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class PersonJoined(Fact):
    """A new account stands, by sign-up, by invitation or from the command line."""

    user_id: int


@dataclass(frozen=True, slots=True)
class PersonRenamed(Fact):
    """Somebody goes by another name now."""

    user_id: int


@dataclass(frozen=True, slots=True)
class SignInEnded(Fact):
    """A sign-in counts no longer; its open sockets are to be cut."""

    sign_in_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class PersonErased(Fact):
    """Somebody's account is deleted, at their wish: whoever keeps anything of theirs deletes it now.

    With `keeps_words`, what others have read stays, without a name. Their address is still in the account.
    """

    user_id: int
    keeps_words: bool
