"""What people type to arrange a gathering, and the press that answers one."""

from datetime import datetime

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from cop.core import words
from cop.core.day_fields import day_field, moment_of, time_field
from cop.core.forms import Form
from cop.core.words import lazy_gettext, reader_zone
from cop.gatherings.models import Gathering
from cop.gatherings.rules import LONGEST_LINE, LONGEST_LINK, Plan

TOO_LONG = lazy_gettext("At most %(max)d characters, please.")


class GatheringForm(Form):
    title = StringField(
        lazy_gettext("What is it called?"),
        [DataRequired(lazy_gettext("Give it a title.")), Length(max=LONGEST_LINE, message=TOO_LONG)],
    )
    day = day_field(lazy_gettext("Day"), required=lazy_gettext("Choose a day."))
    at = time_field(lazy_gettext("Time"))
    place = StringField(
        lazy_gettext("Where"),
        [
            DataRequired(lazy_gettext("Say where, if only “online”.")),
            Length(max=LONGEST_LINE, message=TOO_LONG),
        ],
    )
    link = StringField(lazy_gettext("Link to join online"), [Length(max=LONGEST_LINK, message=TOO_LONG)])

    @classmethod
    def of(cls, gathering: Gathering) -> "GatheringForm":
        """Filled in with what stands."""
        local = gathering.starts_at.astimezone(words.zone(reader_zone()))
        return cls(title=gathering.title, day=local.date(), at=local.time(), place=gathering.place, link=gathering.link)

    @property
    def moment(self) -> datetime:
        """In UTC; only asked when the form is fine."""
        return moment_of(self.day.data, self.at.data or self.at.default)

    @property
    def plan(self) -> Plan:
        """What was typed, as the rules know it; only asked when the form is fine."""
        return Plan(self.title.data or "", self.moment, self.place.data or "", self.link.data or "")


class AnswerForm(Form):
    going = BooleanField(false_values=("", "no", "false", "0"))
