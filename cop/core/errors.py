"""What can be refused, and with which sentence.

A sentence is the English message id of a translation; it is translated where it is shown, never here.
"""


def N_(sentence: str) -> str:  # noqa: N802  the name by which Babel knows a sentence that is translated later
    """The sentence itself: it is collected for translation here, and translated where it is shown."""
    return sentence


class CopError(Exception):
    """A refusal that a person will read. `values` fill the `%(name)s` places of the sentence."""

    status = 500

    def __init__(self, sentence: str = "", **values: object) -> None:
        super().__init__(sentence, values)
        self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        return self.sentence % self.values if self.values else self.sentence


class NotVisible(CopError):
    """The person may not know whether the thing exists: answered exactly like an id that was made up."""

    status = 404


class NotAllowed(CopError):
    """The person sees the thing, but may not do this to it; the sentence says who may."""

    status = 403


class RuleBroken(CopError):
    """A rule of the practice says no; the sentence says which, and what would be fine."""

    status = 422


class Stale(CopError):
    """Somebody else was faster: what the person was looking at is no longer true."""

    status = 409

    def __init__(
        self,
        sentence: str = N_("Somebody moved this on just before you. Here is how it stands now."),
        **values: object,
    ) -> None:
        super().__init__(sentence, **values)
