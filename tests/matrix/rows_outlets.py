"""The rows of what is no page: questions and news on the socket, jobs, chores and commands.

A question names the thing it asks about and its policy; news, who hears it; a job, what it is given and who may be
written to. Exports and feeds are pages: their rows stand with the routes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from cop.core.database import db
from cop.core.facts import Fact
from cop.core.stores import store
from cop.discussions.facts import ThreadMoved, ThreadReplied
from cop.discussions.models import ThreadMove
from cop.discussions.rules.moving import SPLIT
from cop.meetings.facts import MeetingChanged, PersonGone, PrivateWordSaid, RoundChanged, RoundLost
from tests.matrix import words as says
from tests.matrix.world import NAMED, World

SEATED = ("ada", "bo", "mina", "sam", "kit")
"""Kit still has the seat and no sign-in any more: news reaches nobody there."""


@dataclass(frozen=True)
class Question:
    thing: str
    value: str
    policy: says.Policy


@dataclass(frozen=True)
class News:
    fact: Callable[[World], Fact]
    hears: Sequence[str]


@dataclass(frozen=True)
class Job:
    given: Callable[[World], Mapping[str, Any]]
    may_be_written_to: Sequence[str]
    days_later: int = 0
    did: Callable[[], bool] = lambda: False
    """Whether it has done what stands in no table."""


@dataclass(frozen=True)
class Command:
    """What to type and, where it is not run here, why. None of them may print what people said."""

    typed: Sequence[str] = ()
    not_run: str = ""


def _split() -> int:
    return db.session.scalars(select(ThreadMove.id).where(ThreadMove.did == SPLIT)).one()


def _meeting(world: World) -> tuple[int, int]:
    return world.id_of("a meeting", "running"), world.id_of("a set", "running")


QUESTIONS = {
    "thread.watch": Question("a thread", "thread_id", says.READS_SPACE),
    "meeting.watch": Question("a meeting", "meeting_id", says.SEATED),
    "round.watch": Question("a round", "round_id", says.LOOKS_ON),
}
NEWS = {
    ThreadReplied: News(
        lambda world: ThreadReplied(world.id_of("a thread", "restricted/private"), 1), (*NAMED, "kit", "hana")
    ),
    ThreadMoved: News(lambda _: ThreadMoved(_split()), (*NAMED, "kit", "hana")),
    MeetingChanged: News(lambda world: MeetingChanged(*_meeting(world), 7), SEATED),
    PersonGone: News(lambda world: PersonGone(_meeting(world)[0], world.people["dee"].id, ()), ("dee",)),
    PrivateWordSaid: News(
        lambda world: PrivateWordSaid(_meeting(world)[0], world.people["mina"].id, world.people["ada"].id),
        ("mina", "ada"),
    ),
    RoundChanged: News(
        lambda world: RoundChanged(world.id_of("a round", "restricted/private, running"), 7), ("ada", "bo")
    ),
    RoundLost: News(
        lambda world: RoundLost(world.id_of("a round", "restricted/private, running"), world.people["gil"].id),
        ("gil",),
    ),
}
STORED = "0" * 32


def _stored() -> str:
    """The name of bytes that are there."""
    store().put(STORED, b"words")
    return STORED


JOBS = {
    "files.delete": Job(lambda _: {"names": [_stored()]}, (), did=lambda: store().get(STORED) is None),
    "mail.send": Job(
        lambda _: {"to": "bo@example.org", "template": "sets/mail/news.txt", "values": {}}, ("bo",)
    ),
    "people.link": Job(lambda _: {"email": "bo@example.org"}, ("bo",)),
    "people.invitation": Job(lambda _: {"id": 1}, ("new",)),
    "people.newcomer": Job(lambda _: {"email": "bo@example.org"}, ("bo",)),
    "sets.tell_of_glass": Job(
        lambda world: {"glass": world.id_of("a glass", "open, people read")}, SEATED
    ),
    "sets.remind": Job(
        lambda world: {
            "commitment": world.id_of("a commitment", "open"), "which": "eve", "by_when": "2026-12-03",
        },
        ("mina",),
        days_later=6,
    ),
    "communities.invitation": Job(
        lambda world: {"id": world.id_of("an invitation", "restricted"), "letters": 0}, ("restricted",)
    ),
    "communities.newcomers_asked": Job(
        lambda world: {"community": world.id_of("a community", "confidential"), "user": world.people["bo"].id},
        ("bo",),
    ),
    "communities.door": Job(lambda _: {"email": "bo@example.org", "seed": "a seed"}, ("bo",)),
    "communities.asked_in": Job(
        lambda world: {"id": world.id_of("a request", "restricted"), "number": 0}, ("hana",)
    ),
    "communities.brought": Job(
        lambda world: {
            "part": world.id_of("somebody brought", "restricted"), "user": world.people["cy"].id,
        },
        ("cy",),
    ),
    "communities.leaving": Job(
        lambda world: {"part": world.id_of("somebody brought", "restricted"), "user": world.people["mina"].id},
        ("mina",),
    ),
    "communities.count_votes": Job(lambda world: {"vote": world.id_of("a vote", "open")}, (), days_later=7),
    "rights.copy": Job(lambda world: {"copy": world.id_of("a copy in the making", "asked for")}, ("gil",)),
    "rights.acknowledge": Job(lambda world: {"complaint": world.id_of("a complaint", "open")}, ("cy",)),
    "rights.answer": Job(lambda world: {"complaint": world.id_of("a complaint", "open")}, ("cy",)),
    "communities.answered": Job(lambda world: {"user": world.people["cy"].id}, ("cy",)),
}  # fmt: skip
CHORES = {
    "cop.communities.listeners.lapse": (),
    "cop.communities.listeners.bring_people": (),
    "cop.communities.listeners.close_due": (),
    "cop.communities.listeners.ask_for_renewal": (),
    "cop.communities.listeners.forget_old": (),
    "cop.discussions.listeners.forget_old": (),
    "cop.drafts.listeners.forget_old": (),
    "cop.files.listeners.sweep": (),
    "cop.organisations.listeners.forget_old": (),
    "cop.people.listeners.forget_old": (),
    "cop.stories.listeners.let_time_pass": (),
    "cop.rights.listeners.carry_out_erasures": (),
    "cop.rights.listeners.forget_what_is_over": (),
    "cop.core.jobs.forget_done": (),
    "cop.core.forms.forget_receipts": (),
    "cop.core.database.take_stock": (),
    "cop.sets.listeners.close_and_empty": (),
    "cop.sets.listeners.tell_of_offers": ("jo",),
    "cop.meetings.listeners.forget_rounds": (),
}
"""Who may be written to by a chore."""
SERVES = "it serves until it is stopped; what it serves is the rest of this table"
WRITES = "it writes to another file or database, and prints a count"
COMMANDS = {
    "serve": Command(not_run=SERVES),
    "worker": Command(not_run=SERVES),
    "seed demo": Command(not_run="it loads the demo, and prints one sentence"),
    "keys new": Command(("keys", "new")),
    "keys rotate": Command(not_run=WRITES),
    "keys forget": Command(not_run=WRITES),
    "doctor": Command(("doctor",)),
    "doctor leaks": Command(not_run="it knows no app, only the pages of a running site: tests/doctor"),
    "people create": Command(("people", "create", "--email", "new@example.org", "--name", "New")),
    "rights replay": Command(("rights", "replay")),
    "rights register": Command(("rights", "register")),
    "people forget-second-step": Command(("people", "forget-second-step", "--email", "new@example.org")),
    "organisations import": Command(not_run=WRITES),
    "organisations export": Command(not_run=WRITES),
    "sets simulate": Command(("sets", "simulate", "--seasons", "1")),
    "files move-to-bucket": Command(("files", "move-to-bucket")),
    "search rebuild": Command(("search", "rebuild")),
    "sets coach": Command(("sets", "coach")),
}
