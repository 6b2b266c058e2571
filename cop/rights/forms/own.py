"""Proving that one is oneself, and choosing what becomes of one's words."""

from wtforms import PasswordField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from cop.core.forms import Form
from cop.core.words import lazy_gettext


class ProofForm(Form):
    password = PasswordField(lazy_gettext("Your password"))


class TakeForm(ProofForm):
    key = None  # the same file may be taken as often as somebody likes


class ErasureForm(ProofForm):
    choice = RadioField(
        lazy_gettext("What becomes of what you wrote here"),
        [InputRequired(lazy_gettext("Choose what becomes of what you wrote here."))],
        choices=[
            SelectChoice("remove", lazy_gettext("Remove everything that is mine to remove")),
            SelectChoice("unnamed", lazy_gettext("Leave my words, without my name")),
        ],
    )
