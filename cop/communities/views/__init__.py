"""The pages of communities and their spaces."""

from cop.communities.views import bans, openness, supposed, window
from cop.communities.views.pages import bp

for part in (bans.bp, openness.bp, supposed.bp, window.bp):
    bp.register_blueprint(part)

__all__ = ["bp"]
