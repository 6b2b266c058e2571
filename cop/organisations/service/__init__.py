"""Everything that changes organisations and who belongs to them."""

from cop.organisations.service.handed_in import ADMINS, hand_in, take_in, told_in
from cop.organisations.service.imports import Outcome, import_rows
from cop.organisations.service.membership import LEADS, add_person, confirm, join, leave, name_lead, show, step_down
from cop.organisations.service.words import describe

__all__ = [
    "ADMINS",
    "LEADS",
    "Outcome",
    "add_person",
    "confirm",
    "describe",
    "hand_in",
    "import_rows",
    "join",
    "leave",
    "name_lead",
    "show",
    "step_down",
    "take_in",
    "told_in",
]
