"""What a browser sees of learning sets: the pages, the panels on other pages, and how a set becomes a picture."""

from cop.sets.views import challenges, commitments, dates, keepsakes, sheets
from cop.sets.views.pages import bp

for part in (challenges.bp, keepsakes.bp, commitments.bp, dates.bp, sheets.bp):
    bp.register_blueprint(part)

__all__ = ["bp"]
