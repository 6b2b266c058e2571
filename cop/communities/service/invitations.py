"""Asking people in, by address and by link, and taking it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from cop.communities import policy
from cop.communities.facts import PeopleInvited
from cop.communities.models import Community, CommunityInvitation, InvitationFile, InvitationLink
from cop.communities.queries import community_for, members_in
from cop.communities.queries.invitations import invitation_for, letters_ahead, spaces_to_name_in
from cop.communities.rules import invitations as rules
from cop.communities.rules.invitations import Asked
from cop.communities.rules.rows import Fault
from cop.communities.service.coming import check_alive
from cop.communities.service.founding import COORDINATES
from cop.core import jobs
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken
from cop.core.links import new_seed, token_of
from cop.people.models import User
from cop.people.rules.tokens import fingerprint

KNOWN = RuleBroken("They have an invitation already, and keep it.")
INVITES = N_("The core group and the coordinators of this community invite. Ask one of them.")


def invite(actor: User, community_id: int, *, asked: Sequence[Asked], now: datetime, forwardable: bool = False) -> int:
    """Ask people in by their addresses; how many letters that makes. Whoever has an invitation keeps the one they have.

    Whether an address has an account, or is a member's, changes nothing: nobody learns it from here.
    """
    with transaction() as tx:
        community = _held(tx, actor, community_id, asked=asked)
        return len(_write_down(tx, actor, community=community, asked=asked, forwardable=forwardable, now=now))


def invite_all(
    actor: User, community_id: int, *, asked: Sequence[Asked], faults: Sequence[Fault], now: datetime
) -> InvitationFile:
    """The same for a file, whose lines are kept with what became of each, those left out too."""
    with transaction() as tx:
        community = _held(tx, actor, community_id, asked=asked)
        left_out: list[list[Any]] = [[each.line, each.email, each.sentence, dict(each.values)] for each in faults]
        kept = InvitationFile(community_id=community.id, created_by_id=actor.id, created_at=now, faults=left_out)
        tx.session.add(kept)
        tx.flush()
        made = _write_down(tx, actor, community=community, asked=asked, file_id=kept.id, now=now)
        again = {each.email for each in asked} - {each.email for each in made}
        kept.faults = left_out + [[each.line, each.email, KNOWN.sentence, {}] for each in asked if each.email in again]
        return kept


def withdraw(actor: User, community_id: int, *, invitation_id: int, now: datetime) -> None:
    """Take an invitation back: its letters are not sent any more, and its link opens nothing."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        invitation = invitation_for(actor, community, invitation_id=invitation_id)
        require(policy.can_see_invitation(actor, invitation, community=community), INVITES)
        this = (CommunityInvitation.id == invitation.id, CommunityInvitation.state.in_(rules.LIVE))
        tx.session.execute(update(CommunityInvitation).where(*this).values(state="withdrawn", ended_at=now))


def make_link(actor: User, community_id: int, *, role: str, most: int, domains: str, now: datetime) -> InvitationLink:
    """A link for so many people of these mail domains, good for 14 days."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        rules.check_link(role=role, most=most, axes=community.axes)
        seed = new_seed()
        link = InvitationLink(
            community_id=community.id, role=role, most=most, domains=rules.domains_in(domains), seed=seed,
            token_hash=fingerprint(token_of(seed)), created_by_id=actor.id, created_at=now,
            expires_at=now + rules.LINK_LASTS,
        )  # fmt: skip
        tx.session.add(link)
        tx.announce(PeopleInvited(community.id))
        return link


def end_link(actor: User, community_id: int, *, link_id: int, now: datetime) -> None:
    """Let a link open nothing from now on."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_coordinate(actor, community), COORDINATES)
        this = (InvitationLink.id == link_id, InvitationLink.community_id == community.id)
        ended = update(InvitationLink).where(*this).values(revoked_at=now).returning(InvitationLink.id)
        if tx.session.scalar(ended) is None:
            raise NotVisible


def lapse(*, now: datetime) -> None:
    """Invitations that nobody answered in time are over."""
    with transaction() as tx:
        _lapse(tx, CommunityInvitation.expires_at <= now, now=now)


def _held(tx: Transaction, actor: User, community_id: int, *, asked: Sequence[Asked]) -> Community:
    """The community, held so that two who invite the same person at once make one invitation."""
    tx.session.execute(select(Community.id).where(Community.id == community_id).with_for_update())
    community = community_for(actor, community_id)
    check_alive(community)
    require(policy.can_invite(actor, community), INVITES)
    role = policy.standing_in(actor, community).role
    rules.check_asked(asked, inviter_role=role, axes=community.axes)
    allowed = {each.id for each in spaces_to_name_in(actor, community_id)}
    if not allowed.issuperset(space_id for each in asked for space_id in each.space_ids):
        raise RuleBroken("Choose only spaces in which you can name people.")
    return community


def _write_down(
    tx: Transaction, actor: User, *, community: Community, asked: Sequence[Asked], now: datetime,
    forwardable: bool = False, file_id: int | None = None,
) -> list[CommunityInvitation]:  # fmt: skip
    own = CommunityInvitation.community_id == community.id
    _lapse(tx, own, CommunityInvitation.expires_at <= now, now=now)
    live = select(CommunityInvitation.email).where(own, CommunityInvitation.state.in_(rules.LIVE))
    known = set(tx.session.scalars(live))
    fresh = list({each.email: each for each in asked if each.email not in known}.values())
    made = [_invitation(actor, community, each, file_id=file_id, now=now) for each in fresh]
    if not made:
        return made
    _tell_members(tx, community, but=actor.id, now=now)
    ahead = letters_ahead(actor.id)
    for number, each in enumerate(made):
        each.forwardable = forwardable
        tx.session.add(each)
        tx.flush()
        due = rules.first_letter_at(now, ahead=ahead + number, axes=community.axes)
        jobs.later(tx, "communities.invitation", payload={"id": each.id, "letters": 0}, at=due)
    tx.announce(PeopleInvited(community.id))
    return made


def _invitation(
    actor: User, community: Community, asked: Asked, *, file_id: int | None, now: datetime
) -> CommunityInvitation:
    seed = new_seed()
    return CommunityInvitation(
        community_id=community.id, email=asked.email, name=asked.name, organisation=asked.organisation,
        role=asked.role, space_ids=list(asked.space_ids), seed=seed, token_hash=fingerprint(token_of(seed)),
        invited_by_id=actor.id, file_id=file_id, line=asked.line, created_at=now, expires_at=now + rules.LASTS,
    )  # fmt: skip


def _tell_members(tx: Transaction, community: Community, *, but: int, now: datetime) -> None:
    """In a Confidential community its members know before anybody comes; the letter names nothing."""
    if not rules.names_its_place(community.axes):
        for user_id in set(members_in(community.id)) - {but}:
            payload = {"community": community.id, "user": user_id}
            jobs.later(tx, "communities.newcomers_asked", payload=payload, at=now)


def _lapse(tx: Transaction, *which: ColumnElement[bool], now: datetime) -> None:
    live = CommunityInvitation.state.in_(rules.LIVE)
    tx.session.execute(
        update(CommunityInvitation)
        .where(live, *which)
        .values(state="lapsed", ended_at=now)
        .execution_options(synchronize_session=False)
    )
