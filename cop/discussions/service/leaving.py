"""What becomes of what somebody said when they go, or go by another name."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import delete, or_, select, update

from cop.communities.service.guests import forget_seats
from cop.core.database import Transaction, transaction
from cop.core.errors import N_
from cop.discussions import rules
from cop.discussions.models import Post, PostMention, PostNod, Thread, ThreadGuest, ThreadMove
from cop.discussions.service.disagreements import forget_disagreements
from cop.discussions.service.mentions import forget_mentions, strike_mentions
from cop.discussions.service.nods import forget_nods
from cop.discussions.service.polls import forget_polls
from cop.discussions.service.quotes import relabel_quotes
from cop.discussions.service.readings import forget_readings
from cop.discussions.service.wordings import forget_wordings
from cop.people.models import User

REMOVED = N_("A conversation whose beginning was removed")
GONE: Final[Mapping[str, object]] = {
    **dict.fromkeys(("source", "html", "evidence", "claim"), ""),
    **dict.fromkeys(("hidden_at", "hidden_words", "hidden_title", "hidden_claim", "proposed_at", "shown_at")),
}
"""What is left of a post when its words are gone."""


def renew_pages_of(person_id: int) -> None:
    """Let everything that this person has said be drawn anew: they have another name."""
    with transaction() as tx:
        _draw_anew(tx, person_id)
        relabel_quotes(tx, person_id, name=tx.session.get_one(User, person_id).name)


def forget(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """Somebody is gone: their words stand without a name, or, in conversations with others, a sentence in their place.
    A conversation in which nobody else wrote goes with them, and so does what they took back by changing it."""
    _draw_anew(tx, person_id)
    relabel_quotes(tx, person_id, keeps_words=keeps_words)
    forget_nods(tx, person_id, keeps_words=keeps_words)
    forget_disagreements(tx, person_id, keeps_words=keeps_words)
    forget_polls(tx, person_id, keeps_words=keeps_words)
    strike_mentions(tx, person_id)
    forget_wordings(tx, person_id=person_id)
    if not keeps_words:
        _remove_words(tx, person_id)
    tx.session.execute(update(Post).where(Post.author_id == person_id).values(author_id=None))
    tx.session.execute(update(Thread).where(Thread.author_id == person_id).values(author_id=None))
    tx.session.execute(update(Thread).where(Thread.asked_id == person_id).values(asked_id=None))
    tx.session.execute(update(ThreadMove).where(ThreadMove.by_id == person_id).values(by_id=None))
    forget_seats(tx, ThreadGuest, person_id=person_id)
    forget_readings(tx, person_id)


def renew_guest_pages_of(tx: Transaction, person_id: int) -> None:
    """The same where they wrote as a guest: others are told where they come from."""
    written = select(Post.thread_id).where(Post.author_id == person_id, Post.by_guest)
    tx.session.execute(update(Thread).where(Thread.id.in_(written)).values(edition=rules.new_edition()))


def _draw_anew(tx: Transaction, person_id: int) -> None:
    """Every conversation in which this person has said something, is mentioned, or is asked."""
    nodded = select(PostNod.post_id).where(PostNod.user_id == person_id)
    mentioned = select(PostMention.post_id).where(PostMention.user_id == person_id)
    shown = or_(Post.author_id == person_id, Post.id.in_(nodded), Post.id.in_(mentioned))
    written = select(Post.thread_id).where(shown)
    moved = select(ThreadMove.thread_id).where(ThreadMove.by_id == person_id)
    shows = or_(Thread.id.in_(written), Thread.id.in_(moved), Thread.asked_id == person_id)
    tx.session.execute(update(Thread).where(shows).values(edition=rules.new_edition()))


def _remove_words(tx: Transaction, person_id: int) -> None:
    theirs, others = Post.author_id == person_id, or_(Post.author_id.is_(None), Post.author_id != person_id)
    with_others = select(Post.thread_id).where(others)
    written = select(Post.thread_id).where(theirs)
    alone = tx.session.scalars(select(Thread.id).where(Thread.id.in_(written), Thread.id.not_in(with_others))).all()
    tx.session.execute(delete(Thread).where(Thread.id.in_(alone)))
    forget_mentions(tx, person_id=person_id)
    tx.session.execute(update(Post).where(theirs).values(GONE))
    tx.session.execute(update(Thread).where(Thread.author_id == person_id).values(title=REMOVED))
