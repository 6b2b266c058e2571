"""Words that answers quote stay their writer's: with their name, without it, or gone, as they choose."""

from collections.abc import Collection, Mapping

from sqlalchemy import not_, select

from cop.core import markup
from cop.core.database import Transaction
from cop.core.errors import RuleBroken
from cop.discussions import rules
from cop.discussions.models import EarlierWording, Post
from cop.discussions.queries.names import WROTE
from cop.people.models import User

MARK = "#post-"


def quote_truly(tx: Transaction, post: Post) -> None:
    """What is about to be kept names those whom it quotes as they are called now, and holds nothing that was removed
    since it was begun."""
    quoted, source = rules.quoted_in(post.source), post.source
    if not quoted:
        return
    asked = select(Post.id, Post.source != "", User.name).outerjoin(User, WROTE)
    there = asked.where(Post.thread_id == post.thread_id, Post.id.in_(quoted))
    for number, stands, name in tx.session.execute(there).all():
        source = rules.relabelled(source, {number}, name=name or rules.NOBODY, keeps_words=stands)
    if source != post.source:
        _put(post, source, there=quoted)


def quotes_others(tx: Transaction, post: Post) -> bool:
    """Whether words of anybody but its author stand in it, by name or without."""
    theirs = select(Post.id).where(
        Post.id.in_(rules.quoted_in(post.source)), Post.author_id.is_distinct_from(post.author_id)
    )
    return tx.session.scalar(theirs.limit(1)) is not None


def relabel_quotes(tx: Transaction, person_id: int, *, name: str = "", keeps_words: bool = True) -> None:
    """Wherever an answer quotes this person in the same conversation, or did before it was changed or hidden: another
    name, or nothing of theirs."""
    theirs = select(Post.id, Post.thread_id).where(Post.author_id == person_id)
    if keeps_words:
        theirs = theirs.where(not_(Post.unnamed))  # over those stands no name, and another would say whose they are
    own = {row.id: row.thread_id for row in tx.session.execute(theirs)}
    in_threads = Post.thread_id.in_(set(own.values()))

    def anew(source: str, thread_id: int) -> str:
        there = _in_thread(own, thread_id)
        return rules.relabelled(source, there, name=name or rules.NOBODY, keeps_words=keeps_words)

    for post in tx.session.scalars(select(Post).where(in_threads, Post.source.contains(MARK))).all():
        if (source := anew(post.source, post.thread_id)) != post.source:
            _put(post, source, there=_in_thread(own, post.thread_id))
    for post in tx.session.scalars(select(Post).where(in_threads, Post.hidden_words.contains(MARK))).all():
        post.hidden_words = anew(post.hidden_words or "", post.thread_id)
    quoted = select(EarlierWording, Post.thread_id).join(Post, Post.id == EarlierWording.post_id)
    for wording, thread_id in tx.session.execute(quoted.where(in_threads, EarlierWording.source.contains(MARK))).all():
        wording.source = anew(wording.source, thread_id)


def _in_thread(own: Mapping[int, int], thread_id: int) -> set[int]:
    return {number for number, where in own.items() if where == thread_id}


def relabel_quotes_of(tx: Transaction, hidden: Post) -> None:
    """Wherever an answer quotes this post in the same conversation, or did before it was changed: nothing of it but
    the way there."""
    here, mark = Post.thread_id == hidden.thread_id, f"{MARK}{hidden.id})"
    named = select(User.name).where(User.id == hidden.author_id)
    name = (not hidden.unnamed and tx.session.scalar(named)) or rules.NOBODY
    for post in tx.session.scalars(select(Post).where(here, Post.source.contains(mark))).all():
        _put(post, rules.relabelled(post.source, {hidden.id}, name=name, keeps_words=False), there={hidden.id})
    earlier = select(EarlierWording).join(Post, Post.id == EarlierWording.post_id)
    for wording in tx.session.scalars(earlier.where(here, EarlierWording.source.contains(mark))).all():
        wording.source = rules.relabelled(wording.source, {hidden.id}, name=name, keeps_words=False)


def _put(post: Post, source: str, *, there: Collection[int]) -> None:
    """A name that has become so long that the text is too long with it is left out."""
    try:
        post.html = markup.render(source)
    except RuleBroken:
        source = rules.relabelled(source, there)
        post.html = markup.render(source)
    post.source, post.render_version = source, markup.RENDER_VERSION
