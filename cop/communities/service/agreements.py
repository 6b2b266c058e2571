"""Writing down how a community works together, and accepting it."""

from datetime import datetime

from sqlalchemy import select

from cop.communities import policy, rules
from cop.communities.facts import AgreementAccepted, AgreementWritten
from cop.communities.models import Agreement, AgreementAcceptance, Community
from cop.communities.queries.agreements import agreement_of
from cop.communities.queries.doors import community_for
from cop.communities.service.founding import COORDINATES
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User

MEMBERS_ACCEPT = N_("Members of this community accept how it works together.")


def write(actor: User, community_id: int, *, text: str, why: str, seen: int, now: datetime) -> None:
    """Write another version. Its writer has accepted it; others are asked to. `seen` is the number it follows."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        before = _locked(tx, community)
        rules.check_current(seen, current=before.number if before else 0)
        text, why = rules.check_agreement(text, why, before=before.text if before else None)
        written = Agreement(
            community_id=community.id, number=seen + 1, text=text, why=why, author_id=actor.id, made_at=now
        )
        tx.session.add(written)
        tx.flush()
        tx.announce(AgreementWritten(community.id))
        mark_accepted(tx, written, person_id=actor.id, now=now)


def accept(actor: User, community_id: int, *, number: int, now: datetime) -> None:
    """Accept the version that was read. Accepting twice is accepting once."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_accept(actor, community), MEMBERS_ACCEPT)
        agreement = _locked(tx, community)
        if agreement is None:
            raise RuleBroken("Nothing is written down here yet.")
        rules.check_current(number, current=agreement.number)
        mark_accepted(tx, agreement, person_id=actor.id, now=now)


def accept_on_joining(tx: Transaction, community_id: int, *, person_id: int, number: int, now: datetime) -> None:
    """Whoever comes in by a press of their own accepts what holds; a newer version sends them back to read it."""
    agreement = agreement_of(community_id)
    if agreement is not None:
        rules.check_current(number, current=agreement.number)
        mark_accepted(tx, agreement, person_id=person_id, now=now)


def mark_accepted(tx: Transaction, agreement: Agreement, *, person_id: int, now: datetime) -> None:
    """Write down once that somebody has accepted this version; the first time counts."""
    if tx.session.get(AgreementAcceptance, (agreement.id, person_id)) is None:
        tx.session.add(AgreementAcceptance(agreement_id=agreement.id, user_id=person_id, accepted_at=now))
        tx.announce(AgreementAccepted(agreement.community_id, person_id))


def _locked(tx: Transaction, community: Community) -> Agreement | None:
    """What holds, while nobody else can write: two who write or accept at once come one after the other."""
    tx.session.execute(select(Community.id).where(Community.id == community.id).with_for_update())
    return agreement_of(community.id)
