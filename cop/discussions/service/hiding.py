"""Words that are hidden, and stand again. While they are hidden they stand nowhere that anybody else reads: not on the
page, in an answer that quotes them, in a window or an archive, nor in the index of words."""

from datetime import datetime

from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_
from cop.discussions import policy, rules
from cop.discussions.facts import PollChanged, PostHidden
from cop.discussions.models import Post
from cop.discussions.queries import begun_by, post_for
from cop.discussions.queries.polls import poll_for
from cop.discussions.service.quotes import quote_truly, relabel_quotes_of
from cop.people.models import User

HIDES = N_("The core group of this community hides what somebody else wrote, where it reads it.")
HIDDEN = N_("A conversation whose beginning is hidden")
SAID = ("source", "html", "evidence", "claim")


def hide(actor: User, post_id: int, *, now: datetime) -> Post:
    """Put the words of somebody else where only they and the core group read them."""
    with transaction() as tx:
        post = post_for(actor, post_id)
        require(policy.can_hide(actor, post), HIDES)
        hold_still(tx, post)
        if post.hidden_at is None and post.source:
            _put_away(tx, post, now=now)
            tx.announce(PostHidden(post.id))
        return post


def release(actor: User, post_id: int) -> Post:
    """Let them stand again, as they were written."""
    with transaction() as tx:
        post = post_for(actor, post_id)
        require(policy.can_hide(actor, post), HIDES)
        hold_still(tx, post)
        if post.hidden_at is not None:
            _put_back(tx, post)
            tx.announce(PostHidden(post.id))
        return post


def hide_poll(actor: User, poll_id: int, *, now: datetime) -> None:
    """Take a poll that somebody else began off the page of its conversation, with its votes and its outcome."""
    _keep_poll(actor, poll_id, hidden_at=now)


def release_poll(actor: User, poll_id: int) -> None:
    """Let it stand there again, with the votes that it had."""
    _keep_poll(actor, poll_id, hidden_at=None)


def _keep_poll(actor: User, poll_id: int, *, hidden_at: datetime | None) -> None:
    with transaction() as tx:
        poll = poll_for(actor, poll_id)
        require(policy.can_hide_poll(actor, poll), HIDES)
        poll.hidden_at, poll.thread.edition = hidden_at, rules.new_edition()
        tx.announce(PollChanged(poll.thread_id))


def hold_still(tx: Transaction, post: Post) -> None:
    """Whoever changes these words at the same moment comes after, and finds them as they are then."""
    tx.session.refresh(post, [*SAID, "hidden_at", "hidden_words", "hidden_title", "hidden_claim"], with_for_update=True)


def _put_away(tx: Transaction, post: Post, *, now: datetime) -> None:
    post.hidden_at, post.hidden_words, post.hidden_claim = now, post.source, post.claim
    post.source = post.html = post.claim = ""
    post.shown_at = post.proposed_at = None
    post.thread.edition = rules.new_edition()
    if (begun := begun_by(post)) is not None:
        post.hidden_title, begun.title = begun.title, HIDDEN
    relabel_quotes_of(tx, post)


def _put_back(tx: Transaction, post: Post) -> None:
    post.source, post.claim = post.hidden_words or "", post.hidden_claim or ""
    post.html, post.render_version = markup.render(post.source), markup.RENDER_VERSION
    quote_truly(tx, post)  # what it quotes may have gone meanwhile
    post.thread.edition = rules.new_edition()
    if post.hidden_title is not None and (begun := begun_by(post)) is not None:
        begun.title = post.hidden_title
    post.hidden_at = post.hidden_words = post.hidden_title = post.hidden_claim = None
