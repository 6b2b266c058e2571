"""What a browser sees of learning sets: the pages, the panels on other pages, and how a set becomes a picture."""

from cop.sets.views import access, challenges, commitments, dates, formats, glass, keepsakes, newcomers, sheets
from cop.sets.views.pages import bp

for part in (
    access.bp, challenges.bp, commitments.bp, dates.bp, formats.bp, glass.bp, keepsakes.bp, newcomers.bp, sheets.bp,
):  # fmt: skip
    bp.register_blueprint(part)

__all__ = ["bp"]
