"""Claims that disagree: said by whoever answers there, and taken back."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.discussions import policy, rules
from cop.discussions.facts import ClaimsCompared
from cop.discussions.models import Disagreement, Post, Thread
from cop.discussions.queries import post_for, thread_for
from cop.discussions.queries.disagreements import claims_of, disagreement_for
from cop.discussions.service.files import READS_ONLY
from cop.people.models import User

SAID_SO = N_("Whoever said that two claims disagree takes it back, or the core group of the community.")


def say_that_they_disagree(actor: User, post_id: int, *, other_id: int, now: datetime) -> int:
    """Put two claims of one conversation side by side; said once more, it stays as it is. Answers its id."""
    with transaction() as tx:
        post = post_for(actor, post_id)
        require(policy.can_reply(actor, post.thread), READS_ONLY)
        tx.session.execute(
            select(Thread.id).where(Thread.id == post.thread_id).with_for_update()
        )  # two come one by one
        there = {each.post_id for each in claims_of(post.thread_id)}
        if post.id == other_id or not {post.id, other_id} <= there:
            raise RuleBroken("Choose another claim of this conversation.")
        pair = {"one_id": min(post.id, other_id), "other_id": max(post.id, other_id)}
        said = tx.session.scalar(select(Disagreement).filter_by(**pair))
        if said is None:
            said = Disagreement(thread_id=post.thread_id, by_id=actor.id, said_at=now, **pair)
            tx.session.add(said)
            tx.flush()
        post.thread.edition = rules.new_edition()
        tx.announce(ClaimsCompared(post.thread_id))
        return said.id


def end_disagreement(actor: User, disagreement_id: int) -> int:
    """They stand side by side no longer. Answers the conversation's id."""
    with transaction() as tx:
        said = disagreement_for(actor, disagreement_id)
        thread = thread_for(actor, said.thread_id)
        require(policy.can_end(actor, said.by_id, thread=thread), SAID_SO)
        tx.session.delete(said)
        thread.edition = rules.new_edition()
        tx.announce(ClaimsCompared(thread.id))
        return thread.id


def forget_disagreements(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """Somebody is gone: what they said of claims stands without a name, and what was said of claims that go goes."""
    tx.session.execute(update(Disagreement).where(Disagreement.by_id == person_id).values(by_id=None))
    if not keeps_words:
        theirs = select(Post.id).where(Post.author_id == person_id)
        gone = or_(Disagreement.one_id.in_(theirs), Disagreement.other_id.in_(theirs))
        tx.session.execute(delete(Disagreement).where(gone))


def forget_disagreements_with(tx: Transaction, post_id: int) -> None:
    """What this post claimed is gone: nothing disagrees with it, nor with what it may claim one day."""
    tx.session.execute(
        delete(Disagreement).where(or_(Disagreement.one_id == post_id, Disagreement.other_id == post_id))
    )
