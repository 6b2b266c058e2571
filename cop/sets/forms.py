"""What people type about a set. The rules judge it; here it gets its labels and its zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from wtforms import (
    DateField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from cop.core import clock, words
from cop.core.errors import RuleBroken
from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext, reader_zone, said
from cop.people.rules.names import email_of
from cop.sets import rules
from cop.sets.service.agreement import CONFIDENTIALITY
from cop.sets.service.commitments import LONGEST
from cop.sets.service.forming import LONGEST_PURPOSE

ROWS = range(1, rules.MOST_DATES + 1)
LARGEST_NUMBER = 10_000
OTHER = "other"
FIELDS = {"name": "name", "seats": "members", "meeting_minutes": "minutes", "slot_minutes": "slot", "dates": "day_1"}


def _sane(_form: Form, field: Any) -> None:
    if field.data and not 2000 <= field.data.year < 3000:  # noqa: PLR2004  farther off, zones overflow
        raise ValidationError(gettext("Choose a year that somebody alive will see."))


class DayField(DateField):
    """A day whose problem is told with an example."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day, or say how one is written."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Choose the day from the calendar, or type it as 2026-11-26.")) from None


class MomentField(TimeField):
    """A time of day whose problem is told with an example."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the time, or say how one is written."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Type the time as 10:00.")) from None


def _day(label: str, *, required: str = "") -> DayField:
    return DayField(label, [InputRequired(required) if required else Optional(), _sane])


def _time(label: str) -> MomentField:
    return MomentField(label, [Optional()], default=time(10))


class SeasonFields(Form):
    """Six rows of a day and a time, in the zone of whoever types; two may stay empty."""

    day_1, time_1 = _day(lazy_gettext("Day of meeting 1")), _time(lazy_gettext("Time of meeting 1"))
    day_2, time_2 = _day(lazy_gettext("Day of meeting 2")), _time(lazy_gettext("Time of meeting 2"))
    day_3, time_3 = _day(lazy_gettext("Day of meeting 3")), _time(lazy_gettext("Time of meeting 3"))
    day_4, time_4 = _day(lazy_gettext("Day of meeting 4")), _time(lazy_gettext("Time of meeting 4"))
    day_5, time_5 = _day(lazy_gettext("Day of meeting 5")), _time(lazy_gettext("Time of meeting 5"))
    day_6, time_6 = _day(lazy_gettext("Day of meeting 6")), _time(lazy_gettext("Time of meeting 6"))

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The day and the time of each meeting, as fields."""
        return [(self[f"day_{row}"], self[f"time_{row}"]) for row in ROWS]

    @property
    def days(self) -> list[date]:
        """The days given so far."""
        return [day.data for day, _ in self.rows if day.data]

    @property
    def dates(self) -> tuple[datetime, ...]:
        """The moments given, in UTC; rows that cannot be read are left out and explained beside them."""
        return tuple(self._moments())

    def _moments(self) -> Iterator[datetime]:
        zone = words.zone(reader_zone())
        for day, at in self.rows:
            if day.data and at.data and not day.errors:
                yield datetime.combine(day.data, at.data, tzinfo=zone).astimezone(UTC)


