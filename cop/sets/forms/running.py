"""What people type in a set that is there: offers, the agreement, and how a commitment went."""

from typing import Any

from wtforms import EmailField, IntegerField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from cop.core.day_fields import day_field
from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext
from cop.sets import rules
from cop.sets.forms.outcomes import OWN
from cop.sets.rules.newcomers import LONGEST_NAME
from cop.sets.service.agreement import ADVICE, CONFIDENTIALITY
from cop.sets.service.commitments import LONGEST

LARGEST_NUMBER = 10_000


class OfferForm(Form):
    name = StringField(lazy_gettext("Their name"), [Length(max=LONGEST_NAME)])
    email = EmailField(lazy_gettext("Email address"), [InputRequired(lazy_gettext("Type an email address."))])

    def said(self) -> dict[str, str]:
        """For the service."""
        return {"name": self.name.data or "", "email": self.email.data or ""}


class AgreementForm(Form):
    seen = IntegerField(default=0, validators=[Optional(), NumberRange(0, LARGEST_NUMBER)])
    confidentiality = RadioField(
        lazy_gettext("What may leave the set?"),
        choices=[
            SelectChoice("learning_out", lazy_gettext("My own learning, and nothing else")),
            SelectChoice("closed", lazy_gettext("Nothing")),
            SelectChoice("chatham_house", lazy_gettext("What was said, but never who said it")),
        ],
        default=CONFIDENTIALITY[0],
        validate_choice=False,
    )
    sharing = RadioField(
        lazy_gettext("How do you share the time of a meeting?"),
        choices=[
            SelectChoice("bid", lazy_gettext("Bid for time: a whole slot for some")),
            SelectChoice("equal", lazy_gettext("Equal time: an even part for everyone who would like some")),
            SelectChoice("rotation", lazy_gettext("Rotation: an even part for everyone, each time")),
        ],
        default=rules.WAYS[0],
        validate_choice=False,
    )
    advice = RadioField(
        lazy_gettext("Is there room for suggestions?"),
        choices=[
            SelectChoice("none", lazy_gettext("No: we ask, and nobody advises")),
            SelectChoice("suggestions", lazy_gettext("Yes, where the running order makes room for them")),
        ],
        default=ADVICE[0],
        validate_choice=False,
    )
    ground_rules = TextAreaField(lazy_gettext("Ground rules, in your own words"))

    def said(self) -> dict[str, Any]:
        """For the service."""
        return {
            "confidentiality": self.confidentiality.data or "",
            "sharing": self.sharing.data or "",
            "advice": self.advice.data or "",
            "ground_rules": self.ground_rules.data or "",
            "seen": self.seen.data or 0,
        }


class ReportForm(Form):
    outcome = RadioField(lazy_gettext("How did it go?"), choices=OWN, validate_choice=False)
    note = TextAreaField(lazy_gettext("In your words"), [Length(max=LONGEST)])
    learnt = StringField(lazy_gettext("A word for what you learnt"), [Length(max=LONGEST)])
    new_date = day_field(lazy_gettext("The new date"))

    def said(self) -> dict[str, Any]:
        """For the service."""
        said, learnt = self.note.data or "", self.learnt.data or ""
        return {"outcome": self.outcome.data, "note": said, "learnt": learnt, "by_when": self.new_date.data}

    def validate_outcome(self, field: Any) -> None:
        """Nothing is taken for granted, not even that it is done."""
        if field.data not in {each.value for each in field.choices}:
            raise ValidationError(gettext("Choose how it went."))


class AmendForm(Form):
    what = StringField(lazy_gettext("What you will do"), [Length(max=LONGEST)])
    first_step = StringField(lazy_gettext("The first step"), [Length(max=LONGEST)])
    by_when = day_field(lazy_gettext("By when"), required=lazy_gettext("Choose a date."))

    def said(self) -> dict[str, Any]:
        """For the service."""
        return {"what": self.what.data or "", "first_step": self.first_step.data or "", "by_when": self.by_when.data}
