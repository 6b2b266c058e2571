"""A meeting in the browser. Every change is a POST that leads back to the one page; its stage is also served alone."""

from cop.meetings.views import floor, keeping, line, moves, paper, plan, presence, roles, starters, tray, words
from cop.meetings.views.page import bp, next_for

for part in (moves.bp, presence.bp, floor.bp, words.bp, roles.bp, line.bp, paper.bp, plan.bp, tray.bp, keeping.bp):
    bp.register_blueprint(part)

starters_bp = starters.bp

__all__ = ["bp", "next_for", "starters_bp"]
