"""What somebody says of what they tried."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.stories.rules import LONGEST_CHANGE


class ChangeForm(Form):
    """What changed since."""

    words = TextAreaField(
        lazy_gettext("What changed since you tried it?"),
        [
            DataRequired(lazy_gettext("Say what changed, or that nothing did.")),
            Length(max=LONGEST_CHANGE, message=lazy_gettext("This has at most %(max)d characters.")),
        ],
    )
