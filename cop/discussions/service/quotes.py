"""Words that answers quote stay their writer's: with their name, without it, or gone, as they choose."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, String, and_, cast, literal, not_, or_, select, update
from sqlalchemy.orm import aliased

from cop.core import markup
from cop.core.database import Transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.discussions import rules
from cop.discussions.models import EarlierWording, Post, PostStood, Quotation, Thread
from cop.discussions.queries import post_for
from cop.discussions.queries.names import WROTE
from cop.people.models import User

MARK = "#post-"


def quote_truly(tx: Transaction, post: Post, *, writer: User | None = None) -> None:
    """What was just written down names those whom it quotes as they are called now, and holds nothing that was removed
    since it was begun, or has gone where its writer does not read. Whom it quotes is kept with it."""
    quoted, source = rules.quoted_in(post.source), post.source
    if not quoted:
        return
    asked = select(Post.id, Post.source != "", User.name, _is_near(post)).outerjoin(User, WROTE)
    known = asked.where(Post.id.in_(quoted), or_(_is_near(post), _stood_here(post)))
    for number, stands, name, is_near in tx.session.execute(known).all():
        if is_near or _reads(writer, number):
            source = rules.relabelled(source, {number}, name=name or rules.NOBODY, keeps_words=stands)
            tx.session.merge(Quotation(post_id=post.id, quoted_id=number))
        else:
            source = rules.relabelled(source, {number}, keeps_words=False)
    if source != post.source:
        _put(post, source, there=quoted)


def _is_near(post: Post) -> ColumnElement[bool]:
    """A post of the same conversation, or one that this one quotes already, or that another there quotes."""
    other = aliased(Post)
    says_so = other.source.contains(literal(MARK).concat(cast(Post.id, String)).concat(literal(")")))
    quotes = select(Quotation.post_id).join(other, other.id == Quotation.post_id).where(Quotation.quoted_id == Post.id)
    own, there = other.id == post.id, and_(other.thread_id == post.thread_id, says_so)
    return or_(Post.thread_id == post.thread_id, quotes.where(or_(own, there)).correlate(Post).exists())


def _stood_here(post: Post) -> ColumnElement[bool]:
    stood = select(PostStood.post_id).where(PostStood.post_id == Post.id, PostStood.thread_id == post.thread_id)
    return stood.correlate(Post).exists()


def _reads(writer: User | None, post_id: int) -> bool:
    try:
        return writer is not None and post_for(writer, post_id).id == post_id
    except NotVisible:
        return False


def quotes_others(tx: Transaction, post: Post) -> bool:
    """Whether words of anybody but its author stand in it, by name or without."""
    theirs = select(Post.id).where(
        Post.id.in_(rules.quoted_in(post.source)), Post.author_id.is_distinct_from(post.author_id)
    )
    return tx.session.scalar(theirs.limit(1)) is not None


def relabel_quotes(tx: Transaction, person_id: int, *, name: str = "", keeps_words: bool = True) -> None:
    """Wherever a post quotes this person, or did before it was changed: another name, or nothing of theirs."""
    theirs = select(Post.id).where(Post.author_id == person_id)
    if keeps_words:
        theirs = theirs.where(not_(Post.unnamed))  # over those stands no name, and another would say whose they are
    _relabel(tx, Quotation.quoted_id.in_(theirs), name=name or rules.NOBODY, keeps_words=keeps_words)


def relabel_quotes_of(tx: Transaction, hidden: Post) -> None:
    """Wherever a post quotes this one, or did before it was changed: nothing of it but the way there."""
    named = select(User.name).where(User.id == hidden.author_id)
    name = (not hidden.unnamed and tx.session.scalar(named)) or rules.NOBODY
    _relabel(tx, Quotation.quoted_id == hidden.id, name=name, keeps_words=False)


def _relabel(tx: Transaction, which: ColumnElement[bool], *, name: str, keeps_words: bool) -> None:
    """What quotes them is found by the posts themselves, wherever they stand now, and drawn anew."""
    there: dict[int, set[int]] = {}
    for post_id, quoted_id in tx.session.execute(select(Quotation.post_id, Quotation.quoted_id).where(which)):
        there.setdefault(post_id, set()).add(quoted_id)
    quoting = Post.id.in_(select(Quotation.post_id).where(which))

    def anew(source: str, post_id: int) -> str:
        return rules.relabelled(source, there[post_id], name=name, keeps_words=keeps_words)

    for post in tx.session.scalars(select(Post).where(quoting)).all():
        if (source := anew(post.source, post.id)) != post.source:
            _put(post, source, there=there[post.id])
        post.hidden_words = post.hidden_words and anew(post.hidden_words, post.id)
    earlier = select(EarlierWording).join(Post, Post.id == EarlierWording.post_id)
    for wording in tx.session.scalars(earlier.where(quoting, EarlierWording.source.contains(MARK))).all():
        wording.source = anew(wording.source, wording.post_id)
    threads = Thread.id.in_(select(Post.thread_id).where(quoting))
    tx.session.execute(update(Thread).where(threads).values(edition=rules.new_edition()))


def _put(post: Post, source: str, *, there: Collection[int]) -> None:
    """A name that has become so long that the text is too long with it is left out."""
    try:
        post.html = markup.render(source)
    except RuleBroken:
        source = rules.relabelled(source, there)
        post.html = markup.render(source)
    post.source, post.render_version = source, markup.RENDER_VERSION