class SetForm(SeasonFields):
    """A set to be formed. Numbers travel as text, so that the rules explain every one that will not do."""

    name = StringField(lazy_gettext("Name of the set"))
    purpose = TextAreaField(
        lazy_gettext("What is it for?"),
        [Length(max=LONGEST_PURPOSE, message=lazy_gettext("The purpose can have at most %(max)d characters."))],
    )
    community = SelectField(lazy_gettext("In which community?"), validate_choice=False)
    members = SelectField(
        lazy_gettext("How many seats?"),
        choices=[(str(each), str(each)) for each in range(rules.FEWEST_SEATS, rules.MOST_SEATS + 1)],
        default="6",
        validate_choice=False,
    )
    minutes = RadioField(
        lazy_gettext("How long is a meeting?"),
        choices=[
            ("90", lazy_gettext("An hour and a half")),
            ("120", lazy_gettext("Two hours")),
            ("150", lazy_gettext("Two and a half hours")),
            ("180", lazy_gettext("Three hours")),
            (OTHER, lazy_gettext("Another length")),
        ],
        default="180",
        validate_choice=False,
    )
    other_minutes = StringField(lazy_gettext("Minutes"))
    slot = RadioField(
        lazy_gettext("How long is a slot?"),
        choices=[(str(each), lazy_gettext("%(count)s minutes", count=each)) for each in rules.SLOT_MINUTES],
        default="45",
        validate_choice=False,
    )
    facilitator = RadioField(
        lazy_gettext("Who facilitates?"),
        choices=[("me", lazy_gettext("I do")), (OTHER, lazy_gettext("Somebody else"))],
        default="me",
        validate_choice=False,
    )
    facilitator_email = EmailField(lazy_gettext("Their e-mail address"))

    @property
    def shape(self) -> rules.Shape:
        """What was typed, for the rules to judge; a number that is none counts as 0."""
        meeting = self.other_minutes.data if self.minutes.data == OTHER else self.minutes.data
        seats, slot = _whole(self.members.data), _whole(self.slot.data)
        return rules.Shape(self.name.data or "", seats, _whole(meeting), slot, self.dates)

    @property
    def facilitators_address(self) -> str | None:
        """The address typed; None when whoever forms the set facilitates it."""
        if self.facilitator.data == "me":
            return None
        return (self.facilitator_email.data or "").strip() if self.facilitator.data == OTHER else ""

    def said(self, *, own_address: str) -> dict[str, Any]:
        """What else the service is told beside the shape; no community stands for a set that is nobody's."""
        address = self.facilitators_address
        return {
            "purpose": self.purpose.data or "",
            "community_id": _whole(self.community.data) or None,
            "facilitator_email": own_address if address is None else address,
        }

    def plan(self, *, meetings: int = 0) -> rules.SeasonPlan | None:
        """What the numbers typed so far come to; None while one of them will not do."""
        shape, count = self.shape, len(self.days) or meetings or rules.FEWEST_DATES
        if shape.slot_minutes not in rules.SLOT_MINUTES or not 0 < shape.meeting_minutes <= LARGEST_NUMBER:
            return None
        if not rules.FEWEST_SEATS <= shape.seats <= rules.MOST_SEATS:
            return None
        return rules.season_plan(
            shape.seats, count, meeting_minutes=shape.meeting_minutes, slot_minutes=shape.slot_minutes
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Every problem at once, each beside its field."""
        fine = super().validate(extra_validators)
        return all([fine, self._has_times(), self._has_shape(), self._has_facilitator()])

    def _has_times(self) -> bool:
        missing = [at for day, at in self.rows if day.data and not at.data and not at.errors]
        for at in missing:
            at.errors = [gettext("Give the time as well.")]
        return not missing

    def _has_shape(self) -> bool:
        unread = any(day.errors or at.errors for day, at in self.rows)
        found = rules.problems(self.shape, now=clock.now(), zone=words.zone(reader_zone()))
        found = tuple(each for each in found if not (unread and each.field == "dates"))
        for problem in found:
            field = self[FIELDS[problem.field]]
            field.errors = [*field.errors, said(problem.refusal)]
        return not found

    def _has_facilitator(self) -> bool:
        address = self.facilitators_address
        try:
            rules.check_seats(facilitators=0 if address == "" else 1, members=0, seats=rules.FEWEST_SEATS)
            if address:
                email_of(address)
        except RuleBroken as refusal:
            field = self.facilitator_email if self.facilitator.data == OTHER else self.facilitator
            field.errors = [said(refusal)]
            return False
        return True


class OfferForm(Form):
    email = EmailField(lazy_gettext("E-mail address"), [InputRequired(lazy_gettext("Type an e-mail address."))])


class AgreementForm(Form):
    seen = IntegerField(default=0, validators=[Optional(), NumberRange(0, LARGEST_NUMBER)])
    confidentiality = RadioField(
        lazy_gettext("What may leave the set?"),
        choices=[
            ("learning_out", lazy_gettext("My own learning, and nothing else")),
            ("closed", lazy_gettext("Nothing")),
            ("chatham_house", lazy_gettext("What was said, but never who said it")),
        ],
        default=CONFIDENTIALITY[0],
        validate_choice=False,
    )
    ground_rules = TextAreaField(lazy_gettext("Ground rules, in your own words"))

    def said(self) -> dict[str, Any]:
        """For the service."""
        choice, ground_rules = self.confidentiality.data or "", self.ground_rules.data or ""
        return {"confidentiality": choice, "ground_rules": ground_rules, "seen": self.seen.data or 0}


class ReportForm(Form):
    outcome = RadioField(
        lazy_gettext("How did it go?"),
        choices=[
            ("done", lazy_gettext("Done")),
            ("partly", lazy_gettext("Partly done")),
            ("not_done", lazy_gettext("Not done")),
            ("moved", lazy_gettext("Not yet: I choose another date")),
            ("dropped", lazy_gettext("I let go of it")),
        ],
        validate_choice=False,
    )
    note = TextAreaField(lazy_gettext("In your words"), [Length(max=LONGEST)])
    by_when = _day(lazy_gettext("The new date"))

    def said(self) -> dict[str, Any]:
        """For the service."""
        return {"outcome": self.outcome.data, "note": self.note.data or "", "by_when": self.by_when.data}

    def validate_outcome(self, field: Any) -> None:
        """Nothing is taken for granted, not even that it is done."""
        if field.data not in dict(field.choices):
            raise ValidationError(gettext("Choose how it went."))


class AmendForm(Form):
    what = StringField(lazy_gettext("What you will do"), [Length(max=LONGEST)])
    first_step = StringField(lazy_gettext("The first step"), [Length(max=LONGEST)])
    by_when = _day(lazy_gettext("By when"), required=lazy_gettext("Choose a date."))

    def said(self) -> dict[str, Any]:
        """For the service."""
        return {"what": self.what.data or "", "first_step": self.first_step.data or "", "by_when": self.by_when.data}


def _whole(text: str | None) -> int:
    """The number in the text; 0 when it is not one that anybody would mean."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < len(str(2**31))):
        return 0
    return int(digits)
