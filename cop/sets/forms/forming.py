"""What people type about a set. The rules judge it; here it gets its labels and its zone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    EmailField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from cop.communities.models import Community
from cop.core import clock, words
from cop.core.days import day_field, is_sane, time_field
from cop.core.errors import RuleBroken
from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext, reader_zone, said
from cop.people.rules.names import email_of
from cop.sets import rules
from cop.sets.forms.numbers import whole
from cop.sets.service.forming import LONGEST_PURPOSE

ROWS = range(1, rules.MOST_DATES + 1)
LARGEST_NUMBER = 10_000
FEWEST_OFFERED, MOST_OFFERED = 2, 10  # of all running orders; each says itself for how many it is
OTHER = "other"
FIELDS = {"name": "name", "seats": "members", "meeting_minutes": "minutes", "slot_minutes": "slot", "dates": "day_1"}


class SeasonFields(Form):
    """Six rows of a day and a time, in the zone of whoever types; two may stay empty."""

    day_1, time_1 = day_field(lazy_gettext("Day of meeting 1")), time_field(lazy_gettext("Time of meeting 1"))
    day_2, time_2 = day_field(lazy_gettext("Day of meeting 2")), time_field(lazy_gettext("Time of meeting 2"))
    day_3, time_3 = day_field(lazy_gettext("Day of meeting 3")), time_field(lazy_gettext("Time of meeting 3"))
    day_4, time_4 = day_field(lazy_gettext("Day of meeting 4")), time_field(lazy_gettext("Time of meeting 4"))
    day_5, time_5 = day_field(lazy_gettext("Day of meeting 5")), time_field(lazy_gettext("Time of meeting 5"))
    day_6, time_6 = day_field(lazy_gettext("Day of meeting 6")), time_field(lazy_gettext("Time of meeting 6"))

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
            if day.data and at.data and is_sane(day.data):
                yield datetime.combine(day.data, at.data, tzinfo=zone).astimezone(UTC)


class SetForm(SeasonFields):
    """A set to be formed. Numbers travel as text, so that the rules explain every one that will not do.

    A plan needs what is `planned`, and is told nothing else: it is asked for by an address, which others write down.
    """

    planned = ("members", "minutes", "other_minutes", "slot", "running_order", *(f"day_{row}" for row in ROWS))

    name = StringField(lazy_gettext("Name of the set"))
    purpose = TextAreaField(
        lazy_gettext("What is it for?"),
        [Length(max=LONGEST_PURPOSE, message=lazy_gettext("The purpose can have at most %(max)d characters."))],
    )
    community = SelectField(
        lazy_gettext("In which community?"),
        choices=[],
        invalid_choice_message=lazy_gettext("Choose a community from the list, or none."),
    )
    members = SelectField(
        lazy_gettext("How many seats?"),
        choices=[SelectChoice(str(each)) for each in range(FEWEST_OFFERED, MOST_OFFERED + 1)],
        default="6",
        validate_choice=False,
    )
    minutes = RadioField(
        lazy_gettext("How long is a meeting?"),
        choices=[
            SelectChoice("90", lazy_gettext("An hour and a half")),
            SelectChoice("120", lazy_gettext("Two hours")),
            SelectChoice("150", lazy_gettext("Two and a half hours")),
            SelectChoice("180", lazy_gettext("Three hours")),
            SelectChoice(OTHER, lazy_gettext("Another length")),
        ],
        default="180",
        validate_choice=False,
    )
    other_minutes = StringField(lazy_gettext("Minutes"))
    running_order = SelectField(
        lazy_gettext("How do the meetings run?"),
        choices=[SelectChoice(key, lazy_gettext(found.title)) for key, found in rules.FORMATS.items()],
        default=rules.STANDARD.key,
        invalid_choice_message=lazy_gettext("Choose from the list how the meetings run."),
    )
    slot = RadioField(
        lazy_gettext("How long is a slot?"),
        choices=[SelectChoice(str(each), lazy_gettext("%(count)s minutes", count=each)) for each in rules.SLOT_MINUTES],
        default="45",
        validate_choice=False,
    )
    facilitator = RadioField(
        lazy_gettext("Who facilitates?"),
        choices=[SelectChoice("me", lazy_gettext("I do")), SelectChoice(OTHER, lazy_gettext("Somebody else"))],
        default="me",
        validate_choice=False,
    )
    facilitator_email = EmailField(lazy_gettext("Their email address"))

    @classmethod
    def to_plan(cls, asked: MultiDict[str, str]) -> "SetForm":
        """The form of which only the plan is asked."""
        return cls(MultiDict({name: asked[name] for name in cls.planned if name in asked}), meta={"csrf": False})

    def among(self, places: Iterable[Community]) -> "SetForm":
        """The form with these communities to choose from, and nobody's."""
        none = SelectChoice("", lazy_gettext("In nobody's: it stands by itself"))
        self.community.choices = [none, *(SelectChoice(str(each.id), each.name) for each in places)]
        return self

    @property
    def shape(self) -> rules.Shape:
        """What was typed, for the rules to judge; a number that is none counts as 0."""
        meeting = self.other_minutes.data if self.minutes.data == OTHER else self.minutes.data
        seats, slot, chosen = whole(self.members.data), whole(self.slot.data), self.chosen
        length = slot if chosen is rules.STANDARD else chosen.fitting(slot)
        return rules.Shape(self.name.data or "", seats, whole(meeting), length, self.dates, chosen)

    @property
    def chosen(self) -> rules.Format:
        """The running order chosen. For one that there is not, which is refused, the page shows the standard one."""
        return rules.FORMATS.get(self.running_order.data or "", rules.STANDARD)

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
            "community_id": whole(self.community.data) or None,
            "facilitator_email": own_address if address is None else address,
        }

    def plan(self, *, meetings: int = 0) -> rules.SeasonPlan | None:
        """What the numbers typed so far come to; None while one of them will not do."""
        shape, count = self.shape, len(self.days) or meetings or rules.FEWEST_DATES
        fewest, most = shape.running_order.people
        if shape.slot_minutes not in shape.running_order.lengths or not 0 < shape.meeting_minutes <= LARGEST_NUMBER:
            return None
        if not fewest <= shape.members <= most:
            return None
        return rules.season_plan(
            shape.members, count, meeting_minutes=shape.meeting_minutes, slot_minutes=shape.slot_minutes,
            running_order=shape.running_order,
        )  # fmt: skip

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
