"""The look itself."""

from cop.meetings.questions.values import Seen


def look_at(text: str, *, phase: str = "explore") -> Seen:
    """What the coach sees in a question that is being drafted in this phase; a phase it does not know counts as explore."""
    return Seen(text, "OK")
