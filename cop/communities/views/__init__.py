"""The pages of communities and their spaces."""

from cop.communities.views.pages import bp

__all__ = ["bp"]
