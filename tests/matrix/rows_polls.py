"""The rows of polls: in each conversation Bo, who is «member», began one."""

from tests.matrix import words as says
from tests.matrix.sweep import row

AT = "/threads/<int:thread_id>/poll"
POLLS = [
    row(f"GET {AT}", "a thread", says.READS_SPACE_SIGNED_IN),
    row(f"GET {AT}/new", "a thread", says.BEGINS_POLL_BY_PAGE),
    row(f"POST {AT}/new", "a thread", says.ASKS_FOR_VOICES, question="New?", options="Yes\nNo"),
    row(f"POST {AT}/votes", "a thread", says.REPLIES, choice="1"),
    row(f"POST {AT}/endings", "a thread", says.ENDS_POLL),
    row(f"POST {AT}/outcomes", "a thread", says.ENDS_POLL, outcome="New."),
    row(f"POST {AT}/removals", "a thread", says.REMOVES_POLL),
]
