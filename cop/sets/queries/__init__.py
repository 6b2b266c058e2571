"""The doors of learning sets, and what stands behind them."""

from cop.sets.queries.agreements import accepted_by, agreement_of, all_accepted, unaccepted_by, waiting_for
from cop.sets.queries.commitments import commitment_for, commitments_of, due_commitments, open_commitments_of
from cop.sets.queries.doors import (
    hold_set,
    invitation_for,
    invitations_to,
    people_in,
    seat_in,
    seats_of,
    seats_waiting_at,
    set_for,
    set_to_change_for,
    sets_visible_to,
)
from cop.sets.queries.season import dates_of, ledger_of, next_date

__all__ = [
    "accepted_by",
    "agreement_of",
    "all_accepted",
    "commitment_for",
    "commitments_of",
    "dates_of",
    "due_commitments",
    "hold_set",
    "invitation_for",
    "invitations_to",
    "ledger_of",
    "next_date",
    "open_commitments_of",
    "people_in",
    "seat_in",
    "seats_of",
    "seats_waiting_at",
    "set_for",
    "set_to_change_for",
    "sets_visible_to",
    "unaccepted_by",
    "waiting_for",
]
