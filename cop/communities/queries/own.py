"""What communities keep of one person, for that person's own copy."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import case, func, or_, select

from cop.communities.models import (
    Agreement,
    AgreementAcceptance,
    BroughtPerson,
    Community,
    CommunityInvitation,
    CommunityMembership,
    CommunityNote,
    CommunityOrganisation,
    Founding,
    JoinRequest,
    LeadingRole,
    ModuleVoice,
    ModuleVote,
    Programme,
    RenewalVoice,
    Space,
    SpaceMembership,
)
from cop.core.database import db
from cop.core.errors import N_
from cop.core.own import Part
from cop.organisations.models import Organisation
from cop.people.models import User

WHERE = {"community": N_("Community")}


def _rows(asked: Callable[[int], Any]) -> Callable[[int], Iterable[Sequence[Any]]]:
    return lambda person_id: [tuple(row) for row in db.session.execute(asked(person_id))]


def _invited(person_id: int) -> Any:
    address = select(User.email).where(User.id == person_id).scalar_subquery()
    theirs = or_(CommunityInvitation.user_id == person_id, CommunityInvitation.email == address)
    asked = select(Community.name, CommunityInvitation.role, CommunityInvitation.state, CommunityInvitation.created_at)
    return asked.join_from(CommunityInvitation, Community).where(theirs).order_by(CommunityInvitation.id)


PARTS = [
    Part(
        "communities", N_("Communities you belong or belonged to"),
        WHERE | {"role": N_("As"), "since": N_("Since"), "until": N_("Until")},
        _rows(lambda person_id: select(
            Community.name, CommunityMembership.role, CommunityMembership.since, CommunityMembership.until
        ).join_from(CommunityMembership, Community).where(CommunityMembership.user_id == person_id)
            .order_by(CommunityMembership.id)),
    ),
    Part(
        "spaces", N_("Spaces in which you are or were named"),
        WHERE | {"space": N_("Space"), "since": N_("Since"), "until": N_("Until")},
        _rows(lambda person_id: select(Community.name, Space.name, SpaceMembership.since, SpaceMembership.until)
            .join_from(SpaceMembership, Space).join(Community, Community.id == Space.community_id)
            .where(SpaceMembership.user_id == person_id).order_by(SpaceMembership.id)),
    ),
    Part(
        "brought", N_("Where an organisation brings or brought you"),
        WHERE | {"organisation": N_("Organisation"), "state": N_("State"), "due_at": N_("When")},
        _rows(lambda person_id: select(Community.name, Organisation.name, BroughtPerson.state, BroughtPerson.due_at)
            .join_from(BroughtPerson, CommunityOrganisation)
            .join(Community, Community.id == CommunityOrganisation.community_id)
            .join(Organisation, Organisation.id == CommunityOrganisation.organisation_id)
            .where(BroughtPerson.user_id == person_id).order_by(BroughtPerson.part_id)),
    ),
    Part(
        "roles", N_("Roles that you were offered in communities"),
        WHERE | {"kind": N_("Role"), "begins": N_("Since"), "ends": N_("Until"), "accepted": N_("Accepted")},
        _rows(lambda person_id: select(
            Community.name, LeadingRole.kind, LeadingRole.begins, LeadingRole.ends, LeadingRole.accepted
        ).join_from(LeadingRole, Community).where(LeadingRole.user_id == person_id).order_by(LeadingRole.id)),
    ),
    Part(
        "agreements_accepted", N_("Agreements of communities that you accepted"),
        WHERE | {"number": N_("Number"), "accepted_at": N_("Accepted")},
        _rows(lambda person_id: select(Community.name, Agreement.number, AgreementAcceptance.accepted_at)
            .join_from(AgreementAcceptance, Agreement).join(Community, Community.id == Agreement.community_id)
            .where(AgreementAcceptance.user_id == person_id).order_by(Agreement.id)),
    ),
    Part(
        "agreements_written", N_("Agreements of communities that you wrote down"),
        WHERE | {"number": N_("Number"), "text": N_("Text"), "why": N_("Why"), "made_at": N_("Written")},
        _rows(lambda person_id: select(
            Community.name, Agreement.number, Agreement.text, Agreement.why, Agreement.made_at
        ).join_from(Agreement, Community).where(Agreement.author_id == person_id).order_by(Agreement.id)),
    ),
    Part(
        "decisions", N_("What you decided for a community"),
        WHERE | {"kind": N_("What it was"), "words": N_("Words"), "at": N_("When")},
        _rows(lambda person_id: select(Community.name, CommunityNote.kind, CommunityNote.words, CommunityNote.at)
            .join_from(CommunityNote, Community).where(CommunityNote.user_id == person_id).order_by(CommunityNote.id)),
    ),
    Part(
        "invitations_sent", N_("Whom you asked into a community"),
        WHERE | {"email": N_("Email address"), "name": N_("Name"), "state": N_("State"), "at": N_("When")},
        _rows(lambda person_id: select(
            Community.name, CommunityInvitation.email, CommunityInvitation.name, CommunityInvitation.state,
            CommunityInvitation.created_at,
        ).join_from(CommunityInvitation, Community).where(CommunityInvitation.invited_by_id == person_id)
            .order_by(CommunityInvitation.id)),
    ),
    Part(
        "invitations_received", N_("Into which communities you were asked"),
        WHERE | {"role": N_("As"), "state": N_("State"), "at": N_("When")}, _rows(_invited),
    ),
    Part(
        "requests", N_("Where you asked to come in"),
        WHERE | {"answers": N_("What you answered"), "state": N_("State"), "asked_at": N_("When")},
        _rows(lambda person_id: select(Community.name, JoinRequest.answers, JoinRequest.state, JoinRequest.created_at)
            .join_from(JoinRequest, Community).where(JoinRequest.user_id == person_id).order_by(JoinRequest.id)),
    ),
    Part(
        "foundings", N_("Communities that you proposed"),
        {
            "name": N_("Name"), "purpose": N_("Purpose"), "first_question": N_("First question"),
            "text": N_("Text"), "gathering": N_("First gathering"), "proposed_at": N_("When"),
        },
        _rows(lambda person_id: select(
            Founding.name, Founding.purpose, Founding.prompt_title, Founding.prompt, Founding.gathering,
            Founding.proposed_at,
        ).where(Founding.proposer_id == person_id).order_by(Founding.id)),
    ),
    Part(
        "votes_called", N_("Votes that you called"),
        WHERE | {"part": N_("About"), "why": N_("Why"), "at": N_("When")},
        _rows(lambda person_id: select(Community.name, ModuleVote.module, ModuleVote.why, ModuleVote.opened_at)
            .join_from(ModuleVote, Community).where(ModuleVote.proposer_id == person_id).order_by(ModuleVote.id)),
    ),
    Part(
        "votes_cast", N_("How you voted"), {"part": N_("About"), "yes": N_("Yes")},
        _rows(lambda person_id: select(ModuleVote.module, ModuleVoice.yes)
            .join_from(ModuleVoice, ModuleVote).where(ModuleVoice.user_id == person_id).order_by(ModuleVote.id)),
    ),
    Part(
        "renewals", N_("What you wished when your communities were asked whether to go on"),
        {"wish": N_("Your wish")},
        _rows(lambda person_id: select(RenewalVoice.wish).where(RenewalVoice.user_id == person_id)
            .order_by(RenewalVoice.renewal_id)),
    ),
    Part(
        "programmes", N_("Programmes that you keep"), {"name": N_("Name"), "purpose": N_("Purpose")},
        _rows(lambda person_id: select(Programme.name, Programme.purpose).where(Programme.keeper_id == person_id)
            .order_by(Programme.id)),
    ),
]  # fmt: skip


def looked_after_alone_by(person_id: int) -> list[int]:
    """The communities, alive, whose only coordinator this person is."""
    running = (CommunityMembership.until.is_(None), CommunityMembership.role == "coordinator")
    counted = select(CommunityMembership.community_id).where(*running).group_by(CommunityMembership.community_id)
    alone = counted.having(func.count() == 1)
    asked = select(Community.id).join(CommunityMembership, CommunityMembership.community_id == Community.id)
    theirs = (*running, CommunityMembership.user_id == person_id, Community.closed_at.is_(None))
    return list(db.session.scalars(asked.where(*theirs, Community.id.in_(alone)).order_by(Community.id)))


def names_of(community_ids: Iterable[int]) -> Sequence[tuple[int, str]]:
    """What these communities are called; the caller has made sure that their reader belongs to them."""
    asked = select(Community.id, Community.name).where(Community.id.in_(list(community_ids))).order_by(Community.id)
    return [(row.id, row.name) for row in db.session.execute(asked)]


def heir_of(community_id: int, *, but: int) -> int | None:
    """Who looks after a community when its only coordinator goes: of the core group, else a member, else an observer,
    whoever has been there longest. None when nobody else is, or only the suspended."""
    running = (CommunityMembership.community_id == community_id, CommunityMembership.until.is_(None))
    nearest = case({"core": 0, "member": 1}, value=CommunityMembership.role, else_=2)
    asked = select(CommunityMembership.user_id).join(User, User.id == CommunityMembership.user_id)
    asked = asked.where(*running, CommunityMembership.user_id != but, User.suspended_at.is_(None))
    return db.session.scalar(asked.order_by(nearest, CommunityMembership.since, CommunityMembership.id).limit(1))
