"""Meetings and rounds on the wire: one question and one piece of news of each, and the goodbye of a socket."""

from typing import Any

from cop.core import clock
from cop.core.errors import NotVisible
from cop.core.pages import LARGEST_ID
from cop.core.realtime import Wire, connection, cut, tell
from cop.meetings.facts import MeetingChanged, PersonGone, PrivateWordSaid, RoundChanged, RoundLost
from cop.meetings.queries.rounds import people_in_round
from cop.meetings.service import presence, rounds
from cop.people.models import User
from cop.sets.queries import people_in

wire = Wire("meetings")


@wire.hears("meeting.watch")
def watch(viewer: User, payload: dict[str, Any]) -> dict[str, Any]:
    """Asked on every connect and every fifteen seconds: "I am here; is what I show still true?"."""
    return {"version": presence.watch(viewer, _id_in(payload), connection=connection(), now=clock.now())}


@wire.hears("round.watch")
def watch_round(viewer: User, payload: dict[str, Any]) -> dict[str, Any]:
    """The same of a round."""
    return {"version": rounds.watch(viewer, _id_in(payload), now=clock.now())}


@wire.goodbye
def leave(person_id: int, gone: str) -> None:
    presence.leave(person_id, gone, now=clock.now())


@wire.tells(MeetingChanged)
def tell_the_set(fact: MeetingChanged) -> None:
    tell(people_in(fact.set_id), "meeting.moved", id=fact.meeting_id, version=fact.version)


@wire.tells(PersonGone)
def show_out(fact: PersonGone) -> None:
    """Their page asks for a stage that is not there for them any more, and leaves."""
    tell([fact.user_id], "meeting.moved", id=fact.meeting_id, version=LARGEST_ID)
    cut(fact.connections)


@wire.tells(PrivateWordSaid)
def tell_the_two(fact: PrivateWordSaid) -> None:
    tell([fact.from_id, fact.to_id], "meeting.word", id=fact.meeting_id)


@wire.tells(RoundChanged)
def tell_the_round(fact: RoundChanged) -> None:
    tell(people_in_round(fact.round_id), "round.moved", id=fact.round_id, version=fact.version)


@wire.tells(RoundLost)
def show_out_of_round(fact: RoundLost) -> None:
    """Their page asks for a stage that is not there for them any more, and leaves."""
    tell([fact.user_id], "round.moved", id=fact.round_id, version=LARGEST_ID)


def _id_in(payload: dict[str, Any]) -> int:
    asked = payload.get("id")
    if type(asked) is not int or not 0 < asked <= LARGEST_ID:
        raise NotVisible
    return asked
