"""Every change to conversations."""

from cop.discussions.service.asking import READING, ask_author, ask_coordinators
from cop.discussions.service.asks import ASKS, ask_for_voices
from cop.discussions.service.conversations import (
    WRITER,
    edit,
    end_guest_seat,
    end_guest_seats_of,
    end_sealed_guest_seats,
    propose,
    reply,
    seat_guest,
    show_publicly,
    start,
    take_back,
)
from cop.discussions.service.disagreements import SAID_SO, end_disagreement, say_that_they_disagree
from cop.discussions.service.files import POST, READS_ONLY, renew_page_of
from cop.discussions.service.hiding import HIDES, hide, hide_poll, release, release_poll
from cop.discussions.service.joining import join
from cop.discussions.service.leaving import forget, renew_guest_pages_of, renew_pages_of
from cop.discussions.service.mentions import MENTIONED, unclear_in
from cop.discussions.service.moving import MOVES, move
from cop.discussions.service.nods import MEMBERS, nod
from cop.discussions.service.opening import open_all_wider, open_wider
from cop.discussions.service.polls import ENDS_POLLS, begin_poll, conclude, end_poll, remove_poll, vote
from cop.discussions.service.readings import forget_readings, mark_read
from cop.discussions.service.regrouping import REGROUPS
from cop.discussions.service.splitting import split
from cop.discussions.service.withdrawing import withdraw
from cop.discussions.service.wordings import forget_old_wordings

__all__ = [
    "ASKS",
    "ENDS_POLLS",
    "HIDES",
    "MEMBERS",
    "MENTIONED",
    "MOVES",
    "POST",
    "READING",
    "READS_ONLY",
    "REGROUPS",
    "SAID_SO",
    "WRITER",
    "ask_author",
    "ask_coordinators",
    "ask_for_voices",
    "begin_poll",
    "conclude",
    "edit",
    "end_disagreement",
    "end_guest_seat",
    "end_guest_seats_of",
    "end_poll",
    "end_sealed_guest_seats",
    "forget",
    "forget_old_wordings",
    "forget_readings",
    "hide",
    "hide_poll",
    "join",
    "mark_read",
    "move",
    "nod",
    "open_all_wider",
    "open_wider",
    "propose",
    "release",
    "release_poll",
    "remove_poll",
    "renew_guest_pages_of",
    "renew_page_of",
    "renew_pages_of",
    "reply",
    "say_that_they_disagree",
    "seat_guest",
    "show_publicly",
    "split",
    "start",
    "take_back",
    "unclear_in",
    "vote",
    "withdraw",
]
