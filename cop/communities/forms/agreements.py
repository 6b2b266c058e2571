"""What people type about how they work together, and the press that accepts it."""

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from cop.communities.models import Agreement
from cop.communities.rules import LONGEST_AGREEMENT, LONGEST_WHY
from cop.core.forms import Form
from cop.core.words import lazy_gettext

TOO_LONG = lazy_gettext("At most %(max)d characters, please.")


class AcceptForm(Form):
    number = HiddenField()

    @property
    def accepted(self) -> int:
        """The number of what was read; 0, which is none, for no number."""
        typed = str(self.number.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() else 0

    def after(self, agreement: Agreement | None) -> "AcceptForm":
        """The same form, of what holds now: whoever was refused has it before them."""
        self.number.data = str(agreement.number if agreement else 0)
        return self


class AgreementForm(AcceptForm):
    text = TextAreaField(
        lazy_gettext("How we work together"),
        [
            DataRequired(lazy_gettext("Say how you work together.")),
            Length(max=LONGEST_AGREEMENT, message=TOO_LONG),
        ],
    )
    why = StringField(lazy_gettext("Why does it change?"), [Length(max=LONGEST_WHY, message=TOO_LONG)])
