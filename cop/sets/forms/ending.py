"""What is typed when a set ends, or is opened from outside."""

from typing import Any

from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, NumberRange

from cop.core.forms import Form
from cop.core.pages import LARGEST_ID
from cop.core.words import lazy_gettext
from cop.sets.rules.closing import FEWEST_MONTHS, MOST_MONTHS, USUAL_MONTHS


class ClosingForm(Form):
    months = IntegerField(
        lazy_gettext("How many months what was said is kept"),
        [
            InputRequired(lazy_gettext("Choose how long it is kept.")),
            NumberRange(FEWEST_MONTHS, MOST_MONTHS, lazy_gettext("Choose 6 to 60 months.")),
        ],
        default=USUAL_MONTHS,
    )


class GlassForm(Form):
    number = IntegerField(
        lazy_gettext("Number of the set"),
        [
            InputRequired(lazy_gettext("Type the number of the set.")),
            NumberRange(1, LARGEST_ID, lazy_gettext("No set has this number.")),
        ],
    )
    reason = TextAreaField(lazy_gettext("Reason"))

    def said(self) -> dict[str, Any]:
        """For the service."""
        return {"set_id": self.number.data, "reason": self.reason.data or ""}
