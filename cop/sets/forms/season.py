"""What a facilitator types about the dates of a season."""

from datetime import datetime
from typing import Any

from wtforms import HiddenField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from cop.core.day_fields import day_field, moment_of, time_field
from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.sets.forms.numbers import whole


class DateForm(Form):
    """A day and a time, in the zone of whoever types."""

    day = day_field(lazy_gettext("Day"), required=lazy_gettext("Choose a day."))
    at = time_field(lazy_gettext("Time"))
    instead = HiddenField()

    @property
    def moment(self) -> datetime:
        """In UTC; only asked when the form is fine."""
        return moment_of(self.day.data, self.at.data or self.at.default)

    @property
    def instead_of(self) -> int | None:
        """The meeting that this one makes up for, when the page said so; 0, which is none of them, for no number."""
        return whole(self.instead.data) if self.instead.data else None


class RotaForm(Form):
    person = SelectField(
        lazy_gettext("Who facilitates that day"),
        [InputRequired(lazy_gettext("Choose somebody."))],
        coerce=int,
        validate_choice=False,
    )

    def offer(self, choices: list[Any]) -> "RotaForm":
        """Whom the page offers."""
        self.person.choices = choices
        return self


class FewestForm(Form):
    fewest = IntegerField(
        lazy_gettext("Members who have to be there"),
        [InputRequired(lazy_gettext("Type a number.")), NumberRange(0, 99, lazy_gettext("Type a number from 2 to 8."))],
    )
