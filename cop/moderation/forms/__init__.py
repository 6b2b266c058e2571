"""What people type when they report something, and when they decide about it."""

from collections.abc import Sequence

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.moderation.rules import LONGEST_WORDS, WHYS

TOO_LONG = lazy_gettext("At most %(max)d characters, please.")
WHY_WORDS = {
    "named": lazy_gettext("It names or shows somebody who did not agree to that"),
    "danger": lazy_gettext("Somebody may be in danger"),
    "else": lazy_gettext("Something else"),
    "words": lazy_gettext("Its words may need a person: please look"),
    "first": lazy_gettext("Told by or for somebody of whom others take care: read it before the members do"),
}
DECISION_WORDS = {
    "kept": lazy_gettext("It stays as it is"),
    "held": lazy_gettext("Hide it for now, while we look at it"),
    "hidden": lazy_gettext("Hide it"),
    "released": lazy_gettext("Let it stand again"),
    "cleared": lazy_gettext("They may read it"),
}
DONE_WORDS = {
    "kept": lazy_gettext("It stayed as it was"),
    "held": lazy_gettext("Hidden for now"),
    "hidden": lazy_gettext("Hidden"),
    "released": lazy_gettext("It stands again"),
    "cleared": lazy_gettext("Read first, and it stands"),
    "granted": lazy_gettext("After an appeal, it stands again"),
    "turned_down": lazy_gettext("After an appeal, it stays hidden"),
    "silenced": lazy_gettext("Somebody reads and does not write for a time"),
    "unsilenced": lazy_gettext("They write again"),
    "moved": lazy_gettext("A conversation was moved"),
    "split": lazy_gettext("A conversation was begun with posts of another"),
    "joined": lazy_gettext("A conversation was joined to another"),
    "stays_silent": lazy_gettext("After an appeal, they go on reading without writing"),
}


class ReportForm(Form):
    why = RadioField(lazy_gettext("What is it about?"), [InputRequired(lazy_gettext("Choose what it is about."))])
    words = TextAreaField(
        lazy_gettext("What you would like them to know"), [Length(max=LONGEST_WORDS, message=TOO_LONG)]
    )

    @classmethod
    def among(cls, points: Sequence[str]) -> "ReportForm":
        """The form with the points of this agreement to choose from."""
        form = cls()
        lines = [SelectChoice(f"agreement-{number}", line) for number, line in enumerate(points)]
        form.why.choices = [*lines, *(SelectChoice(kind, WHY_WORDS[kind]) for kind in WHYS if kind in WHY_WORDS)]
        return form


class DecisionForm(Form):
    decision = RadioField(lazy_gettext("What happens to it"), [InputRequired(lazy_gettext("Choose what happens."))])
    reason = TextAreaField(
        lazy_gettext("Why"),
        [InputRequired(lazy_gettext("Say why.")), Length(max=LONGEST_WORDS, message=TOO_LONG)],
    )

    @classmethod
    def among(cls, decisions: Sequence[str]) -> "DecisionForm":
        """The form with what can be decided now."""
        form = cls()
        form.decision.choices = [SelectChoice(each, DECISION_WORDS[each]) for each in decisions]
        return form


class AppealForm(Form):
    words = TextAreaField(
        lazy_gettext("Why you see it otherwise"),
        [InputRequired(lazy_gettext("Say why.")), Length(max=LONGEST_WORDS, message=TOO_LONG)],
    )


class AnswerForm(Form):
    decision = RadioField(
        lazy_gettext("Your answer"), [InputRequired(lazy_gettext("Choose what happens."))],
        choices=[
            SelectChoice("granted", lazy_gettext("I decide otherwise: it is undone")),
            SelectChoice("turned_down", lazy_gettext("It stays as it was decided")),
        ],
    )  # fmt: skip
    reason = TextAreaField(
        lazy_gettext("Why"),
        [InputRequired(lazy_gettext("Say why.")), Length(max=LONGEST_WORDS, message=TOO_LONG)],
    )


class SilenceForm(Form):
    person = SelectField(lazy_gettext("Who"), coerce=int)
    days = RadioField(
        lazy_gettext("For how long"), [InputRequired(lazy_gettext("Choose for how long."))],
        choices=[
            SelectChoice("1", lazy_gettext("A day")),
            SelectChoice("7", lazy_gettext("A week")),
            SelectChoice("30", lazy_gettext("30 days")),
        ],
    )  # fmt: skip
    reason = TextAreaField(
        lazy_gettext("Why"),
        [InputRequired(lazy_gettext("Say why.")), Length(max=LONGEST_WORDS, message=TOO_LONG)],
    )

    @classmethod
    def among(cls, people: Sequence[tuple[int, str]]) -> "SilenceForm":
        """The form with these people to choose from."""
        form = cls()
        form.person.choices = [SelectChoice(number, name) for number, name in people]
        return form


class EndingForm(Form):
    reason = TextAreaField(
        lazy_gettext("Why"),
        [InputRequired(lazy_gettext("Say why.")), Length(max=LONGEST_WORDS, message=TOO_LONG)],
    )


def why_words(kind: str, line: str) -> str:
    """Why somebody reported something, for those who look at it."""
    return line if kind == "agreement" else str(WHY_WORDS[kind])
