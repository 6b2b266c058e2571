"""What is said in a set stays in the set: of everything said there, only the words that their writer chose leave."""

import random

import pytest
from sqlalchemy import String, Text, select
from sqlalchemy.types import JSON

from cop.core import jobs
from cop.core.database import Base, db, transaction
from cop.core.seals import SealedText
from cop.discussions.queries import posts_of, threads_visible_to
from cop.ladder import queries, rules, service
from cop.sets.models import Challenge, Commitment, LearningSet, ReviewLine, SeasonAnswer

pytestmark = pytest.mark.usefixtures("inside")


def _texts():
    """Every value of every column that can hold text, as it lies in the database."""
    for table in Base.metadata.sorted_tables:
        columns = [each for each in table.columns if isinstance(each.type, (String, Text, JSON, SealedText))]
        for row in db.session.execute(select(*columns)) if columns else ():
            yield from (str(getattr(each, "text", each)) for each in row)


def _said(room, now, chance):
    """Words of everybody in the set, at random, each of them found nowhere else; as a list."""
    words = iter(chance.sample([f"zq{number:05}vx" for number in range(90_000)], 60))
    rows, at = [], {"season_date_id": room.first, "number": 1, "held_on": now.date(), "written_at": now}
    for person in (room.cast.ada, room.bo, room.mina):
        of_set = {"set_id": room.set, "user_id": person.id}
        made = {"made_at_id": room.first, "by_when": now.date(), "created_at": now}
        sheet = {each: f"The {next(words)}." for each in ("sentence", "wants", "why", "better", "who_else", "helps")}
        rows += [
            Challenge(**of_set, **sheet, success="", level="usual", created_at=now, changed_at=now),
            Commitment(**of_set, **made, what=f"To {next(words)}.", first_step="F", learnt=f"Now {next(words)}."),
            ReviewLine(**of_set, **at, prompt="learnt_1", text=f"Said {next(words)}."),
            SeasonAnswer(**of_set, season=1, half="middle", prompt="working", text=next(words), written_at=now),
        ]  # fmt: skip
    said = [each for row in rows for each in _words_in(row)]
    with transaction() as tx:
        tx.session.add_all(rows)
        tx.session.get_one(LearningSet, room.set).purpose = f"We {next(words)}."
    return said


def _words_in(row):
    return [value for value in vars(row).values() if isinstance(value, str) and "zq" in value]


@pytest.mark.parametrize("seed", range(4))
def test_abuse_28_of_a_set_only_the_chosen_words_of_their_writer_leave(app, room, now, seed):
    chance = random.Random(seed)
    said = {each for words in _said(room, now, chance) for each in _marks(words)}
    piece = chance.choice([each for each in queries.pieces_of(room.bo) if "zq" in each.words])
    climb = service.begin(room.bo, piece.key, space_id=room.wide, now=now)
    chosen, climb_id = f"{piece.words}\nMina knows.", climb.id
    service.keep(room.bo, climb_id, title="What I see", words=chosen, now=now)
    service.ask_named(room.bo, climb_id, now=now)
    (ask,) = queries.asks_to(room.mina)
    asked, before = str(ask.words), _in_the_clear()
    service.answer(room.mina, ask.id, yes=True, seen=rules.digest(asked), now=now)
    thread_id = service.send(room.bo, climb_id, seen=rules.digest("What I see", chosen), now=now)
    jobs.run_all(now=now)
    after = _in_the_clear()
    letters = "".join(each.as_string() for each in app.extensions["cop_mailer"].sent)
    page = "".join(each.html for each in posts_of(thread_id, page=1))
    whole = page + letters + " ".join(each.title for each in threads_visible_to(room.cast.gil))

    assert len(said) > 20, "the test proves nothing"
    assert asked == "Mina knows."
    assert (before, after) == (set(), set(_marks(piece.words))), "until it is sent no word of it is in the clear"
    assert (set(_marks(page)), _marks(letters)) == (after, [])
    assert "What I see" in whole
    assert [each for each in ("Harbour", str(room.set), piece.key, "/sets/") if each in whole] == []


def _in_the_clear():
    return {each for text in _texts() for each in _marks(text)}


def _marks(text):
    return [each for each in (text[at : at + 9] for at in range(len(text))) if each[:2] == "zq" and each[7:] == "vx"]
