"""What the pages of a community and of a space show to somebody, who may be only supposed."""

from datetime import datetime, timedelta
from typing import Any

from cop.communities import policy, queries
from cop.communities.models import Community, Space
from cop.communities.queries import steps
from cop.communities.queries.proofs import waits_in
from cop.communities.rules import Supposed
from cop.communities.views.leading import leading_lines
from cop.communities.views.life import closing_lines
from cop.communities.views.proofs import proof_lines
from cop.communities.views.renewals import renewal_lines
from cop.communities.views.welcomes import arrivals
from cop.core import clock, pages, panels
from cop.core.traces import traces

ANNOUNCED = timedelta(days=14)


def shown_community(viewer: Any, community: Community) -> dict[str, Any]:
    """Everything on the page of a community."""
    now = clock.now()
    which = steps.list_of(viewer, community) if _is_there(viewer) else None
    card = queries.card_of(viewer, community.id, on=now.date(), now=now, which=which, traces=traces())
    spaces = queries.spaces_visible_to(viewer, community.id)
    known = [
        *proof_lines(waits=waits_in(viewer, community, spaces=spaces)),
        *closing_lines(community),
        *renewal_lines(community, asks=card.asks_for_wish),
        *leading_lines(community, asks=card.asks_to_lead, ends_soon=card.role_ends_soon),
    ]
    return {
        "community": community,
        **standing(viewer, community),
        **_openness(viewer, community, now=now),
        **_how_we_work(viewer, community, card),
        "first_steps": steps.read(viewer, community, found=card.steps) if which else None,
        "spaces": spaces,
        "coordinators": card.coordinators,
        "readers": card.readers,
        "next": pages.next_for(viewer, community.id, known=known, now=now) if _is_there(viewer) else [],
        "arrivals": arrivals(viewer, community, by=card.welcomed_by, now=now),
        "panels": panels.panels("community", viewer, subject=community, now=now),
    }


def shown_space(
    viewer: Any, space: Space, *, readers: queries.Readers | None = None, seen: panels.Seen | None = None
) -> dict[str, Any]:
    """Everything on the page of a space, with what is known of it already."""
    now = clock.now()
    return {
        "space": space,
        **standing_in_space(viewer, space, readers=readers),
        "may_change": policy.can_change_space(viewer, space),
        "may_see_as": policy.can_see_as_others(viewer, space.community),
        **_openness(viewer, space.community, now=now),
        "panels": panels.panels("space", viewer, subject=space, now=now, known=seen),
    }


def standing(viewer: Any, community: Community) -> dict[str, Any]:
    """What the viewer is and may do in a community."""
    return {
        "viewer": viewer,
        "role": policy.standing_in(viewer, community).role,
        "can_join": policy.can_join(viewer, community),
        "can_coordinate": policy.can_coordinate(viewer, community),
        "can_see_members": policy.can_see_members(viewer, community),
        "can_invite": policy.can_invite(viewer, community),
        "can_ask": policy.can_ask_in(viewer, community),
    }


def standing_in_space(viewer: Any, space: Space, *, readers: queries.Readers | None = None) -> dict[str, Any]:
    """What the viewer may do in a space, and who reads it."""
    return {
        "viewer": viewer,
        "can_read": policy.can_read_space(viewer, space),
        "can_name": policy.can_name_members(viewer, space),
        "readers": readers or queries.audience_of_space(space.id, on=clock.now().date()),
    }


def _how_we_work(viewer: Any, community: Community, card: queries.Card) -> dict[str, Any]:
    """What holds, for whoever may read it; and the same for a member who has not accepted it."""
    is_asked = policy.can_accept(viewer, community) and not card.has_accepted
    return {
        "agreement": card.agreement if policy.can_read_agreement(viewer, community) else None,
        "agreement_asked": card.agreement if is_asked else None,
    }


def _openness(viewer: Any, community: Community, *, now: datetime) -> dict[str, Any]:
    """The latest change while it is news, and whether the viewer is still to be asked about their own."""
    if not policy.can_see_changes(viewer, community):
        return {"change": None, "is_asked": False}
    is_news = community.changed_at is not None and community.changed_at > now - ANNOUNCED
    latest = queries.changes_visible_to(viewer, community.id, most=1) if is_news else []
    asked = _is_there(viewer) and policy.is_alive(community) and queries.is_asked(viewer, community)
    asked = asked and bool(panels.panels("widening", viewer, subject=community, now=now))
    return {"change": latest[0] if latest else None, "is_asked": asked}


def _is_there(viewer: Any) -> bool:
    return viewer.is_authenticated and not isinstance(viewer, Supposed)
