"""The rows of what is asked privately, and of conversations that are moved, split and joined; what is asked stands
among the threads and posts that the other rows walk."""

from tests.matrix import words as says
from tests.matrix.sweep import row

SPACE, POST = "/spaces/<int:space_id>/questions", "/posts/<int:post_id>/questions"
ASKED = {"title": "New", "body": "New."}
MOVED = {"space": "1", "reason": "New."}
SPLIT = {"posts": "1", "title": "New", **MOVED}
JOINED = {"into": "1", "reason": "New."}
ASKING = [
    row("GET /threads/<int:thread_id>/moves", "a thread", says.MOVES_BY_PAGE),
    row("POST /threads/<int:thread_id>/moves", "a thread", says.MOVES, **MOVED),
    row("GET /threads/<int:thread_id>/splits", "a thread", says.MOVES_BY_PAGE),
    row("POST /threads/<int:thread_id>/splits", "a thread", says.MOVES, **SPLIT),
    row("GET /threads/<int:thread_id>/joins", "a thread", says.MOVES_BY_PAGE),
    row("POST /threads/<int:thread_id>/joins", "a thread", says.MOVES, **JOINED),
    row("GET /posts/<int:post_id>", "a post of Bo's", says.LED_TO_POST),
    row(f"GET {SPACE}", "a space", says.POSTS_BY_PAGE),
    row(f"POST {SPACE}", "a space", says.POSTS, **ASKED),
    row(f"GET {POST}", "a post of Bo's", says.ASKS_AUTHOR_BY_PAGE),
    row(f"POST {POST}", "a post of Bo's", says.ASKS_AUTHOR, **ASKED),
]
