"""What planning a season asks for, a first one or another: six dates, how long a meeting is, and how long a slot."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final, Self

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from cop.core import clock, words
from cop.core.day_fields import day_field, is_sane, time_field
from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext, reader_zone, said
from cop.sets import rules
from cop.sets.forms.numbers import whole

ROWS: Final = range(1, rules.MOST_DATES + 1)
LARGEST_NUMBER: Final = 10_000
OTHER: Final = "other"


class SeasonFields(Form):
    """Six rows of a day and a time, in the zone of whoever types; two may stay empty.

    `fields_of` names the field beside which a problem with a part of the shape is told. A plan needs what is `planned`,
    and is told nothing else: it is asked for by an address, which others write down.
    """

    planned: ClassVar[tuple[str, ...]] = ("minutes", "other_minutes", "slot", *(f"day_{row}" for row in ROWS))
    fields_of: ClassVar[dict[str, str]] = {"meeting_minutes": "minutes", "slot_minutes": "slot", "dates": "day_1"}

    day_1, time_1 = day_field(lazy_gettext("Day of meeting 1")), time_field(lazy_gettext("Time of meeting 1"))
    day_2, time_2 = day_field(lazy_gettext("Day of meeting 2")), time_field(lazy_gettext("Time of meeting 2"))
    day_3, time_3 = day_field(lazy_gettext("Day of meeting 3")), time_field(lazy_gettext("Time of meeting 3"))
    day_4, time_4 = day_field(lazy_gettext("Day of meeting 4")), time_field(lazy_gettext("Time of meeting 4"))
    day_5, time_5 = day_field(lazy_gettext("Day of meeting 5")), time_field(lazy_gettext("Time of meeting 5"))
    day_6, time_6 = day_field(lazy_gettext("Day of meeting 6")), time_field(lazy_gettext("Time of meeting 6"))
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
    slot = RadioField(
        lazy_gettext("How long is a slot?"),
        choices=[SelectChoice(str(each), lazy_gettext("%(count)s minutes", count=each)) for each in rules.SLOT_MINUTES],
        default="45",
        validate_choice=False,
    )

    @classmethod
    def to_plan(cls, asked: MultiDict[str, str]) -> Self:
        """The form of which only the plan is asked."""
        return cls(MultiDict({name: asked[name] for name in cls.planned if name in asked}), meta={"csrf": False})

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

    @property
    def shape(self) -> rules.Shape:
        """What was typed, for the rules to judge; a number that is none counts as 0."""
        raise NotImplementedError

    @property
    def taking_turns(self) -> int:
        """For how many people it is worked out."""
        return self.shape.members

    @property
    def meeting_minutes(self) -> int:
        """The length chosen, or typed."""
        return whole(self.other_minutes.data if self.minutes.data == OTHER else self.minutes.data)

    def plan(self, *, meetings: int = 0) -> rules.SeasonPlan | None:
        """What the numbers typed so far come to; None while one of them will not do."""
        shape, count = self.shape, len(self.days) or meetings or rules.FEWEST_DATES
        fewest, most = shape.running_order.people
        if shape.slot_minutes not in shape.running_order.lengths or not 0 < shape.meeting_minutes <= LARGEST_NUMBER:
            return None
        if not fewest <= shape.members <= most:
            return None
        return rules.season_plan(
            self.taking_turns, count, meeting_minutes=shape.meeting_minutes, slot_minutes=shape.slot_minutes,
            running_order=shape.running_order,
        )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        """Every problem at once, each beside its field."""
        fine = super().validate(extra_validators)
        return all([fine, self._has_times(), self._has_shape()])

    def _moments(self) -> Iterator[datetime]:
        zone = words.zone(reader_zone())
        for day, at in self.rows:
            if day.data and at.data and is_sane(day.data):
                yield datetime.combine(day.data, at.data, tzinfo=zone).astimezone(UTC)

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
            field = self[self.fields_of[problem.field]]
            field.errors = [*field.errors, said(problem.refusal)]
        return not found
