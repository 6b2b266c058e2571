"""Taking back what one has begun, at once and for everybody who could read it."""

from datetime import datetime

from sqlalchemy import delete, exists, select, update

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible
from cop.discussions import policy, rules
from cop.discussions.facts import ThreadWithdrawn
from cop.discussions.models import Post, PostStood, Thread
from cop.discussions.queries import thread_for
from cop.discussions.service.conversations import WRITER
from cop.discussions.service.disagreements import forget_disagreements_with
from cop.discussions.service.files import POST
from cop.discussions.service.hiding import hold_still
from cop.discussions.service.leaving import GONE, REMOVED
from cop.discussions.service.mentions import forget_mentions
from cop.discussions.service.nods import forget_nods_to
from cop.discussions.service.polls import withdraw_poll
from cop.discussions.service.quotes import relabel_quotes_of
from cop.discussions.service.wordings import forget_wordings
from cop.files import service as files
from cop.people.models import User


def withdraw(actor: User, thread_id: int, *, now: datetime) -> None:
    """Take back what began a conversation of one's own. Where nobody else has written, the conversation goes; where
    somebody has, their answers stay, and a sentence stands in place of the title."""
    with transaction() as tx:
        first = _first(tx, thread_id)
        thread = thread_for(actor, first.thread_id)
        tx.session.refresh(thread, ["post_count", "title"], with_for_update=True)  # who answers now comes after
        require(policy.can_withdraw(actor, thread, first=first), WRITER)
        hold_still(tx, first)
        others = exists().where(Post.thread_id == thread.id, Post.author_id.is_distinct_from(actor.id))
        forget_wordings(tx, posts=[first.id])
        forget_mentions(tx, posts=[first.id])
        files.drop(tx, POST, thing_id=first.id, now=now)
        tx.announce(ThreadWithdrawn(thread.id))
        if thread.id == thread_id and not tx.session.scalar(select(others)):
            for each in tx.session.scalars(select(Post).where(Post.thread_id == thread.id)).all():
                relabel_quotes_of(tx, each)  # what went to other conversations may quote it
            tx.session.execute(delete(Thread).where(Thread.id == thread.id))
            return
        for name, nothing in GONE.items():
            setattr(first, name, nothing)
        forget_nods_to(tx, first.id)
        forget_disagreements_with(tx, first.id)
        withdraw_poll(tx, thread.id, person_id=actor.id)
        tx.session.execute(update(Thread).where(Thread.id == thread_id).values(title=REMOVED))
        thread.edition = rules.new_edition()
        relabel_quotes_of(tx, first)


def _first(tx: Transaction, thread_id: int) -> Post:
    """What a conversation began with: where it went into another, that stands elsewhere now."""
    here = select(Post).where(Post.thread_id == thread_id).order_by(Post.id).limit(1)
    began = select(Post).join(PostStood, PostStood.post_id == Post.id)
    gone = began.where(PostStood.thread_id == thread_id, PostStood.began)
    first = tx.session.scalar(gone) or tx.session.scalar(here)
    if first is None:
        raise NotVisible
    return first
