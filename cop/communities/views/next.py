"""What coming in brings to «Next for you»: an invitation that waits at one's own address, and what else is asked."""

from datetime import datetime

from flask import url_for

from cop.communities.queries.foundings import asks_something_of
from cop.communities.queries.invitations import invitations_to
from cop.communities.views.foundings import founding_next
from cop.communities.views.organisations import brought_next
from cop.communities.views.proofs import proof_lines
from cop.core.links import token_of
from cop.core.pages import Next
from cop.core.words import gettext
from cop.people.models import User


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """Invitations to answer, wherever one is; none in a community, where one is in already."""
    if community_id is not None:
        return []
    return [
        Next(
            title=gettext("You are asked into “%(place)s”", place=each.community.name),
            url=url_for("communities.invited.show", token=token_of(each.seed)),
            button=gettext("Read the invitation"),
            detail=gettext("%(name)s asks you.", name=each.invited_by.name) if each.invited_by else "",
        )
        for each in invitations_to(viewer, now=now)
    ]


def asked_next(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """What the viewer is asked to found, where their organisation is about to bring them, and duties that wait for a
    second step; seldom anything. A community's page says of itself what waits there."""
    del now
    if community_id is not None:
        return []
    is_asked, waits_for_proof = asks_something_of(viewer)
    asked = [*founding_next(viewer), *brought_next(viewer)] if is_asked else []
    return [*proof_lines(waits=waits_for_proof), *asked]
