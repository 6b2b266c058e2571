"""What posts said before they were changed: kept for whoever reads them now, and for a while."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from cop.core.database import Transaction, transaction
from cop.discussions import rules
from cop.discussions.models import EarlierWording, Post
from cop.discussions.service.mentions import forget_old_mentions


def keep_wording(tx: Transaction, post: Post, *, body: str, claim: rules.Claim, now: datetime) -> None:
    """These words are about to take the place of a post's: what it says until now is kept, and that it was changed is
    said; so it is where it speaks from something else. Callers hold the post still: of two who change it at once the
    second finds what the first has written."""
    before, after = (post.evidence, post.said), (claim.evidence, rules.with_claim(body, claim.words))
    if rules.leaves_wording(before, after, written_at=post.created_at, now=now):
        tx.session.add(EarlierWording(post_id=post.id, source=post.source, claim=post.claim, until=now))
        post.edited_at = now


def forget_wordings(tx: Transaction, *, posts: Collection[int] | None = None, person_id: int | None = None) -> None:
    """Of these posts, or of all that somebody wrote."""
    gone = EarlierWording.post_id.in_(posts or ())
    if person_id is not None:
        gone = EarlierWording.post_id.in_(select(Post.id).where(Post.author_id == person_id))
    tx.session.execute(delete(EarlierWording).where(gone))


def forget_old_wordings(*, now: datetime) -> None:
    """What is older than anybody needs to compare."""
    with transaction() as tx:
        tx.session.execute(delete(EarlierWording).where(EarlierWording.until < now - rules.KEPT_FOR))
        forget_old_mentions(tx)
