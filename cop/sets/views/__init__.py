"""What a browser sees of learning sets: the pages, the panels on other pages, and how a set becomes a picture."""

from cop.sets.views import (
    access,
    challenges,
    commitments,
    dates,
    formats,
    glass,
    keepsakes,
    newcomers,
    renewals,
    reviews,
    sheets,
)
from cop.sets.views.pages import bp

PARTS = (access, challenges, commitments, dates, formats, glass, keepsakes, newcomers, renewals, reviews, sheets)

for part in PARTS:
    bp.register_blueprint(part.bp)

__all__ = ["bp"]
