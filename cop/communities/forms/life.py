"""What the core group ticks, and what a coordinator writes when a community closes."""

from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput

from cop.communities.rules import LONGEST_WORDS
from cop.core.forms import Form
from cop.core.words import lazy_gettext

STAGES = [
    SelectChoice("coalescing", lazy_gettext("Coming together")),
    SelectChoice("maturing", lazy_gettext("Growing up")),
    SelectChoice("stewardship", lazy_gettext("Being looked after")),
    SelectChoice("transformation", lazy_gettext("Becoming something else, or ending")),
]
SIGNS = [
    SelectChoice("come_back", lazy_gettext("People know one another, and come back")),
    SelectChoice("early_value", lazy_gettext("Something useful has come of it already")),
    SelectChoice("clear_focus", lazy_gettext("It is clear what we are about, and what not")),
    SelectChoice("shared_roles", lazy_gettext("Several people carry a part of it")),
    SelectChoice("known_gaps", lazy_gettext("We know what our practice lacks")),
    SelectChoice("newcomers_stay", lazy_gettext("New people are welcomed, and stay")),
    SelectChoice("core_rotates", lazy_gettext("Other people have come into the core group")),
    SelectChoice("looked_back", lazy_gettext("We have looked again at what we began with")),
    SelectChoice("purpose_met", lazy_gettext("What we wanted is done")),
    SelectChoice("little_energy", lazy_gettext("Few come, and nobody wants to carry it")),
    SelectChoice("elsewhere", lazy_gettext("People have found another place for it")),
]


class StageForm(Form):
    stage = RadioField(
        lazy_gettext("At which stage are we?"), [InputRequired(lazy_gettext("Choose one."))], choices=STAGES
    )
    signs = SelectMultipleField(lazy_gettext("What do you see?"), choices=SIGNS, option_widget=CheckboxInput())


class ClosingForm(Form):
    words = TextAreaField(
        lazy_gettext("Why it closes, and whom you thank"),
        [
            DataRequired(lazy_gettext("Say why it closes, and thank people.")),
            Length(max=LONGEST_WORDS, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )
