"""What is asked of whoever complains, and of whoever answers."""

from typing import Any

from wtforms import EmailField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from cop.core.errors import RuleBroken
from cop.core.forms import Form
from cop.core.words import lazy_gettext, said
from cop.people.rules.names import email_of
from cop.rights.rules.complaints import COMPLAINTS, LONGEST_NAME, LONGEST_WORDS, REQUESTS

NAMES = {
    "data": lazy_gettext("How we look after data about me"),
    "content": lazy_gettext("Something that is written here"),
    "conduct": lazy_gettext("How somebody behaved"),
    "access": lazy_gettext("Something that keeps me or others out"),
    "other": lazy_gettext("Something else"),
    "correction": lazy_gettext("I ask for something to be corrected"),
    "copy": lazy_gettext("I ask for a copy of what you keep of me"),
    "erasure": lazy_gettext("I ask for something about me to be deleted"),
    "objection": lazy_gettext("I object to something being done with data about me"),
}


def _words(label: str) -> TextAreaField:
    return TextAreaField(
        label,
        [
            InputRequired(lazy_gettext("Say in a few words what it is.")),
            Length(max=LONGEST_WORDS, message=lazy_gettext("Say it in at most 5,000 characters.")),
        ],
    )


class ComplaintForm(Form):
    kind = SelectField(
        lazy_gettext("What it is about"), choices=[SelectChoice(kind, NAMES[kind]) for kind in (*COMPLAINTS, *REQUESTS)]
    )
    name = StringField(lazy_gettext("Your name"), [Length(max=LONGEST_NAME)])
    email = EmailField(lazy_gettext("Email address to answer to"))
    words = _words(lazy_gettext("What happened, and what you would like us to do"))

    def validate_email(self, field: Any) -> None:
        """An address to which an answer can go."""
        try:
            email_of(field.data or "")
        except RuleBroken as refusal:
            raise ValidationError(said(refusal)) from refusal


class CorrectionForm(Form):
    kind = SelectField(
        lazy_gettext("What you ask for"),
        choices=[SelectChoice(kind, NAMES[kind]) for kind in ("correction", "erasure", "objection")],
    )
    words = _words(lazy_gettext("What it is, where it stands, and how it should be"))


class OutcomeForm(Form):
    outcome = _words(lazy_gettext("What came of it, as you tell it to whoever asked"))
