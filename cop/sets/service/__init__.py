"""Every change to a learning set."""

from cop.sets.service.agreement import accept_agreement, write_agreement
from cop.sets.service.airtime import enter_airtime
from cop.sets.service.challenges import (
    bring,
    delete_challenge,
    keep_question,
    leave_at_home,
    let_go_of_question,
    prepare,
    rewrite,
    take_back,
    write_down,
)
from cop.sets.service.commitments import amend, commit, delete_commitment, report, skip
from cop.sets.service.confirmations import ask_again, confirm
from cop.sets.service.formats import choose_format, write_format
from cop.sets.service.forming import form_set
from cop.sets.service.newcomers import answer_newcomer, tell_of_offers
from cop.sets.service.reminders import refuse_reminders, remind, want_reminders
from cop.sets.service.seats import (
    accept_seat,
    decline_seat,
    leave,
    name_deputy,
    name_facilitator,
    offer_seat,
    remove,
    seat_newcomer,
)
from cop.sets.service.sheets import delete_line, keep_line, share_line, write_sheet

__all__ = [
    "accept_agreement",
    "accept_seat",
    "amend",
    "answer_newcomer",
    "ask_again",
    "bring",
    "choose_format",
    "commit",
    "confirm",
    "decline_seat",
    "delete_challenge",
    "delete_commitment",
    "delete_line",
    "enter_airtime",
    "form_set",
    "keep_line",
    "keep_question",
    "leave",
    "leave_at_home",
    "let_go_of_question",
    "name_deputy",
    "name_facilitator",
    "offer_seat",
    "prepare",
    "refuse_reminders",
    "remind",
    "remove",
    "report",
    "rewrite",
    "seat_newcomer",
    "share_line",
    "skip",
    "take_back",
    "tell_of_offers",
    "want_reminders",
    "write_agreement",
    "write_down",
    "write_format",
    "write_sheet",
]
