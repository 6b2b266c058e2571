"""What people say of who decides about a story."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.stories.rules import DECIDERS, LONGEST_SUPPORTER


class SupportForm(Form):
    """Who decides, and who is beside them."""

    decides = RadioField(
        lazy_gettext("Who decides?"),
        choices=[SelectChoice(key, lazy_gettext(words)) for key, words in DECIDERS.items()],
        validators=[InputRequired(lazy_gettext("Say who decides about this story."))],
    )
    supporter = StringField(
        lazy_gettext("Who is beside you?"),
        [Length(max=LONGEST_SUPPORTER, message=lazy_gettext("At most %(max)d characters, please."))],
    )
