"""What people type in a conversation."""

from collections.abc import Collection, Sequence
from datetime import datetime, time

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput

from cop.core.database import LARGEST_ID
from cop.core.day_fields import day_field, moment_of
from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.discussions.rules import EVIDENCE, LONGEST_BODY, LONGEST_LINE, LONGEST_TITLE, Claim, check_claim
from cop.discussions.rules.moving import LONGEST_REASON
from cop.discussions.rules.polls import LONGEST_OUTCOME, LONGEST_QUESTION, Asked, asked, options_in

LAST_MINUTE = time(23, 59)
TOO_LONG = lazy_gettext("That is longer than %(max)d characters. Please shorten it, or split it in two.")
WHY = (
    DataRequired(lazy_gettext("Say why.")),
    Length(max=LONGEST_REASON, message=lazy_gettext("At most %(max)d characters, please.")),
)
LINE = Length(max=LONGEST_LINE, message=lazy_gettext("Each line of what this rests on has at most %(max)d characters."))


class ClaimForm(Form):
    """The fields in which whoever writes says what it rests on: a template of their own draws them."""

    evidence = SelectMultipleField(lazy_gettext("I speak from"), choices=EVIDENCE)
    known = StringField(lazy_gettext("What do we know?"), [LINE])
    how = StringField(lazy_gettext("How do we know it?"), [LINE])
    holds = StringField(lazy_gettext("For whom and where does it hold?"), [LINE])
    doubt = StringField(lazy_gettext("What would change our mind?"), [LINE])

    @property
    def claim(self) -> Claim:
        """What was given. Raises RuleBroken where it is half a claim."""
        return check_claim(self.evidence.data or (), [line.data or "" for line in self.lines])

    @property
    def lines(self) -> tuple[StringField, ...]:
        """Its four lines, in their order."""
        return self.known, self.how, self.holds, self.doubt

    @property
    def claims(self) -> bool:
        """Whether anything was given, well or not."""
        return bool(self.evidence.data) or any(line.data for line in self.lines)


class AskForm(Form):
    evidence = SelectMultipleField(lazy_gettext("We ask for"), choices=EVIDENCE)


class DisagreeForm(Form):
    other = IntegerField(lazy_gettext("Which claim disagrees with it?"), [Optional(), NumberRange(1, LARGEST_ID)])


