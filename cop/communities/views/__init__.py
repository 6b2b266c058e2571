"""The pages of communities and their spaces, and of coming in."""

from cop.communities.views import answers, invitations, requests, welcomes
from cop.communities.views.next import next_for
from cop.communities.views.pages import bp

for part in (invitations.bp, answers.bp, requests.bp, welcomes.bp):
    bp.register_blueprint(part)

PANELS = welcomes.PANELS

__all__ = ["PANELS", "bp", "next_for"]
