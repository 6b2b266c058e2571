"""What is measured: a conversation of twenty posts of 1 KB, and a set of eight people before their first meeting."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from cop import create_app
from cop.communities.models import Space
from cop.config import Settings
from cop.core import clock
from cop.core.database import db
from cop.demo import words
from cop.discussions import service as discussions
from cop.people import service as people
from cop.people.models import User
from cop.people.queries import demo_people
from cop.sets import rules as set_rules
from cop.sets import service as sets
from cop.sets.models import SeasonDate

POSTS = 20
SENTENCE = "We tried it for a month, and what changed was not what any of us had expected. "
POST = (SENTENCE * 13)[:1024]
FACILITATOR = "Hana"
MEMBERS = (*words.SEATED, "Ada")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where to look, and the tokens of those who look."""

    thread_id: int
    meeting_id: int
    tokens: dict[str, str]

    @property
    def seated(self) -> tuple[str, ...]:
        """Everybody in the room, the facilitator first."""
        return (FACILITATOR, *MEMBERS)

    def cookie_of(self, name: str) -> str:
        """The header that signs this person in."""
        return f"cop={self.tokens[name]}"


def open_app(data: Path) -> Flask:
    """The same installation, in this process."""
    return create_app(Settings(data_dir=data, demo=True))


def prepare(data: Path) -> Scene:
    """Write the conversation and form the set, through the same services as people do."""
    app = open_app(data)
    with app.app_context():
        cast = {person.name.split(maxsplit=1)[0]: person for person in demo_people()}
        for person in cast.values():
            db.session.expunge(person)
        now = clock.now()
        tokens = {name: people.open_sign_in(person.id, device="the bench", now=now) for name, person in cast.items()}
        return Scene(_converse(cast), _form_set(cast), tokens)


def _converse(cast: dict[str, User]) -> int:
    place = db.session.scalars(select(Space.id).order_by(Space.id)).first()
    began = clock.now() - timedelta(days=1)
    thread = discussions.start(cast["Bo"], place or 1, title="Twenty posts of one kilobyte", body=POST, now=began)
    thread_id = thread.id
    for number in range(1, POSTS):
        name = words.SEATED[number % len(words.SEATED)]
        discussions.reply(cast[name], thread_id, body=POST, now=began + timedelta(minutes=number))
    return thread_id


def _form_set(cast: dict[str, User]) -> int:
    now, facilitator = clock.now(), cast[FACILITATOR]
    soon = now + timedelta(minutes=5)
    dates = tuple(soon + timedelta(days=30 * number) for number in range(4))
    shape = set_rules.Shape(name="Eight around a table", seats=7, meeting_minutes=180, slot_minutes=45, dates=dates)
    made = sets.form_set(
        facilitator, shape, purpose="", facilitator_email=facilitator.email, community_id=None, now=now
    )
    set_id = made.id
    for name in MEMBERS:
        sets.offer_seat(facilitator, set_id, email=cast[name].email, now=now)
        sets.accept_seat(cast[name], set_id, now=now)
    sets.write_agreement(facilitator, set_id, confidentiality="closed", ground_rules="", seen=0, now=now)
    for name in (FACILITATOR, *MEMBERS):
        sets.accept_agreement(cast[name], set_id, seen=1, now=now)
    first = select(SeasonDate.id).where(SeasonDate.set_id == set_id).order_by(SeasonDate.number)
    return db.session.scalars(first).first() or 0
