"""What has happened to files that hang on what people say."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class FilesChanged(Fact):
    """Files came to a thing, were given words, or went."""

    whose: str
    thing_id: int
