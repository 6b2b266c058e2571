"""The pages of communities and their spaces, and of coming in."""

from cop.communities.views import answers, invitations, requests
from cop.communities.views.next import next_for
from cop.communities.views.pages import bp

for part in (invitations.bp, answers.bp, requests.bp):
    bp.register_blueprint(part)

__all__ = ["bp", "next_for"]
