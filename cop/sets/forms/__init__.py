"""What people type about a set. The rules judge it; here it gets its labels and its zone."""

from cop.sets.forms.challenges import BringForm, ReviewForm, SheetForm, TurnForm
from cop.sets.forms.formats import OwnFormatForm
from cop.sets.forms.forming import SetForm
from cop.sets.forms.running import AgreementForm, AmendForm, OfferForm, ReportForm

__all__ = [
    "AgreementForm",
    "AmendForm",
    "BringForm",
    "OfferForm",
    "OwnFormatForm",
    "ReportForm",
    "ReviewForm",
    "SetForm",
    "SheetForm",
    "TurnForm",
]
