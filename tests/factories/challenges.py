"""Challenges for tests."""

from datetime import datetime

from cop.people.models import User
from cop.sets import rules, service

SENTENCE = "I cannot leave the helpline to anybody."


def a_challenge(person: User, set_id: int, *, now: datetime, sentence: str = SENTENCE, **sheet: str) -> int:
    """The id of a challenge that this person has prepared and shown to nobody."""
    prepared = rules.Sheet(sentence, **{"wants": "Ask what I am afraid of.", "level": "stretch", **sheet})  # type: ignore[arg-type]
    return service.prepare(person, set_id, sheet=prepared, now=now).id


def a_brought_challenge(person: User, season_date_id: int, *, set_id: int, now: datetime, **sheet: str) -> int:
    """The id of the turn with which this person brings a challenge of theirs to that meeting."""
    made = a_challenge(person, set_id, now=now, **sheet)
    return service.bring(person, made, season_date_id=season_date_id, now=now).id
