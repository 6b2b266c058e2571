"""Words that are let be read more widely: each writer's own, by their own yes."""

from collections.abc import Sequence

from sqlalchemy import func, not_, select, update

from cop.communities.models import Community, Space
from cop.communities.queries import OPENNESS, community_for
from cop.communities.service import check_alive
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.discussions import policy
from cop.discussions.facts import PostsOpened
from cop.discussions.models import Poll, Post, Thread
from cop.discussions.queries import held_back, post_for
from cop.discussions.service.conversations import WRITER
from cop.discussions.service.nods import forget_nods_in
from cop.discussions.service.wordings import forget_wordings
from cop.people.models import User


def open_wider(actor: User, post_id: int) -> int:
    """Let words of one's own be read by whoever reads the space now. Answers the community's id."""
    with transaction() as tx:
        post = post_for(actor, post_id)
        require(policy.can_open(actor, post), WRITER)
        _open(tx, [post.id])
        tx.announce(PostsOpened(post.thread.space.community_id, actor.id))
        return post.thread.space.community_id


def open_all_wider(actor: User, community_id: int) -> None:
    """The same for everything of one's own in a community that is held back."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        check_alive(community)
        _open(tx, [each.id for each in held_back(actor, community.id, most=None)])
        tx.announce(PostsOpened(community.id, actor.id))


def _open(tx: Transaction, post_ids: Sequence[int]) -> None:
    """A conversation is read as widely as the most guarded of its posts; two who say yes at once come one by one.
    What a post said before it was changed is not opened with it, nor what others said to it in one press, and nothing
    in a conversation with a poll: nobody was asked about that, or about their votes."""
    forget_wordings(tx, posts=post_ids)
    threads = select(Post.thread_id).where(Post.id.in_(post_ids))
    held = select(Thread.id, Thread.bound, OPENNESS).join_from(Thread, Space, Space.id == Thread.space_id)
    joined = held.join(Community, Community.id == Space.community_id).where(Thread.id.in_(threads))
    for thread_id, before, read in tx.session.execute(joined.with_for_update(of=Thread)).all():
        own = (Post.thread_id == thread_id, Post.id.in_(post_ids))
        tx.session.execute(update(Post).where(*own).values(bound=read))
        tightest = select(func.max(Post.bound)).where(Post.thread_id == thread_id).scalar_subquery()
        votes = select(Poll.id).where(Poll.thread_id == thread_id).exists()
        tx.session.execute(update(Thread).where(Thread.id == thread_id, not_(votes)).values(bound=tightest))
        if (tx.session.scalar(select(Thread.bound).where(Thread.id == thread_id)) or 0) < before:
            forget_nods_in(tx, thread_id)
