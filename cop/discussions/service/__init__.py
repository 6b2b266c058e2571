"""Every change to conversations."""

from cop.discussions.service.conversations import (
    WRITER,
    edit,
    end_guest_seat,
    end_guest_seats_of,
    end_sealed_guest_seats,
    open_all_wider,
    open_wider,
    propose,
    reply,
    seat_guest,
    show_publicly,
    start,
    take_back,
)
from cop.discussions.service.files import POST, READS_ONLY, renew_page_of
from cop.discussions.service.hiding import HIDES, hide, release
from cop.discussions.service.leaving import forget, renew_guest_pages_of, renew_pages_of
from cop.discussions.service.nods import MEMBERS, nod
from cop.discussions.service.readings import forget_readings, mark_read
from cop.discussions.service.wordings import forget_old_wordings

__all__ = [
    "HIDES",
    "MEMBERS",
    "POST",
    "READS_ONLY",
    "WRITER",
    "edit",
    "end_guest_seat",
    "end_guest_seats_of",
    "end_sealed_guest_seats",
    "forget",
    "forget_old_wordings",
    "forget_readings",
    "hide",
    "mark_read",
    "nod",
    "open_all_wider",
    "open_wider",
    "propose",
    "release",
    "renew_guest_pages_of",
    "renew_page_of",
    "renew_pages_of",
    "reply",
    "seat_guest",
    "show_publicly",
    "start",
    "take_back",
]
