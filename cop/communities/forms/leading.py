"""What somebody chooses who offers a role."""

from collections.abc import Iterable
from datetime import date, datetime, time

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from cop.communities.queries import Member
from cop.core.day_fields import day_field, moment_of
from cop.core.forms import Form
from cop.core.words import lazy_gettext

NAMES = {
    "agenda_activist": lazy_gettext("Agenda activist"),
    "community_keeper": lazy_gettext("Community keeper"),
    "critical_friend": lazy_gettext("Critical friend"),
    "social_reporter": lazy_gettext("Social reporter"),
    "external_messenger": lazy_gettext("External messenger"),
    "value_detective": lazy_gettext("Value detective"),
}
PURPOSES = {
    "agenda_activist": lazy_gettext("Gathers what people would like to talk about, and makes the next agenda of it."),
    "community_keeper": lazy_gettext("Notices who is new, who is quiet and who is missing, and says a word to them."),
    "critical_friend": lazy_gettext("Says kindly what does not work, and asks what we leave out."),
    "social_reporter": lazy_gettext("Writes down what happened, for those who could not be there."),
    "external_messenger": lazy_gettext("Carries what we learn to people outside, and brings back what they ask."),
    "value_detective": lazy_gettext(
        "Looks for what came of it: who did something differently, and what that was worth."
    ),
}
LAST_MINUTE = time(23, 59)


class OfferForm(Form):
    kind = SelectField(lazy_gettext("Which role?"), choices=[SelectChoice(kind, name) for kind, name in NAMES.items()])
    person_id = SelectField(
        lazy_gettext("Whom do you ask?"), coerce=int, validators=[InputRequired(lazy_gettext("Choose somebody."))]
    )
    until = day_field(lazy_gettext("Until and including"), required=lazy_gettext("Choose a day."))

    @classmethod
    def among(cls, members: Iterable[Member], *, kind: str, until: date) -> "OfferForm":
        """The form with these members to choose from, and what is usual filled in."""
        form = cls(kind=kind, until=until)
        form.person_id.choices = [SelectChoice(each.user_id, each.name) for each in members]
        return form

    @property
    def ends(self) -> datetime:
        """The last minute of the day that was chosen; only asked when the form is fine."""
        return moment_of(self.until.data, LAST_MINUTE)
