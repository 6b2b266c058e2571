"""What is said to a post in one press, by name, and taken back by the same press."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_
from cop.discussions import policy, rules
from cop.discussions.facts import PostNodded
from cop.discussions.models import Post, PostNod, Thread
from cop.discussions.queries import post_for
from cop.people.models import User

MEMBERS = N_("Members of this community answer here; you are reading.")


def nod(actor: User, post_id: int, *, kind: str, now: datetime) -> Post:
    """Say it, or take it back where one has said it."""
    kind = rules.check_nod(kind)
    with transaction() as tx:
        post = post_for(actor, post_id)
        require(policy.can_nod(actor, post.thread), MEMBERS)
        rules.check_noddable(is_own=post.author_id == actor.id, is_removed=not post.html)
        tx.session.execute(select(User.id).where(User.id == actor.id).with_for_update())  # two tabs come one by one
        said = select(PostNod).where(PostNod.post_id == post.id, PostNod.user_id == actor.id, PostNod.kind == kind)
        before = tx.session.scalar(said)
        if before is None:
            tx.session.add(PostNod(post_id=post.id, user_id=actor.id, kind=kind, said_at=now))
        else:
            tx.session.delete(before)
        post.thread.edition = rules.new_edition()
        tx.announce(PostNodded(post.id))
        return post


def forget_nods(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """Somebody is gone: what they said so was said by name, and what was said to words that go has lost its meaning."""
    gone = [PostNod.user_id == person_id]
    if not keeps_words:
        gone.append(PostNod.post_id.in_(select(Post.id).where(Post.author_id == person_id)))
    tx.session.execute(delete(PostNod).where(or_(*gone)))


def forget_nods_to(tx: Transaction, post_id: int) -> None:
    """These words are gone: what was said to them is not said to others that may stand there one day."""
    tx.session.execute(delete(PostNod).where(PostNod.post_id == post_id))


def forget_nods_in(tx: Transaction, thread_id: int) -> None:
    """More people read this conversation from now on, and nobody asked those who spoke in one press, by name."""
    tx.session.execute(delete(PostNod).where(PostNod.post_id.in_(select(Post.id).where(Post.thread_id == thread_id))))
    tx.session.execute(update(Thread).where(Thread.id == thread_id).values(edition=rules.new_edition()))
