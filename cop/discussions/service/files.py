"""Files that come with a post: nothing is done for whoever could not write there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from cop.communities import policy as communities
from cop.communities.queries import space_for
from cop.core.access import require
from cop.core.database import Transaction
from cop.core.errors import N_, NotVisible
from cop.core.uploads import Upload
from cop.discussions import policy, rules
from cop.discussions.models import Post, Thread
from cop.discussions.queries import thread_for
from cop.files.models import File
from cop.files.rules import DOCUMENT, PICTURE
from cop.files.service import taken_in
from cop.people.models import User

POST: Final = "post"
TAKES: Final = (PICTURE, DOCUMENT)
READS_ONLY = N_(
    "Members write here; you are reading. Ask a coordinator of the community if you would like to write too."
)


@contextmanager
def taken_for_thread(
    actor: User, thread_id: int, *, files: Sequence[Upload], unnamed: bool, now: datetime
) -> Iterator[Sequence[File]]:
    """Files of an answer, which its transaction hangs on it."""
    if not files:
        yield ()
        return
    rules.check_nameless([each.name for each in files if unnamed])
    thread = thread_for(actor, thread_id)
    require(policy.can_reply(actor, thread), READS_ONLY)
    community_id = thread.space.community_id
    with taken_in(actor, files, takes=TAKES, community_id=community_id, now=now) as taken:
        yield taken


@contextmanager
def taken_for_space(
    actor: User, space_id: int, *, files: Sequence[Upload], unnamed: bool, now: datetime
) -> Iterator[Sequence[File]]:
    """The same of what begins a conversation."""
    if not files:
        yield ()
        return
    rules.check_nameless([each.name for each in files if unnamed])
    space = space_for(actor, space_id)
    if not communities.can_read_space(actor, space):
        raise NotVisible
    require(communities.can_post(actor, space), READS_ONLY)
    with taken_in(actor, files, takes=TAKES, community_id=space.community_id, now=now) as taken:
        yield taken


def renew_page_of(tx: Transaction, post_id: int) -> None:
    """Let the conversation of this post be drawn anew."""
    here = select(Post.thread_id).where(Post.id == post_id).scalar_subquery()
    tx.session.execute(update(Thread).where(Thread.id == here).values(edition=rules.new_edition()))
