"""What people say about where they belong, and what is said of an organisation."""

from typing import Any

from flask import request
from wtforms import BooleanField, DateField, EmailField, FileField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.organisations.rules.rows import LONGEST_WORDS

ROLES = [
    SelectChoice("staff", lazy_gettext("Works there")),
    SelectChoice("manager", lazy_gettext("Manages")),
    SelectChoice("clinician", lazy_gettext("Clinician")),
    SelectChoice("educator", lazy_gettext("Educator")),
    SelectChoice("volunteer", lazy_gettext("Volunteer")),
    SelectChoice("trustee", lazy_gettext("Trustee")),
    SelectChoice("lived_experience", lazy_gettext("Lived experience")),
]
TOO_LONG = lazy_gettext("At most %(max)d characters, please.")


class BelongForm(Form):
    since = DateField(lazy_gettext("Since"), [InputRequired(lazy_gettext("Say since when."))])
    until = DateField(lazy_gettext("Until"), [Optional()])
    shown = BooleanField(lazy_gettext("Others may see it"))


class LeadForm(Form):
    email = EmailField(
        lazy_gettext("Their email address"), [DataRequired(lazy_gettext("Type their email address."))], id="lead-email"
    )


class RoleForm(Form):
    role = SelectField(lazy_gettext("Belongs to it as"), choices=ROLES)


class PersonForm(RoleForm):
    email = EmailField(lazy_gettext("Their email address"), [DataRequired(lazy_gettext("Type their email address."))])


class WordsForm(Form):
    can_share = TextAreaField(lazy_gettext("What you can share"), [Length(max=LONGEST_WORDS, message=TOO_LONG)])
    would_like_to_learn = TextAreaField(
        lazy_gettext("What you would like to learn"), [Length(max=LONGEST_WORDS, message=TOO_LONG)]
    )


class ImportForm(Form):
    """A form with a file, read by itself: the other fields of every form stay text."""

    file = FileField(lazy_gettext("File"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        handed_in = request.files.get("file")
        self.name = (handed_in.filename or "") if handed_in else ""
        self.content = handed_in.read() if handed_in else b""

    def validate_file(self, _field: FileField) -> None:
        """A browser sends a nameless file where none was chosen."""
        if not self.name:
            raise ValidationError(lazy_gettext("Choose a file."))
