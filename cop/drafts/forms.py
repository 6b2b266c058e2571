"""What a page sends of what is being written in it."""

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from cop.core.database import LARGEST_ID
from cop.core.forms import Form
from cop.drafts.rules import Letter

COUNTED = NumberRange(min=0, max=LARGEST_ID)


class LetterForm(Form):
    page = StringField()
    turn = IntegerField(validators=[InputRequired(), COUNTED])
    draft = IntegerField(validators=[Optional(), COUNTED])
    seen = IntegerField(validators=[Optional(), COUNTED])
    title = StringField()
    body = TextAreaField()
    more = TextAreaField()

    @property
    def letter(self) -> Letter:
        """With the line ends that every system shares."""
        typed = (self.title, self.body, self.more)
        title, body, more = ((each.data or "").replace("\r\n", "\n") for each in typed)
        told = {"draft": self.draft.data, "seen": self.seen.data or 0, "more": more}
        return Letter(self.page.data or "", self.turn.data or 0, title, body, **told)
