"""What people answer once a year, and what a coordinator decides."""

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from cop.communities.rules import LONGEST_DECISION
from cop.core.forms import Form
from cop.core.words import lazy_gettext

WISHES = [
    SelectChoice("renew", lazy_gettext("Yes: another year as we are")),
    SelectChoice("change", lazy_gettext("Yes, if something changes")),
    SelectChoice("merge", lazy_gettext("Join with another community")),
    SelectChoice("close", lazy_gettext("No: close it well")),
]


class WishForm(Form):
    wish = RadioField(
        lazy_gettext("Is this still useful?"), [InputRequired(lazy_gettext("Choose one."))], choices=WISHES
    )


class DecisionForm(Form):
    outcome = RadioField(lazy_gettext("What follows?"), [InputRequired(lazy_gettext("Choose one."))], choices=WISHES)
    words = TextAreaField(
        lazy_gettext("What you decide, and why"),
        [
            DataRequired(lazy_gettext("Say what you decide and why.")),
            Length(max=LONGEST_DECISION, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )
