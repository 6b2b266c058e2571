"""The rows of guest seats. Cy has two of them wherever the other rows walk, and is an outsider there all the same."""

from tests.matrix import words as says
from tests.matrix.sweep import row

THREAD, GATHERING = "/threads/<int:thread_id>/guests", "/gatherings/<int:gathering_id>/guests"
SEAT = {"email": "fay@example.org", "until": "2026-12-01"}
GUESTS = [
    row(f"GET {THREAD}", "a thread", says.SEATS_GUESTS_BY_PAGE),
    row(f"POST {THREAD}", "a thread", says.SEATS_GUESTS, **SEAT),
    row(f"POST {THREAD}/<int:user_id>/endings", "a thread with a guest", says.ENDS_A_GUEST_SEAT),
    row(f"GET {GATHERING}", "a gathering", says.SEATS_GUESTS_BY_PAGE),
    row(f"POST {GATHERING}", "a gathering", says.SEATS_GUESTS, **SEAT),
    row(f"POST {GATHERING}/<int:user_id>/endings", "a gathering with a guest", says.ENDS_A_GUEST_SEAT),
]
