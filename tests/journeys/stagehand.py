"""Takes a meeting to where a journey begins, by the forms that its people would send, without a browser."""

import re
from collections.abc import Callable, Sequence

from sqlalchemy import select

from cop.meetings import rules
from cop.sets.models import Commitment
from tests.faults.browsing import PATIENCE, Visitor
from tests.journeys.books import Books

Helper = Callable[[str], Visitor]


class Stagehand:
    """Everybody of the set, each with a sign-in of their own. Whoever comes in so counts as present."""

    def __init__(self, books: Books, helper: Helper, *, presenters: Sequence[str] = ("Jo", "Sam")) -> None:
        self.books, self.meeting_id, self.presenters = books, books.open_meeting(), presenters
        self._helper, self._people, self._tokens = helper, dict[str, Visitor](), dict[str, str]()

    @property
    def progress(self) -> rules.Progress:
        return self.books.progress(self.meeting_id)

    def lets(self, name: str, verb: str, **fields: object) -> None:
        """Somebody sends one form, and it is carried out: the answer leads back to the meeting."""
        if name not in self._people:
            self._people[name] = self._helper(name)
            self._tokens[name] = self._people[name].token()
        person = self._people[name]
        address = f"{person.site.url}/meetings/{self.meeting_id}/{verb}"
        data = {"csrf_token": self._tokens[name], **fields}
        answer = person.session.post(address, data=data, timeout=PATIENCE, allow_redirects=False)
        assert answer.status_code == 303, re.findall(r"data-sentence[^>]*>([^<]*)", answer.text)

    def gathers(self, *names: str) -> None:
        """These come in, and Ada begins."""
        for name in names:
            self.lets(name, "arrivals")
        self.lets("Ada", "starts", seen=self.progress.step)

    def moves_on(self) -> str:
        """Ada moves on, and has been told so. Answers the part that runs then."""
        self.prepares_the_next_part()
        self.lets("Ada", "advances", seen=self.progress.step)
        return self.progress.part.key

    def moves_on_to(self, key: str, *, slot: int | None = None) -> None:
        while self.progress.part.key != key or slot not in {None, self.progress.part.slot}:
            self.moves_on()

    def prepares_the_next_part(self) -> None:
        """What a part asks for before it can be left: reports, bids, an order."""
        key, progress = self.progress.part.key, self.progress
        if key == "updates":
            for commitment in self.books.all(select(Commitment).where(Commitment.state == "open")):
                self.lets("Ada", "skips", commitment=commitment.id, reason="We come back to it.")
        if key == "bidding":
            for name in self.presenters:
                self.lets(name, "bids", sentence="I would like an hour of your questions.", urgency=2)
        if key == "agreed" and not progress.agreed:
            order = [self.books.id_of(name) for name in self.presenters]
            self.lets("Ada", "orders", place=order, reason="As we said.", seen=progress.step)
