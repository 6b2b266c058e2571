"""What of one's own may go further, with whom it was shared, and what is on its way."""

from cop.ladder.queries.climbs import (
    Named,
    Step,
    ask_for,
    asks_of,
    asks_to,
    climb_for,
    climbs_of,
    named_by,
    steps_for,
    still_missing,
)
from cop.ladder.queries.company import company_of, hidden_names, lets_out, readers_now
from cop.ladder.queries.pieces import Piece, piece_for, pieces_of

__all__ = [
    "Named",
    "Piece",
    "Step",
    "ask_for",
    "asks_of",
    "asks_to",
    "climb_for",
    "climbs_of",
    "company_of",
    "hidden_names",
    "lets_out",
    "named_by",
    "piece_for",
    "pieces_of",
    "readers_now",
    "steps_for",
    "still_missing",
]
