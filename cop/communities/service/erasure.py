"""What of somebody who goes is deleted with communities, and what is handed on."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from cop.communities.facts import RoleGiven
from cop.communities.models import (
    Agreement,
    AgreementAcceptance,
    BroughtPerson,
    CommunityBan,
    CommunityInvitation,
    CommunityMembership,
    CommunityNote,
    Founding,
    FoundingVoice,
    InvitationFile,
    InvitationLink,
    JoinRequest,
    LeadingRole,
    ModuleVoice,
    ModuleVote,
    PlaceChange,
    Programme,
    RenewalVoice,
    SpaceMembership,
    StepsPutAway,
    Welcome,
    WideningAnswer,
)
from cop.communities.queries.own import heir_of, looked_after_alone_by
from cop.communities.service.memberships import let_go
from cop.core.database import Transaction
from cop.people.models import User

THEIRS: tuple[type[Any], ...] = (
    AgreementAcceptance, BroughtPerson, CommunityBan, CommunityMembership, JoinRequest, ModuleVoice, RenewalVoice,
    SpaceMembership, StepsPutAway, Welcome, WideningAnswer,
)  # fmt: skip
NAMED: tuple[tuple[type[Any], str], ...] = (
    (Agreement, "author_id"), (CommunityBan, "by_id"), (CommunityInvitation, "invited_by_id"),
    (CommunityNote, "user_id"), (InvitationFile, "created_by_id"), (InvitationLink, "created_by_id"),
    (JoinRequest, "decided_by_id"), (LeadingRole, "user_id"), (LeadingRole, "offered_by_id"),
    (ModuleVote, "proposer_id"), (PlaceChange, "actor_id"), (Programme, "keeper_id"),
    (Welcome, "by_id"),
)  # fmt: skip
SAID: tuple[tuple[type[Any], str, str], ...] = (
    (Agreement, "author_id", "why"), (CommunityNote, "user_id", "words"), (JoinRequest, "decided_by_id", "sentence"),
    (ModuleVote, "proposer_id", "why"),
)  # fmt: skip


def forget(tx: Transaction, person_id: int, *, keeps_words: bool, now: datetime) -> None:
    """They belong nowhere any more. What a community has agreed and is called stays the community's."""
    address = tx.session.get_one(User, person_id).email
    _hand_on(tx, person_id)
    _go(tx, person_id, now=now)
    if not keeps_words:
        for table, who, said in SAID:
            _set(tx, table, who, person_id=person_id, values={said: ""})
    for table in THEIRS:
        tx.session.execute(delete(table).where(table.user_id == person_id))
    for table, who in NAMED:
        _set(tx, table, who, person_id=person_id, values={who: None})
    tx.session.execute(delete(Founding).where(Founding.proposer_id == person_id))
    for asked in (CommunityInvitation, FoundingVoice):
        tx.session.execute(delete(asked).where(or_(asked.user_id == person_id, asked.email == address)))
    _forget_in_files(tx, address)


def _hand_on(tx: Transaction, person_id: int) -> None:
    """A community is left to nobody only when nobody is left in it."""
    for community_id in looked_after_alone_by(person_id):
        heir = heir_of(community_id, but=person_id)
        if heir is not None:
            running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
            this = (*running, CommunityMembership.user_id == heir)
            tx.session.execute(update(CommunityMembership).where(*this).values(role="coordinator"))
            tx.announce(RoleGiven(community_id, heir))


def _go(tx: Transaction, person_id: int, *, now: datetime) -> None:
    running = (CommunityMembership.user_id == person_id, CommunityMembership.until.is_(None))
    alone = set(looked_after_alone_by(person_id))  # those in which nobody else is
    for community_id in tx.session.scalars(select(CommunityMembership.community_id).where(*running)).all():
        if community_id not in alone:
            let_go(tx, community_id, person_id=person_id, now=now)


def _set(tx: Transaction, table: type[Any], who: str, *, person_id: int, values: dict[str, Any]) -> None:
    tx.session.execute(update(table).where(getattr(table, who) == person_id).values(values))


def _forget_in_files(tx: Transaction, address: str) -> None:
    """A line that was left out of a file of invitations names the address that stood in it."""
    for file in tx.session.scalars(select(InvitationFile)).all():
        kept = [fault for fault in file.faults if address not in map(_folded, fault)]
        if len(kept) != len(file.faults):
            file.faults = kept


def _folded(value: object) -> str:
    return str(value).strip().lower()
