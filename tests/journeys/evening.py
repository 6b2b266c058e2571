"""One meeting and everybody in it: who has the floor, who presents, and rounds that go from one to the next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from cop.meetings.rules import Progress
from tests.journeys.books import Books
from tests.journeys.people import Person, all_show


@dataclass(slots=True)
class Evening:
    """The people by first name; `away` are those whose browser cannot follow just now."""

    books: Books
    meeting_id: int
    people: dict[str, Person]
    away: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def address(self) -> str:
        return f"/meetings/{self.meeting_id}"

    @property
    def ada(self) -> Person:
        """The facilitator."""
        return self.people["Ada"]

    @property
    def there(self) -> list[Person]:
        return [person for name, person in self.people.items() if name not in self.away]

    def others(self, *names: str) -> Iterator[Person]:
        """Everybody who is there but these."""
        return (person for person in self.there if person.name not in names)

    @property
    def progress(self) -> Progress:
        return self.books.progress(self.meeting_id)

    @property
    def holder(self) -> str:
        """Who has the floor; "" while nobody has."""
        return self.books.name(self.progress.floor.holder)

    @property
    def presenter(self) -> Person:
        return self.people[self.books.name(self.progress.presenter)]

    def moves_on(self, part: str) -> None:
        """Ada has seen how it stands and moves on; everybody who is there sees this part."""
        self.until(lambda: self.ada.looks()["version"] == self.books.meeting(self.meeting_id).version)
        self.ada.moves_on()
        all_show(self.there, part)

    def hands_on(self) -> str:
        """Whoever has the floor gives it on, or Ada does for somebody who is away. Answers who had it."""
        had = self.holder
        if had in self.away:
            self.ada.press("Next person")
        else:
            self.people[had].press("Thank you, next")
        self.until(lambda: self.holder != had)
        return had

    def goes_round(self) -> list[str]:
        """Everybody has their turn; in which order they had it."""
        spoke = []
        while self.holder:
            spoke.append(self.hands_on())
        return spoke

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait until it has happened, ten seconds at most."""
        self.ada.until(happened)
