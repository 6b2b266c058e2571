"""Asking to come in, and the answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from cop.communities import policy
from cop.communities.facts import JoinAsked, JoinDecided
from cop.communities.models import Community, JoinQuestion, JoinRequest
from cop.communities.queries import community_for
from cop.communities.queries.requests import addresses_to_tell, own_request, questions_of, request_for
from cop.communities.rules import requests as rules
from cop.communities.service.coming import check_alive, let_in
from cop.communities.service.founding import COORDINATES
from cop.core import jobs
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User

ANSWERED = N_("This request was answered, or taken back, in the meantime.")


def set_questions(actor: User, community_id: int, *, texts: Sequence[str]) -> None:
    """Say what whoever would like to come in is asked; what was asked before stands in the requests themselves."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        questions = rules.questions_in(texts)
        tx.session.execute(delete(JoinQuestion).where(JoinQuestion.community_id == community.id))
        for position, text in enumerate(questions):
            tx.session.add(JoinQuestion(community_id=community.id, position=position, text=text))


def ask_in(actor: User, community_id: int, *, answers: Sequence[str], now: datetime) -> JoinRequest:
    """Ask to come in. Asking twice is asking once."""
    with transaction() as tx:
        tx.session.execute(select(Community.id).where(Community.id == community_id).with_for_update())
        community = community_for(actor, community_id)
        check_alive(community)
        require(policy.can_ask_in(actor, community), "Nobody asks to come in here, or you are in already.")
        before = own_request(actor, community.id)
        if before is not None and before.state == "waiting":
            return before
        given = rules.answers_to(questions_of(community.id), answers)
        request = JoinRequest(community_id=community.id, user_id=actor.id, answers=given, created_at=now)
        tx.session.add(request)
        tx.flush()
        _write_next(tx, request, number=0)
        tx.announce(JoinAsked(request.id))
        return request


def take_back(actor: User, community_id: int, *, request_id: int, now: datetime) -> None:
    """Ask no longer."""
    with transaction() as tx:
        request = request_for(actor, community_id, request_id=request_id)
        require(request.user_id == actor.id, "Only whoever asked can take it back.")
        _end(tx, request, actor=actor, state="withdrawn", now=now)


def decide(
    actor: User, community_id: int, *, request_id: int, yes: bool, now: datetime, sentence: str = ""
) -> JoinRequest:
    """Let somebody in, or say no with a kind sentence, which they alone read."""
    with transaction() as tx:
        request = request_for(actor, community_id, request_id=request_id)
        check_alive(request.community)
        allowed = policy.can_decide(actor, request, now=now)
        require(allowed, "A coordinator of this community answers; the core group too, after five days.")
        request.sentence = rules.check_decision(yes=yes, sentence=sentence)
        _end(tx, request, actor=actor, state="approved" if yes else "declined", now=now)
        if yes:
            let_in(tx, request.community_id, person_id=request.user_id, role="member", now=now)
        jobs.later(tx, "communities.answered", payload={"user": request.user_id}, at=now)
        return request


def letters_about(request_id: int, *, number: int) -> Sequence[str]:
    """Who is written to about a request that still waits; the letter after this one is written down."""
    with transaction() as tx:
        request = tx.session.get(JoinRequest, request_id)
        if request is None or request.state != "waiting":
            return ()
        if not policy.is_alive(tx.session.get_one(Community, request.community_id)):
            return ()
        _write_next(tx, request, number=number + 1)
        return addresses_to_tell(request.community_id, roles=rules.told_of_letter(number))


def address_of(user_id: int) -> str | None:
    """Where whoever asked is written to; None for somebody who is suspended, or gone."""
    with transaction() as tx:
        return tx.session.scalar(select(User.email).where(User.id == user_id, User.suspended_at.is_(None)))


def _write_next(tx: Transaction, request: JoinRequest, *, number: int) -> None:
    due = rules.letter_at(request.created_at, number)
    if due:
        jobs.later(tx, "communities.asked_in", payload={"id": request.id, "number": number}, at=due)


def _end(tx: Transaction, request: JoinRequest, *, actor: User, state: str, now: datetime) -> None:
    """Two who answer at once give one answer: the database looks whether it still waits."""
    ended = {"state": state, "decided_at": now, "decided_by_id": actor.id}
    this = (JoinRequest.id == request.id, JoinRequest.state == "waiting")
    if tx.session.scalar(update(JoinRequest).where(*this).values(ended).returning(JoinRequest.id)) is None:
        raise RuleBroken(ANSWERED)
    tx.announce(JoinDecided(request.id))
