"""Whose key seals what is said in a set; what is its people's to keep is sealed with theirs (`people.models`)."""

from sqlalchemy.orm import Mapped

from cop.core.seals import Sealed


class OfSet(Sealed):
    """Words of a set: nothing opens them once the set's key is destroyed."""

    set_id: Mapped[int]

    @property
    def owner_of_words(self) -> str:
        return set_owner(self.set_id)


def set_owner(set_id: int) -> str:
    """The name by which the keyring knows a set."""
    return f"set:{set_id}"
