"""What people type to ask for a vote, and the press that votes."""

from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from cop.communities.rules import LONGEST_REASON, VOTING_DAYS
from cop.core.forms import Form
from cop.core.words import lazy_gettext

DAYS = dict(
    zip(VOTING_DAYS, (lazy_gettext("Three days"), lazy_gettext("A week"), lazy_gettext("Two weeks")), strict=True)
)


class ModuleForm(Form):
    module = HiddenField()
    why = StringField(
        lazy_gettext("Why?"),
        [
            DataRequired(lazy_gettext("Say why.")),
            Length(max=LONGEST_REASON, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )
    days = RadioField(
        lazy_gettext("How long may people vote?"),
        [InputRequired(lazy_gettext("Choose how long."))],
        choices=[SelectChoice(days, words) for days, words in DAYS.items()],
        coerce=int,
        default=7,
    )


class VoteForm(Form):
    yes = BooleanField(false_values=("", "no", "false", "0"))
