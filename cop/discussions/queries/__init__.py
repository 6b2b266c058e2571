"""The doors to conversations, lists of them, guests in them, and what could be read more widely."""

from cop.discussions.queries.asking import Parties, could_answer, parties_of, writer_of
from cop.discussions.queries.conversations import (
    CONVERSATION,
    ShownPost,
    conversation_asked,
    conversation_for,
    conversation_told,
    post_for,
    posts_of,
    readers_of,
    thread_for,
)
from cop.discussions.queries.guests import (
    OwnSeat,
    guests_of,
    sits_in,
)
from cop.discussions.queries.listing import LISTED_IN_SPACE, ListedThread, listed, threads_visible_to
from cop.discussions.queries.posts import earlier_posts, page_of, quotable, whole_posts_of
from cop.discussions.queries.voices import ShownPosts, posts_and_voices_of
from cop.discussions.queries.windows import (
    HeldPost,
    WindowPost,
    begins,
    begun_by,
    held_back,
    own_window_post,
    window_of,
)
from cop.discussions.queries.wordings import Change, Changes, changes_of

__all__ = [
    "CONVERSATION",
    "LISTED_IN_SPACE",
    "Change",
    "Changes",
    "HeldPost",
    "ListedThread",
    "OwnSeat",
    "Parties",
    "ShownPost",
    "ShownPosts",
    "WindowPost",
    "begins",
    "begun_by",
    "changes_of",
    "conversation_asked",
    "conversation_for",
    "conversation_told",
    "could_answer",
    "earlier_posts",
    "guests_of",
    "held_back",
    "listed",
    "own_window_post",
    "page_of",
    "parties_of",
    "post_for",
    "posts_and_voices_of",
    "posts_of",
    "quotable",
    "readers_of",
    "sits_in",
    "thread_for",
    "threads_visible_to",
    "whole_posts_of",
    "window_of",
    "writer_of",
]
