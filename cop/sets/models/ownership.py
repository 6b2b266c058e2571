"""Whose key seals what: the set's, for what is said in it; the person's, for what is theirs to keep when it ends."""

from sqlalchemy.orm import Mapped

from cop.core.seals import Sealed


class OfSet(Sealed):
    """Words of a set: nothing opens them once the set's key is destroyed."""

    set_id: Mapped[int]

    @property
    def owner_of_words(self) -> str:
        return set_owner(self.set_id)


class OfPerson(Sealed):
    """Words of one person, which stay theirs when the set is gone."""

    user_id: Mapped[int]

    @property
    def owner_of_words(self) -> str:
        return person_owner(self.user_id)


def person_owner(user_id: int) -> str:
    """The name by which the keyring knows a person."""
    return f"person:{user_id}"


def set_owner(set_id: int) -> str:
    """The name by which the keyring knows a set."""
    return f"set:{set_id}"
