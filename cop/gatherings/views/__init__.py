"""The pages of gatherings, of their guests, and what they bring to other pages."""

from cop.gatherings.views import guests
from cop.gatherings.views.pages import CHAPTERS, PANELS, bp, next_for

bp.register_blueprint(guests.bp)

__all__ = ["CHAPTERS", "PANELS", "bp", "next_for"]
