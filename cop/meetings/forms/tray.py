"""What people send from their tray, and how a set asks."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from cop.core.forms import Form
from cop.core.pages import LARGEST_ID
from cop.meetings.models import QUESTION
from cop.meetings.rules.tray import LONGEST_STARTER, MOST_STARTERS

LONGEST_PAGE = 32
LONGEST_SHEET = 2 * MOST_STARTERS * LONGEST_STARTER


class WritingForm(Form):
    """What somebody is writing. `page`, `turn` and `seen` tell devices apart; without JavaScript they stay empty."""

    text = TextAreaField(_("A question to keep"), validators=[Length(max=2 * QUESTION)])
    page = HiddenField(validators=[Length(max=LONGEST_PAGE)])
    turn = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, LARGEST_ID)])
    seen = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, LARGEST_ID)])
    rest = HiddenField(validators=[Length(max=2 * QUESTION)])


class QuestionForm(WritingForm):
    """What is finished, to be kept or asked. `seen` is also what the coach's view was shown of."""

    text = TextAreaField(
        _("A question to keep"),
        validators=[InputRequired(_("Write the question first.")), Length(max=2 * QUESTION)],
    )


class StarterForm(Form):
    text = StringField(validators=[InputRequired(), Length(max=LONGEST_STARTER)])


class AnswerForm(Form):
    """One button of the presenter's about a question."""

    how = SelectField(choices=[SelectChoice("answered"), SelectChoice("passed"), SelectChoice("parked")])


class MarkForm(Form):
    """One button of the presenter's that marks a question for themselves, or takes the mark away."""

    mark = SelectField(choices=[SelectChoice("felt_like_advice"), SelectChoice("made_me_think")])
    on = SelectField(choices=[SelectChoice("yes"), SelectChoice("no")])


class StartersForm(Form):
    """A set's starters, one a line in each phase. `seen` is the version that was looked at."""

    clarify = TextAreaField(_("For Clarify"), validators=[Length(max=LONGEST_SHEET)])
    explore = TextAreaField(_("For Explore"), validators=[Length(max=LONGEST_SHEET)])
    act = TextAreaField(_("For Act"), validators=[Length(max=LONGEST_SHEET)])
    review = TextAreaField(_("For the Review"), validators=[Length(max=LONGEST_SHEET)])
    seen = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(0, LARGEST_ID)])


class CoachForm(Form):
    coach = RadioField(
        _("In this set"),
        choices=[SelectChoice("yes", _("Helps while we write")), SelectChoice("no", _("Stays away"))],
    )
