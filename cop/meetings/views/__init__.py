"""A meeting in the browser, and a round. Every change is a POST that leads back to the one page; its stage is also
served alone."""

from cop.meetings.views import (
    floor,
    heard,
    keeping,
    later,
    line,
    moves,
    paper,
    plan,
    presence,
    roles,
    rounds,
    starters,
    tray,
    visits,
    words,
)
from cop.meetings.views.page import bp, next_for

PARTS = (
    moves.bp, later.bp, presence.bp, floor.bp, words.bp, roles.bp, line.bp,
    visits.asking, paper.bp, plan.bp, tray.bp, keeping.bp, heard.bp,
)  # fmt: skip
for part in PARTS:
    bp.register_blueprint(part)

PANELS = rounds.PANELS
rounds_bp = rounds.bp
starters_bp = starters.bp
visit_bp = visits.bp

__all__ = ["PANELS", "bp", "next_for", "rounds_bp", "starters_bp", "visit_bp"]
