"""What WTForms says of a field that cannot be read, in our words: its own are for programmers, and in English."""

from cop.core.words import lazy_gettext

SENTENCES = {
    "This field is required.": lazy_gettext("Fill this in."),
    "Not a valid choice.": lazy_gettext("Choose one from the list."),
    "Invalid Choice: could not coerce.": lazy_gettext("Choose one from the list."),
    "Not a valid integer value.": lazy_gettext("Type a whole number."),
    "Not a valid date value.": lazy_gettext("Choose the day from the calendar, or type it as 2026-11-26."),
    "Not a valid time value.": lazy_gettext("Type the time as 10:00."),
    "Number must be between %(min)s and %(max)s.": lazy_gettext("Type a number from %(min)s to %(max)s."),
    "Field cannot be longer than %(max)d character.": lazy_gettext("At most %(max)d characters, please."),
}
UNREADABLE = lazy_gettext("This cannot be read. Try it another way.")


class Sentences:
    """Stands where WTForms looks for a translation. What it says that is not listed is said in one sentence for all."""

    def gettext(self, theirs: str) -> str:
        """Our sentence for one of theirs."""
        return str(SENTENCES.get(theirs, UNREADABLE))

    def ngettext(self, theirs: str, _many: str, _count: int) -> str:
        """The same: each of ours suits any number."""
        return self.gettext(theirs)
