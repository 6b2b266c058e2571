"""The pages of communities and their spaces."""

from cop.communities.views import bans, openness, supposed
from cop.communities.views.pages import bp

for part in (bans.bp, openness.bp, supposed.bp):
    bp.register_blueprint(part)

__all__ = ["bp"]
