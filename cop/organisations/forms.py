"""What people say about where they belong."""

from wtforms import DateField
from wtforms.validators import InputRequired, Optional

from cop.core.forms import Form
from cop.core.words import lazy_gettext


class BelongForm(Form):
    since = DateField(lazy_gettext("Since"), [InputRequired(lazy_gettext("Say since when."))])
    until = DateField(lazy_gettext("Until"), [Optional()])
