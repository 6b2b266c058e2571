"""What people send from a meeting. Most forms are one button and say what was seen."""

from datetime import UTC, datetime
from typing import Any, get_args

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from cop.core import words
from cop.core.forms import Form
from cop.core.pages import LARGEST_ID
from cop.core.words import reader_zone
from cop.meetings.models import PRIVATE_WORD, SENTENCE, VISITOR_NAME
from cop.meetings.rules import SAID, SILENCES, STEPS, Source
from cop.sets.forms.challenges import LEVELS
from cop.sets.forms.numbers import whole
from cop.sets.forms.outcomes import OWN, SOMEBODY_S
from cop.sets.service.commitments import LONGEST

HOW_PRESSING = [SelectChoice(1, _("It can wait")), SelectChoice(2, _("Soon")), SelectChoice(3, _("Pressing"))]


class PressForm(Form):
    """One button with nothing to say but that it was pressed."""


class MoveForm(Form):
    """One button that moves the meeting: `seen` is the step that was looked at."""

    seen = IntegerField(validators=[InputRequired(), NumberRange(0, LARGEST_ID)])


class PersonForm(Form):
    """One button about one person."""

    person = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])


class TurnForm(Form):
    """One button about a turn: `holder` is who was seen to have the floor, empty when it lay free."""

    holder = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_ID)])


class AskingForm(Form):
    """One button that says how the set asks from the next phase on."""

    asking = SelectField(choices=[SelectChoice("round"), SelectChoice("balanced"), SelectChoice("open")])


class LaterForm(MoveForm):
    """One button that says how much later the meeting might end."""

    minutes = SelectField(choices=[SelectChoice(each) for each in STEPS], coerce=int)


class LaterAnswerForm(LaterForm):
    """A yes or a no to that; `seen` is the step at which it was asked."""

    yes = SelectField(choices=[SelectChoice("1"), SelectChoice("0")])


class ExtendForm(LaterForm):
    source = SelectField(choices=[SelectChoice(each) for each in get_args(Source)])


class AbandonForm(MoveForm):
    reason = StringField(
        _("Why it ends here"), validators=[InputRequired(_("Say in a few words why.")), Length(max=SENTENCE)]
    )


class BidForm(Form):
    """`challenge` is one that was prepared, 0 for something else; its sentence stands unless another is typed.

    What was prepared has a wish and a level of its own, so these two are for something else.
    """

    challenge = RadioField(
        _("What would you bring?"),
        coerce=int,
        validate_choice=False,
        validators=[Optional(), NumberRange(0, LARGEST_ID, _("Choose a challenge of yours, or something else."))],
    )
    sentence = StringField(_("What you would bring, in one sentence"), validators=[Length(max=SENTENCE)])
    wants = StringField(_("What would you like from the set?"), validators=[Length(max=SENTENCE)])
    level = RadioField(_("How much would you like to be challenged?"), choices=LEVELS, default="usual")
    urgency = RadioField(_("How pressing is it?"), choices=HOW_PRESSING, coerce=int, default=2)


class BidForForm(Form):
    """A bid that the facilitator of a meeting around one table writes down."""

    person = SelectField(
        _("Who would like time"),
        coerce=int,
        validate_choice=False,
        validators=[InputRequired(), NumberRange(1, LARGEST_ID)],
    )
    sentence = StringField(
        _("What they would bring, in one sentence"),
        validators=[InputRequired(_("Say in one sentence what they would bring.")), Length(max=SENTENCE)],
    )
    wants = StringField(_("What would they like from the set?"), validators=[Length(max=SENTENCE)])
    level = RadioField(
        _("How much would they like to be challenged?"),
        choices=[*LEVELS[:-1], SelectChoice("stretch", _("Stretch them"))],
        default="usual",
    )
    urgency = RadioField(_("How pressing is it?"), choices=HOW_PRESSING, coerce=int, default=2)


class OrderForm(MoveForm):
    """Beside it the page sends `place`, once for each slot: who has it, or nobody."""

    places: tuple[int | None, ...] = ()

    reason = StringField(_("Why this order"), validators=[Length(max=SENTENCE)])


