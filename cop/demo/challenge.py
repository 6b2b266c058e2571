"""Bo's challenge over two meetings: prepared, brought, looked back on, and put in other words for the next."""

from datetime import datetime, timedelta

from cop.demo.words import LOOKED_BACK, NEXT, PREPARED
from cop.people.models import User
from cop.sets import service as sets
from cop.sets.queries import brought_to, challenge_for, sheet_of
from cop.sets.rules import Sheet


def prepare(person: User, set_id: int, *, now: datetime) -> int:
    """The id of the challenge, which nobody else sees yet."""
    return sets.prepare(person, set_id, sheet=Sheet(**PREPARED), now=now).id


def look_back(person: User, *, brought_to_id: int, bring_to_id: int, now: datetime) -> None:
    """What was kept of the meeting it was brought to, and what it is brought to the next one as."""
    turn = brought_to(brought_to_id, person.id)
    assert turn is not None  # noqa: S101  the bid has brought it
    turn_id, challenge_id = turn.id, turn.challenge_id
    for question in LOOKED_BACK["questions"]:
        sets.keep_question(person, turn_id, text=question, now=now)
    sets.write_down(person, turn_id, learnt=LOOKED_BACK["learnt"], happened=LOOKED_BACK["happened"], now=now)
    sets.write_sheet(person, brought_to_id, lines=LOOKED_BACK["lines"], now=now)
    sets.share_line(person, sheet_of(person, brought_to_id)["working"].id, now=now)
    prepared = challenge_for(person, challenge_id).sheet
    as_it_is_now = Sheet(**NEXT, why=prepared.why, who_else=prepared.who_else)
    sets.rewrite(person, challenge_id, sheet=as_it_is_now, now=now)
    sets.bring(person, challenge_id, season_date_id=bring_to_id, now=now + timedelta(minutes=1))
