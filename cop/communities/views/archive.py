"""What a member takes along from a community that closes: all that they may read, as a page and for a machine."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.models import Community
from cop.communities.queries.agreements import agreement_of
from cop.core import clock
from cop.core.access import require
from cop.core.archives import archive_for, packed

bp = Blueprint("archive", __name__)


@bp.get("/communities/<int:community_id>/archive.zip")
def take(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_take_archive(current_user, community), "Members take it along from a community that closes.")
    answer = current_app.make_response(_packed(community))
    answer.headers["Content-Type"] = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="community-{community_id}.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _packed(community: Community) -> bytes:
    told, now = archive_for(current_user, community.id), clock.now()
    shown = {"community": community, "told": told, "taken_at": now, "agreement": agreement_of(community.id)}
    data = {
        chapter.key: [
            {"title": each.title, "in": each.place, "by": each.by, "at": each.at.isoformat(), "text": each.source}
            for each in pieces
        ]
        for chapter, pieces in told
    }
    whole = {"community": community.name, "purpose": community.purpose, "taken_at": now.isoformat(), **data}
    return packed(render_template("communities/archive.html", **shown), name="community.json", data=whole)
