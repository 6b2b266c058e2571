"""A presenter's own challenge: prepared, brought to meetings, written down turn by turn, and deleted."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.people.models import User
from cop.sets import rules
from cop.sets.facts import ChallengeShown, ChallengeTakenBack
from cop.sets.models import Challenge, ChallengeTurn, KeptQuestion, SeasonDate
from cop.sets.queries import brought_to, challenge_for, date_for, kept_question_for, set_for, turn_for


def prepare(actor: User, set_id: int, *, sheet: rules.Sheet, now: datetime) -> Challenge:
    """Write down a new challenge. Nobody else learns of it until it is brought to a meeting."""
    with transaction() as tx:
        set_for(actor, set_id)
        challenge = Challenge(user_id=actor.id, set_id=set_id, created_at=now, changed_at=now)
        challenge.sheet = rules.prepared(sheet)
        tx.session.add(challenge)
        tx.flush()
        return challenge


def rewrite(actor: User, challenge_id: int, *, sheet: rules.Sheet, now: datetime) -> Challenge:
    """Put it in other words. Meetings that were held keep the words of their day; those to come follow."""
    with transaction() as tx:
        challenge = challenge_for(actor, challenge_id)
        challenge.sheet, challenge.changed_at = rules.prepared(sheet), now
        to_come = [turn for turn in challenge.turns if turn.season_date and turn.season_date.held_at is None]
        for turn in to_come:
            _say_as_now(turn, challenge)
        if to_come and challenge.set_id:
            tx.announce(ChallengeShown(challenge.set_id, challenge.id))
        return challenge


def bring(actor: User, challenge_id: int, *, season_date_id: int, now: datetime) -> ChallengeTurn:
    """Bring it to this meeting, where the set reads its sentence, the wish and the level. Bringing it again is fine.

    It takes the place of another challenge, unless something was written down for that one already.
    """
    with transaction() as tx:
        challenge, date = challenge_for(actor, challenge_id), date_for(actor, season_date_id)
        if date.set_id != challenge.set_id:
            raise NotVisible
        turn = next((each for each in challenge.turns if each.season_date_id == date.id), None)
        if turn is None:
            _make_room(tx, actor, date)
            turn = ChallengeTurn(
                challenge_id=challenge.id, season_date_id=date.id, number=date.number,
                held_on=date.starts_at.date(), created_at=now,
            )  # fmt: skip
            tx.session.add(turn)
        _say_as_now(turn, challenge)
        challenge.changed_at = now
        tx.flush()
        tx.announce(ChallengeShown(date.set_id, challenge.id))
        return turn


def take_back(actor: User, turn_id: int) -> None:
    """Not to that meeting after all. What was written down for it goes with it."""
    with transaction() as tx:
        turn = turn_for(actor, turn_id)
        _announce_gone(tx, turn.challenge, turns=[turn])
        tx.session.delete(turn)


def write_down(
    actor: User, turn_id: int, *, learnt: str, happened: str, now: datetime, question: str = ""
) -> ChallengeTurn:
    """What they learnt in that meeting, what happened since, and perhaps one question more. Theirs alone."""
    with transaction():
        turn = turn_for(actor, turn_id)
        if question.strip():
            keep_question(actor, turn_id, text=question, now=now)
        rules.check_length(learnt)
        rules.check_length(happened)
        turn.learnt, turn.happened, turn.challenge.changed_at = learnt.strip(), happened.strip(), now
        return turn


def keep_question(actor: User, turn_id: int, *, text: str, now: datetime) -> KeptQuestion:
    """Keep the words of a question that mattered, without who asked it. The same words are kept once."""
    with transaction() as tx:
        turn = turn_for(actor, turn_id)
        words = rules.kept_question(text, kept=len(turn.kept))
        question = next((each for each in turn.kept if each.text == words), None)
        if question is None:
            question = KeptQuestion(turn_id=turn.id, text=words, kept_at=now)
            tx.session.add(question)
            tx.flush()
        return question


def let_go_of_question(actor: User, question_id: int) -> None:
    """This one did not matter after all."""
    with transaction() as tx:
        tx.session.delete(kept_question_for(actor, question_id))


def delete_challenge(actor: User, challenge_id: int) -> None:
    """Delete it with its turns, questions and commitments. Nobody keeps anything of it."""
    with transaction() as tx:
        challenge = challenge_for(actor, challenge_id)
        _announce_gone(tx, challenge, turns=challenge.turns)
        tx.session.delete(challenge)


def leave_at_home(actor: User, season_date_id: int) -> None:
    """Bring nothing to this meeting after all. What is written down already stays."""
    with transaction() as tx:
        _make_room(tx, actor, date_for(actor, season_date_id), strict=False)


def leave_the_others_at_home(tx: Transaction, season_date_id: int, *, presenters: Collection[int]) -> None:
    """Whoever asked for a slot and did not get one has not brought anything to that meeting."""
    asked = (
        select(ChallengeTurn)
        .join(ChallengeTurn.challenge)
        .options(selectinload(ChallengeTurn.kept))
        .where(ChallengeTurn.season_date_id == season_date_id, Challenge.user_id.not_in(presenters))
    )
    for turn in tx.session.scalars(asked):
        if turn.is_empty:
            tx.session.delete(turn)


def _make_room(tx: Transaction, actor: User, date: SeasonDate, *, strict: bool = True) -> None:
    found = brought_to(date.id, actor.id)
    if found is None:
        return
    turn = turn_for(actor, found.id)
    if turn.is_empty and not turn.planned:
        tx.session.delete(turn)
        tx.flush()
    elif strict:
        raise RuleBroken("You have written something down for another challenge at that meeting. Take that back first.")


def _announce_gone(tx: Transaction, challenge: Challenge, *, turns: list[ChallengeTurn]) -> None:
    dates = tuple(turn.season_date_id for turn in turns if turn.season_date_id is not None)
    if challenge.set_id and dates:
        tx.announce(ChallengeTakenBack(challenge.set_id, challenge.user_id, dates))


def _say_as_now(turn: ChallengeTurn, challenge: Challenge) -> None:
    turn.sentence, turn.wants, turn.level = challenge.sentence, challenge.wants, challenge.level
