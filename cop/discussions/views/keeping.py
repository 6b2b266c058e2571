"""Under what the page of a conversation is kept, and who is handed one that is."""

from collections.abc import Hashable, Mapping
from typing import Any

from cop.communities import policy as places
from cop.communities.rules import Read
from cop.core import clock
from cop.core.errors import NotVisible
from cop.core.hatches import Hatch, Hatched
from cop.core.kept import shelf
from cop.core.questions import Answer, Question
from cop.discussions import queries, rules
from cop.discussions.rules import Conversation


def asked(who: Any, thread_id: int) -> Mapping[str, object]:
    """What the door of a conversation is asked with."""
    return queries.conversation_asked(who, thread_id, on=clock.now().date())


def hatched(
    who: Any, thread_id: int, *, answer: Answer | None, reading: tuple[str, str], told: dict[str, Any]
) -> Hatched | None:
    """Where the page of this conversation is kept for them, if it hangs on no more than its door tells."""
    try:
        thread = told["conversation"] = queries.conversation_told(who, answer, asked=asked(who, thread_id))
    except NotVisible:
        return None
    page = min(rules.opens_on(thread.read, posts=thread.post_count), rules.pages(thread.post_count))
    wrote = None if thread.shape else shelf().take(who_wrote_at(thread, page))
    if wrote is None:
        return None
    return Hatched(key(thread, who, reading=reading, page=page, wrote=wrote, ways=""), is_listed=is_listed(thread))


def key(
    thread: Conversation, who: Any, *, reading: tuple[str, str], page: int, wrote: frozenset[int | None], ways: str
) -> Hashable:
    """All that the door told of it and of them, how they read, and who they are only where they wrote in it."""
    own = places.person_id(who)
    me = own if own in wrote or own == thread.author_id or thread.as_guest else own and "somebody"
    return "thread", thread, page, me, ways, getattr(who, "is_proven", True), clock.now().date(), *reading


def who_wrote_at(thread: Conversation, page: int) -> Hashable:
    """Where those are kept who wrote on a page."""
    return "who wrote", thread.edition, page


def is_listed(thread: Conversation) -> bool:
    """Whether search engines may list it."""
    return thread.axes.read == Read.ANYONE and not thread.privately


def _question() -> Question:
    return queries.CONVERSATION


HATCHES = [Hatch("/threads/", "/threads/<int:thread_id>", _question, asked, hatched)]
