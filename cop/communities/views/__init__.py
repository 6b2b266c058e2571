"""The pages of communities and their spaces, and of coming in."""

from cop.communities.views import answers, bans, invitations, openness, requests, supposed, welcomes, window
from cop.communities.views.next import next_for
from cop.communities.views.pages import bp

for part in (answers.bp, bans.bp, invitations.bp, openness.bp, requests.bp, supposed.bp, welcomes.bp, window.bp):
    bp.register_blueprint(part)

PANELS = welcomes.PANELS

__all__ = ["PANELS", "bp", "next_for"]
