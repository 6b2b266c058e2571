"""What people type to propose a community."""

from datetime import datetime
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from cop.communities import rules
from cop.communities.forms.places import PlaceForm
from cop.core.day_fields import day_field, moment_of, time_field
from cop.core.forms import Form
from cop.core.words import lazy_gettext

ONE_LINE = Length(max=rules.LONGEST_LINE, message=lazy_gettext("At most %(max)d characters, please."))


class DayForm(Form):
    """When people come together, in the zone of whoever types."""

    day = day_field(lazy_gettext("Day"), required=lazy_gettext("Choose a day."))
    at = time_field(lazy_gettext("Time"))

    @property
    def moment(self) -> datetime:
        """In UTC; only asked when the form is fine."""
        return moment_of(self.day.data, self.at.data or self.at.default)


class FoundingForm(PlaceForm, DayForm):
    """A whole proposal: the community, who else founds it, its first gathering and its first words."""

    others = TextAreaField(
        lazy_gettext("Who founds it with you?"),
        [DataRequired(lazy_gettext("Name at least one other person, from another organisation.")), Length(max=1_000)],
    )
    gathering = StringField(
        lazy_gettext("Your first gathering"), [DataRequired(lazy_gettext("Give it a title.")), ONE_LINE]
    )
    place = StringField(lazy_gettext("Where"), [DataRequired(lazy_gettext("Say where, if only “online”.")), ONE_LINE])
    prompt_title = StringField(
        lazy_gettext("What would you like to talk about first?"),
        [DataRequired(lazy_gettext("Give the first conversation a title.")), ONE_LINE],
    )
    prompt = TextAreaField(
        lazy_gettext("Your first words"),
        [
            DataRequired(lazy_gettext("Begin the conversation.")),
            Length(max=rules.LONGEST_PROMPT, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )

    def draft(self) -> rules.Draft:
        """What was typed, as the rules know it; only asked when the form is fine."""
        typed: dict[str, Any] = {name: getattr(self, name).data or "" for name in TYPED}
        typed["prompt"] = typed["prompt"].replace("\r\n", "\n")
        return rules.Draft(**self.said(), **typed, gathering_at=self.moment)

    @property
    def addresses(self) -> list[str]:
        """One to a line."""
        return (self.others.data or "").splitlines()


class AskForm(Form):
    """Asking others too."""

    others = TextAreaField(
        lazy_gettext("Whom else would you like to ask?"),
        [DataRequired(lazy_gettext("Type their email address.")), Length(max=1_000)],
    )

    @property
    def addresses(self) -> list[str]:
        """One to a line."""
        return (self.others.data or "").splitlines()


TYPED = ("prompt_title", "prompt", "gathering", "place")