class PauseForm(Form):
    """A pause, with one of three reasons or none: never in words of one's own, and never asked for."""

    why = SelectField(choices=[SelectChoice(each) for each in ("unsaid", *SAID)], default="unsaid")


class SilenceForm(Form):
    seconds = SelectField(choices=[SelectChoice(each) for each in SILENCES], coerce=int)


class VisitorForm(Form):
    kind = RadioField(
        _("As what?"),
        choices=[
            SelectChoice("observer", _("An observer, who learns to facilitate and has an account here")),
            SelectChoice("guest", _("A guest, by a link")),
        ],
        default="observer",
    )
    name = StringField(_("Their name"), validators=[InputRequired(_("Give their name.")), Length(max=VISITOR_NAME)])
    email = StringField(
        _("Their email address"), validators=[InputRequired(_("Give their email address.")), Length(max=SENTENCE)]
    )


class VoiceForm(Form):
    """One of two buttons: yes or no to a visitor."""

    yes = SelectField(choices=[SelectChoice("1"), SelectChoice("0")])


class LeavingForm(Form):
    at = TimeField(_("When you have to go"), validators=[InputRequired(_("Give the time."))])

    def moment(self, *, now: datetime) -> datetime:
        """Today at that time, in the zone of whoever types."""
        today = now.astimezone(words.zone(reader_zone())).date()
        return datetime.combine(today, self.at.data, tzinfo=words.zone(reader_zone())).astimezone(UTC)


class PrivateWordForm(Form):
    text = StringField(
        _("A line that nobody else reads"),
        validators=[InputRequired(_("Write a line first.")), Length(max=PRIVATE_WORD)],
    )
    to = IntegerField(validators=[Optional(), NumberRange(1, LARGEST_ID)])


class CommitmentForm(Form):
    what = StringField(
        _("What will you do?"), validators=[InputRequired(_("Say what you will do.")), Length(max=LONGEST)]
    )
    first_step = StringField(
        _("What is the first step?"),
        validators=[InputRequired(_("Say what the first step is.")), Length(max=LONGEST)],
    )
    by_when = DateField(_("By when?"), validators=[InputRequired(_("Choose a date."))])


class CommitmentForForm(CommitmentForm):
    """What a presenter said, written down by the facilitator."""

    person = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])
    what = StringField(
        _("What will they do?"),
        validators=[InputRequired(_("Write down what they will do.")), Length(max=LONGEST)],
    )
    first_step = StringField(
        _("Their first step?"),
        validators=[InputRequired(_("Write down what the first step is.")), Length(max=LONGEST)],
    )


class ReportForm(Form):
    commitment = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])
    outcome = RadioField(_("How did it go?"), choices=OWN)
    note = TextAreaField(_("In a few words"), validators=[Length(max=LONGEST)])
    learnt = StringField(_("A word for what you learnt"), validators=[Length(max=LONGEST)])
    by_when = DateField(_("New date, if you moved it"), validators=[Optional()])


class ReportForForm(ReportForm):
    """How it went for somebody else, written down by the facilitator of a meeting around one table."""

    outcome = RadioField(_("How did it go?"), choices=SOMEBODY_S)
    note = TextAreaField(_("In their words"), validators=[Length(max=LONGEST)])
    learnt = StringField(_("A word for what they learnt"), validators=[Length(max=LONGEST)])
    by_when = DateField(_("New date, if they moved it"), validators=[Optional()])


class SkipForm(Form):
    commitment = SelectField(
        _("Whose"), coerce=int, validate_choice=False, validators=[InputRequired(), NumberRange(1, LARGEST_ID)]
    )
    reason = StringField(
        _("Why it is left for another time"),
        validators=[InputRequired(_("Add a few words on why.")), Length(max=SENTENCE)],
    )


def places_in(sent: list[str]) -> tuple[int | None, ...]:
    """Who is in each place, as it was sent."""
    return tuple(whole(each) if each else None for each in sent)


def people_in(places: list[str]) -> list[int]:
    """The ids in the places of an order or a list. An empty place is nobody; no number is 0, whom nobody knows."""
    return [whole(each) for each in places if each]


def blank(kind: type[Form], **given: Any) -> Any:
    """A form that takes nothing from the request, for a page that shows several."""
    return kind(formdata=None, **given)
