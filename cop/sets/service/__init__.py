"""Every change to a learning set."""

from cop.sets.service.agreement import accept_agreement, write_agreement
from cop.sets.service.airtime import enter_airtime
from cop.sets.service.commitments import amend, commit, report, skip
from cop.sets.service.forming import form_set
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

__all__ = [
    "accept_agreement",
    "accept_seat",
    "amend",
    "commit",
    "decline_seat",
    "enter_airtime",
    "form_set",
    "leave",
    "name_deputy",
    "name_facilitator",
    "offer_seat",
    "remove",
    "report",
    "seat_newcomer",
    "skip",
    "write_agreement",
]
