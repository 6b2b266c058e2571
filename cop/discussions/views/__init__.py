"""The pages of conversations, of their guests, and what they bring to other pages."""

from cop.discussions.views import (
    arrivals,
    asking,
    asks,
    citing,
    disagreements,
    documents,
    guests,
    joining,
    mentions,
    moving,
    nods,
    polls,
    readings,
    splitting,
    ways,
    wordings,
)
from cop.discussions.views.archive import CHAPTERS
from cop.discussions.views.begun import SPOTS
from cop.discussions.views.conversations import bp, panels
from cop.discussions.views.files import HOLDERS
from cop.discussions.views.keeping import HATCHES
from cop.discussions.views.mentions import next_for

bp.register_blueprint(arrivals.bp)
bp.register_blueprint(asking.bp)
bp.register_blueprint(asks.bp)
bp.register_blueprint(citing.bp)
bp.register_blueprint(disagreements.bp)
bp.register_blueprint(documents.bp)
bp.register_blueprint(guests.bp)
bp.register_blueprint(joining.bp)
bp.register_blueprint(mentions.bp)
bp.register_blueprint(moving.bp)
bp.register_blueprint(nods.bp)
bp.register_blueprint(polls.bp)
bp.register_blueprint(readings.bp)
bp.register_blueprint(splitting.bp)
bp.register_blueprint(ways.bp)
bp.register_blueprint(wordings.bp)

__all__ = ["CHAPTERS", "HATCHES", "HOLDERS", "SPOTS", "bp", "next_for", "panels"]
