"""The doors of learning sets, and what stands behind them."""

from cop.sets.queries.agreements import accepted_by, agreement_of, all_accepted, unaccepted_by, waiting_for
from cop.sets.queries.challenges import (
    Brought,
    brought_by_others,
    brought_to,
    challenge_for,
    challenges_of,
    kept_question_for,
    turn_for,
)
from cop.sets.queries.commitments import (
    commitment_for,
    commitments_apart_of,
    commitments_of,
    due_commitments,
    is_reminded,
    open_commitments_of,
)
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
from cop.sets.queries.formats import advice_in, format_of, formats_for, own_format_of
from cop.sets.queries.season import changes_of, dates_of, ledger_of, next_date
from cop.sets.queries.sheets import date_for, line_for, lines_of, shared_by_others, sheet_of

__all__ = [
    "Brought",
    "accepted_by",
    "advice_in",
    "agreement_of",
    "all_accepted",
    "brought_by_others",
    "brought_to",
    "challenge_for",
    "challenges_of",
    "changes_of",
    "commitment_for",
    "commitments_apart_of",
    "commitments_of",
    "date_for",
    "dates_of",
    "due_commitments",
    "format_of",
    "formats_for",
    "hold_set",
    "invitation_for",
    "invitations_to",
    "is_reminded",
    "kept_question_for",
    "ledger_of",
    "line_for",
    "lines_of",
    "next_date",
    "open_commitments_of",
    "own_format_of",
    "people_in",
    "seat_in",
    "seats_of",
    "seats_waiting_at",
    "set_for",
    "set_to_change_for",
    "sets_visible_to",
    "shared_by_others",
    "sheet_of",
    "turn_for",
    "unaccepted_by",
    "waiting_for",
]
