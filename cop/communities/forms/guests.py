"""What somebody types who gives a guest seat."""

from datetime import datetime, time, timedelta

from wtforms import EmailField
from wtforms.validators import DataRequired, Length

from cop.communities.rules.guests import USUAL_DAYS
from cop.core.day_fields import day_field, moment_of
from cop.core.forms import Form
from cop.core.words import lazy_gettext

LAST_MINUTE = time(23, 59)
LONGEST_ADDRESS = 254


class GuestForm(Form):
    email = EmailField(
        lazy_gettext("Their email address"),
        [
            DataRequired(lazy_gettext("Type the address they use here.")),
            Length(max=LONGEST_ADDRESS, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )
    until = day_field(lazy_gettext("Until and including"), required=lazy_gettext("Choose a day."))

    @classmethod
    def usual(cls, *, now: datetime) -> "GuestForm":
        """With the usual day filled in."""
        return cls(until=(now + timedelta(days=USUAL_DAYS)).date())

    @property
    def ends(self) -> datetime:
        """The last minute of the day that was chosen; only asked when the form is fine."""
        return moment_of(self.until.data, LAST_MINUTE)

    @property
    def address(self) -> str:
        return self.email.data or ""
