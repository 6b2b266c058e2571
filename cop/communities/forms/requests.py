"""What people type to come in where one asks, and to answer them."""

from collections.abc import Sequence

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from cop.communities.rules.requests import LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_SENTENCE, MOST_QUESTIONS
from cop.core.forms import Form
from cop.core.words import lazy_gettext

TOO_LONG = lazy_gettext("At most %(max)d characters, please.")
FIELDS = tuple(range(1, MOST_QUESTIONS + 1))


class AskForm(Form):
    """As many answers as there are questions."""

    answer_1 = TextAreaField("", [Length(max=LONGEST_ANSWER, message=TOO_LONG)])
    answer_2 = TextAreaField("", [Length(max=LONGEST_ANSWER, message=TOO_LONG)])
    answer_3 = TextAreaField("", [Length(max=LONGEST_ANSWER, message=TOO_LONG)])

    def asking(self, questions: Sequence[str]) -> "AskForm":
        """The form with these questions, each the label of its answer."""
        for number in FIELDS:
            name = f"answer_{number}"
            if number > len(questions):
                delattr(self, name)
            else:
                self[name].label.text = questions[number - 1]
        return self

    def answers(self) -> list[str]:
        return [field.data or "" for field in self if field.name.startswith("answer_")]


class QuestionsForm(Form):
    """Up to three questions."""

    question_1 = StringField(lazy_gettext("First question"), [Length(max=LONGEST_QUESTION, message=TOO_LONG)])
    question_2 = StringField(lazy_gettext("Second question"), [Length(max=LONGEST_QUESTION, message=TOO_LONG)])
    question_3 = StringField(lazy_gettext("Third question"), [Length(max=LONGEST_QUESTION, message=TOO_LONG)])

    def texts(self) -> list[str]:
        return [self[f"question_{number}"].data or "" for number in FIELDS]


class DecisionForm(Form):
    """Yes or no to one request."""

    yes = HiddenField()
    sentence = TextAreaField(lazy_gettext("A kind sentence"), [Length(max=LONGEST_SENTENCE, message=TOO_LONG)])
