"""Asking those who are named, and their answer. Nobody is hurried: there is no reminder, and silence is no."""

from datetime import datetime

from sqlalchemy import func, select

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
    refused = _refused_lately(tx, climb.user_id, person_id=person_id, now=now)
    if refused is not None:
        ask.answer, ask.answered_at = "no", refused
        return
    tx.flush()
    there = select(User.email).where(User.id == person_id, User.erased_at.is_(None), User.suspended_at.is_(None))
    for email in tx.session.scalars(there):
        permitted = (ASKED, person_id, ask.id)
        mail.send_later(tx, email, "ladder/mail/asked.txt", {"ask": ask.id}, at=now, while_permitted=permitted)


def _refused_lately(tx: Transaction, by_id: int, *, person_id: int, now: datetime) -> datetime | None:
    """When this person last said no to the same writer, if that is not long ago: they are not asked again by beginning
    anew, and the writer does not learn of it."""
    said = select(func.max(ClimbAsk.answered_at)).where(ClimbAsk.by_id == by_id, ClimbAsk.user_id == person_id)
    lately = said.where(ClimbAsk.answer == "no", ClimbAsk.answered_at > now - rules.NOT_AGAIN)
    return tx.session.scalar(lately)
