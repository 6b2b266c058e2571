"""Asking those who are named, and their answer. Nobody is hurried: there is no reminder, and silence is no."""

from datetime import datetime

from sqlalchemy import select

from cop.core import mail
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken, Stale
from cop.ladder import rules
from cop.ladder.facts import ClimbChanged, NamedAnswered
from cop.ladder.models import Climb, ClimbAsk
from cop.ladder.queries import ask_for, asks_of, company_of, piece_for
from cop.ladder.service.climbing import unsent
from cop.people.models import User

ASKED = "ladder.asked"


def ask_named(actor: User, climb_id: int, *, now: datetime) -> None:
    """Ask everybody who is named and was not asked about these sentences: by a letter without a word of them."""
    with transaction() as tx:
        climb = unsent(tx, actor, climb_id=climb_id)
        people = company_of(actor, piece_for(actor, climb.origin))
        named = rules.named_in(climb.title, climb.words, people=people)
        if len(named) > rules.MOST_ASKED:
            raise RuleBroken("Words that name more than %(most)s people stay here. Name fewer.", most=rules.MOST_ASKED)
        known = {each.user_id: each for each in asks_of(climb)}
        for person_id, words in named.items():
            _ask(tx, climb, known.get(person_id), person_id=person_id, words=words, now=now)
        tx.announce(ClimbChanged(climb.id))


def answer(actor: User, ask_id: int, *, yes: bool, seen: str, now: datetime) -> None:
    """Say whether one may be named in these sentences. It can be said otherwise until they are sent."""
    with transaction() as tx:
        ask = ask_for(actor, ask_id)
        climb = tx.session.get_one(Climb, ask.climb_id, with_for_update=True, populate_existing=True)
        tx.session.refresh(ask)
        if climb.sent_at is not None:
            raise RuleBroken("It has been sent. Whoever wrote it can take it back at once: talk to them.")
        if not ask.words or seen != rules.digest(ask.words):
            raise Stale("The words have changed since you read them. Here they are as they are now.")
        ask.answer, ask.answered_at = "yes" if yes else "no", now
        tx.announce(NamedAnswered(ask.id))


def _ask(
    tx: Transaction, climb: Climb, ask: ClimbAsk | None, *, person_id: int, words: str, now: datetime
) -> None:  # fmt: skip
    if ask is not None and (ask.answer != "yes" or ask.words == words):
        return
    if ask is None:
        ask = ClimbAsk(climb_id=climb.id, by_id=climb.user_id, user_id=person_id)
        tx.session.add(ask)
    ask.words, ask.asked_at, ask.answer, ask.answered_at = words, now, "", None
    before = tx.session.scalars(
        select(ClimbAsk).where(ClimbAsk.by_id == climb.user_id, ClimbAsk.user_id == person_id).order_by(ClimbAsk.id)
    )  # fmt: skip
    others = [each for each in before if each is not ask]
    refused = rules.refused_lately([(each.answer, each.answered_at) for each in others], now=now)
    if refused is not None:
        ask.answer, ask.answered_at = "no", refused
    elif not rules.had_letter([each.asked_at for each in others], now=now):
        _write_to(tx, ask, now=now)


def _write_to(tx: Transaction, ask: ClimbAsk, *, now: datetime) -> None:
    tx.flush()
    there = select(User.email).where(User.id == ask.user_id, User.erased_at.is_(None), User.suspended_at.is_(None))
    for email in tx.session.scalars(there):
        permitted = (ASKED, ask.user_id, ask.id)
        mail.send_later(tx, email, "ladder/mail/asked.txt", {"ask": ask.id}, at=now, while_permitted=permitted)
