"""Asking once a year whether a community is still useful, and deciding what follows."""

from datetime import datetime

from sqlalchemy import func, select

from cop.communities import policy, rules
from cop.communities.facts import RenewalAnswered, RenewalAsked, RenewalDecided
from cop.communities.models import Community, CommunityNote, Renewal, RenewalVoice
from cop.communities.queries.doors import community_for
from cop.communities.queries.renewals import due_for_renewal, open_renewal_of
from cop.communities.service.founding import COORDINATES
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User

MEMBERS_WISH = N_("Members of this community say what they wish for it.")
NOT_ASKED = N_("Nothing is asked at the moment.")


def ask_due(*, now: datetime) -> None:
    """Ask every community whose year is over. Two workers at one moment ask once."""
    for community_id in due_for_renewal(now):
        with transaction() as tx:
            community = tx.session.get_one(Community, community_id, with_for_update=True)
            last = tx.session.scalar(select(func.max(Renewal.asked_at)).where(Renewal.community_id == community_id))
            if rules.is_due(last or community.founded_at, now=now):
                asked = Renewal(community_id=community_id, asked_at=now, until=rules.answered_until(now))
                tx.session.add(asked)
                tx.announce(RenewalAsked(community_id))


def say(actor: User, community_id: int, *, wish: str, now: datetime) -> None:
    """Say what one wishes; the last word before the end counts."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_vote(actor, community), MEMBERS_WISH)
        renewal = _locked(tx, community)
        rules.check_wish(wish, until=renewal.until, now=now)
        tx.session.merge(RenewalVoice(renewal_id=renewal.id, user_id=actor.id, wish=wish))
        tx.announce(RenewalAnswered(community.id))


def decide(actor: User, community_id: int, *, outcome: str, words: str, now: datetime) -> None:
    """Decide what follows, and say why. It stands in the log, whatever it is."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        renewal = _locked(tx, community)
        words = rules.check_decision(outcome, words, until=renewal.until, now=now)
        renewal.outcome = outcome
        note = CommunityNote(
            community_id=community.id, user_id=actor.id, kind=f"renewal_{outcome}", words=words, at=now
        )
        tx.session.add(note)
        tx.announce(RenewalDecided(community.id))


def _locked(tx: Transaction, community: Community) -> Renewal:
    """The question that is open, while nobody else answers or decides it."""
    tx.session.execute(select(Community.id).where(Community.id == community.id).with_for_update())
    renewal = open_renewal_of(community.id)
    if renewal is None:
        raise RuleBroken(NOT_ASKED)
    return renewal