class ReplyForm(ClaimForm):
    body = TextAreaField(
        lazy_gettext("Your answer"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )
    unnamed = HiddenField()

    @property
    def is_unnamed(self) -> bool:
        """Whether it was sent by the button that says so."""
        return bool(self.unnamed.data)

    @property
    def words(self) -> str:
        """What was written, with the line ends that every system shares."""
        return (self.body.data or "").replace("\r\n", "\n")

    @property
    def said(self) -> str:
        """All that was written."""
        return "\n".join((self.words, *(line.data or "" for line in self.lines)))


class ThreadForm(ReplyForm):
    title = StringField(
        lazy_gettext("What is it about?"),
        [
            DataRequired(lazy_gettext("Give the conversation a title.")),
            Length(max=LONGEST_TITLE, message=lazy_gettext("A title has at most %(max)d characters.")),
        ],
    )
    body = TextAreaField(
        lazy_gettext("What would you like to say or ask?"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )


class QuestionForm(ThreadForm):
    body = TextAreaField(
        lazy_gettext("What would you like to ask?"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )


class EditForm(ReplyForm):
    body = TextAreaField(
        lazy_gettext("Your words"),
        [DataRequired(lazy_gettext("Write something first.")), Length(max=LONGEST_BODY, message=TOO_LONG)],
    )


class MoveForm(Form):
    space = RadioField(
        lazy_gettext("Where does it belong?"),
        [InputRequired(lazy_gettext("Choose a space."))],
        coerce=int,
    )
    reason = StringField(lazy_gettext("Why?"), WHY)

    @classmethod
    def among(cls, spaces: list[tuple[int, str]]) -> "MoveForm":
        """The form with these spaces to choose from, by number and name."""
        form = cls()
        form.space.choices = [(number, name) for number, name in spaces]
        return form


class SplitForm(Form):
    posts = SelectMultipleField(
        lazy_gettext("Which posts go?"),
        [InputRequired(lazy_gettext("Choose at least one post."))],
        coerce=int, validate_choice=False,
    )  # fmt: skip
    title = StringField(
        lazy_gettext("Title of the new conversation"),
        [
            DataRequired(lazy_gettext("Give the conversation a title.")),
            Length(max=LONGEST_TITLE, message=lazy_gettext("A title has at most %(max)d characters.")),
        ],
    )
    space = RadioField(
        lazy_gettext("Where does it belong?"), [InputRequired(lazy_gettext("Choose a space."))], coerce=int
    )
    reason = StringField(lazy_gettext("Why?"), WHY)

    @classmethod
    def among(cls, spaces: list[tuple[int, str]]) -> "SplitForm":
        """The form with these spaces to choose from; the first is chosen unless another is."""
        form = cls(space=spaces[0][0])
        form.space.choices = list(spaces)
        return form


class JoinForm(Form):
    into = RadioField(
        lazy_gettext("Into which conversation?"),
        [InputRequired(lazy_gettext("Choose a conversation."))],
        coerce=int,
    )
    reason = StringField(lazy_gettext("Why?"), WHY)

    @classmethod
    def among(cls, threads: list[tuple[int, str]]) -> "JoinForm":
        """The form with these conversations to choose from, by number and title."""
        form = cls()
        form.into.choices = list(threads)
        return form


class PollForm(Form):
    question = StringField(
        lazy_gettext("What would you like to know?"),
        [
            DataRequired(lazy_gettext("Ask a question.")),
            Length(max=LONGEST_QUESTION, message=lazy_gettext("A question has at most %(max)d characters.")),
        ],
    )
    options = TextAreaField(
        lazy_gettext("Options"), [DataRequired(lazy_gettext("Give some options.")), Length(max=LONGEST_BODY)]
    )
    many = BooleanField(lazy_gettext("One may choose several"))
    named = BooleanField(lazy_gettext("Show who chose what"))
    until = day_field(lazy_gettext("Until and including"))

    @property
    def asked(self) -> Asked:
        """What is asked. Raises RuleBroken for what cannot be."""
        told = {"many": bool(self.many.data), "named": bool(self.named.data)}
        return asked(self.question.data or "", self.options.data or "", **told)

    @property
    def closes_at(self) -> datetime | None:
        """The last minute of the day that was chosen, where one was."""
        return moment_of(self.until.data, LAST_MINUTE) if self.until.data else None


class VoteForm(Form):
    choice = RadioField(lazy_gettext("Choose one"), [InputRequired(lazy_gettext("Choose one of them."))], coerce=int)

    @property
    def numbers(self) -> Collection[int]:
        """What is chosen."""
        return [self.choice.data]


class SeveralForm(VoteForm):
    choice = SelectMultipleField(
        lazy_gettext("Choose as many as you like"), [InputRequired(lazy_gettext("Choose at least one of them."))],
        coerce=int, option_widget=CheckboxInput(),
    )  # fmt: skip

    @property
    def numbers(self) -> Collection[int]:
        return self.choice.data or ()


def vote_form(options: str, *, many: bool, chosen: Sequence[int] = ()) -> VoteForm:
    """The form of a poll with these options, and what was chosen before."""
    form = SeveralForm(choice=list(chosen)) if many else VoteForm(choice=next(iter(chosen), None))
    form.choice.choices = list(enumerate(options_in(options)))
    return form


class OutcomeForm(Form):
    outcome = TextAreaField(
        lazy_gettext("What came of it?"),
        [
            DataRequired(lazy_gettext("Say what came of it.")),
            Length(max=LONGEST_OUTCOME, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )
