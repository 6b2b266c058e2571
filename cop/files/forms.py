"""What is sent of files, and said about them."""

from typing import Self

from wtforms import BooleanField, MultipleFileField, TextAreaField

from cop.core.forms import Form
from cop.core.words import lazy_gettext


class FilesForm(Form):
    """The files themselves are read by `handed_in`: the other fields of every form stay text."""

    files = MultipleFileField(lazy_gettext("Choose files"))


class Beside(Form):
    """A form that stands on a page beside others like it."""

    def told_apart(self, by: str) -> Self:
        """With names of its own for its fields on the page."""
        for each in self:
            each.id = each.label.field_id = f"{each.id}-{by}"
        return self


class WordsForm(Beside):
    words = TextAreaField(lazy_gettext("What does the picture show?"))
    is_plain = BooleanField(lazy_gettext("It is only decoration"))


class TranscriptForm(Beside):
    words = TextAreaField(lazy_gettext("What is said in it?"))
