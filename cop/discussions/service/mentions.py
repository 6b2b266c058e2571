"""Mentions in what is written: names become numbers, and whoever is newly mentioned is told once."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from cop.communities.models import Space
from cop.core import mail, markup
from cop.core.database import Transaction
from cop.discussions import rules
from cop.discussions.models import EarlierWording, Post, PostMention, Thread
from cop.discussions.queries import could_answer, thread_for
from cop.discussions.queries.mentions import already_told, mentionable, mentioned_near
from cop.discussions.rules import mentions
from cop.discussions.rules.mentions import Read
from cop.people.models import User

MENTIONED = "discussions.mentioned"


def read_mentions(
    actor: User, thread: Thread, *, space: Space, source: str, now: datetime, own: Collection[int] = ()
) -> Read:
    """What somebody typed for a conversation of this space, with numbers in place of the names of those who read it.
    `own` is the post that says something else until now, if there is one."""
    if "@" not in source:
        return Read(source)
    near = mentioned_near(thread.id, [*own, *rules.quoted_in(source)])
    known = {**near, **mentionable(actor, thread, space=space, now=now)}
    spots = list(mentions.spots_in(source, known, near=near))
    if not spots:
        return Read(source)
    token = secrets.token_hex(2)
    html = markup.render(mentions.with_anchors(source, spots, token=token))
    found = mentions.marked(source, mentions.anchors_in(html, spots, token=token))
    mentions.called_in(found.source)
    return found


def unclear_in(actor: User, thread_id: int, *, words: str, now: datetime, own: Collection[int] = ()) -> Sequence[str]:
    """Names in what somebody has just written there which several people bear, so that nobody is mentioned by them."""
    if "@" not in words:
        return ()
    thread = thread_for(actor, thread_id)
    return read_mentions(actor, thread, space=thread.space, source=words, now=now, own=own).unclear


def keep_mentions(tx: Transaction, post: Post, *, people: Collection[int], now: datetime) -> None:
    """Write down whom a post mentions now, of those people who were found in it, and tell whoever is called anew."""
    standing = mentions.people_in(post.source) & set(people)
    called = mentions.called_in(post.source) & standing
    known = {
        each.user_id: each for each in tx.session.scalars(select(PostMention).where(PostMention.post_id == post.id))
    }
    for person_id in standing - known.keys():
        known[person_id] = PostMention(post_id=post.id, user_id=person_id)
        tx.session.add(known[person_id])
    new = {person_id for person_id in called if known[person_id].called_at is None}
    for person_id, each in known.items():
        each.stands = person_id in standing
        each.called_at = now if person_id in new else each.called_at
    tx.flush()
    if others := new - {post.author_id}:
        _tell(tx, post, people=others, now=now)


def keep_first_mentions(tx: Transaction, post: Post, *, people: Collection[int], now: datetime) -> None:
    """The same of a post that is new: nothing is asked where it mentions nobody, which most posts do."""
    if people:
        keep_mentions(tx, post, people=people, now=now)


def _tell(tx: Transaction, post: Post, *, people: Collection[int], now: datetime) -> None:
    """By a letter without a word of it nor of who wrote it, later, and to whoever has not seen it by then."""
    told = already_told(people, post, now=now)
    for person_id, email in sorted(could_answer(post.thread_id, now=now).items()):
        if person_id in people and person_id not in told:
            at, permit = now + mentions.UNSEEN_FOR, (MENTIONED, person_id, post.id)
            path = {"path": f"/posts/{post.id}"}
            mail.send_later(tx, email, "discussions/mail/mentioned.txt", path, at=at, while_permitted=permit)


def see_mentions(tx: Transaction, actor: User, *, thread: Thread, posts: int) -> None:
    """They have been at so many of its posts: whatever mentions them there by a change, they have seen by now."""
    there = select(Post.id).where(Post.thread_id == thread.id).order_by(Post.id).limit(max(posts, 0))
    began = select(Post.created_at).where(Post.id == PostMention.post_id).scalar_subquery()
    own = (PostMention.user_id == actor.id, PostMention.called_at > began, PostMention.post_id.in_(there))
    seen = update(PostMention).where(*own).values(called_at=began)
    tx.session.execute(seen.execution_options(synchronize_session=False))


def strike_mentions(tx: Transaction, person_id: int) -> None:
    """Somebody is gone: nothing says any more that they were mentioned, in what posts say, or said, or what of it is
    hidden. The caller has their conversations drawn anew."""
    theirs = select(PostMention.post_id).where(PostMention.user_id == person_id)
    for post in tx.session.scalars(select(Post).where(Post.id.in_(theirs))):
        post.source, post.html = mentions.struck(post.source, person_id), mentions.struck(post.html, person_id)
        post.hidden_words = post.hidden_words and mentions.struck(post.hidden_words, person_id)
    for wording in tx.session.scalars(select(EarlierWording).where(EarlierWording.post_id.in_(theirs))):
        wording.source = mentions.struck(wording.source, person_id)
    tx.flush()
    tx.session.execute(delete(PostMention).where(PostMention.user_id == person_id))


def forget_mentions(tx: Transaction, *, posts: Collection[int] | None = None, person_id: int | None = None) -> None:
    """These posts, or all of somebody's, say nothing any more."""
    gone = PostMention.post_id.in_(posts or ())
    if person_id is not None:
        gone = PostMention.post_id.in_(select(Post.id).where(Post.author_id == person_id))
    tx.session.execute(delete(PostMention).where(gone))


def forget_old_mentions(tx: Transaction) -> None:
    """Whom posts mentioned before they were changed, once nothing is kept of what they said then."""
    said = select(EarlierWording.post_id)
    tx.session.execute(delete(PostMention).where(PostMention.stands.is_(False), PostMention.post_id.not_in(said)))
