"""The first words of a conversation, whoever may read it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from cop.communities.models import Space
from cop.core import markup
from cop.core.database import Transaction
from cop.discussions import rules
from cop.discussions.facts import ThreadStarted
from cop.discussions.models import Post, Thread
from cop.discussions.rules import NO_CLAIM, Claim
from cop.discussions.service.mentions import keep_first_mentions, read_mentions
from cop.discussions.service.readings import mark_written
from cop.drafts import service as drafts
from cop.people.models import User


class Opening(NamedTuple):
    """What begins a conversation, looked through."""

    title: str
    body: str
    html: str
    claim: Claim = NO_CLAIM

    def saying(self, body: str) -> "Opening":
        """The same with other words for the same: those that are kept."""
        return self if body == self.body else self._replace(body=body, html=markup.render(body))


def opening(title: str, body: str, *, claim: Claim = NO_CLAIM) -> Opening:
    """Raises RuleBroken for what no conversation begins with."""
    title, body = rules.check_title(title), rules.check_body(body)
    return Opening(title, body, markup.render(body), claim)


def answering(body: str, *, claim: Claim) -> Opening:
    """The same of an answer, which has no title."""
    body = rules.check_body(body)
    return Opening("", body, markup.render(body), claim)


def begin(tx: Transaction, thread: Thread, *, actor: User, space: Space, words: Opening, now: datetime) -> Post:
    """Put them there and answer their post: `thread` says who reads it. The caller has looked whether they may."""
    thread.space_id, thread.author_id, thread.title = space.id, actor.id, words.title
    thread.created_at = thread.last_post_at = now
    tx.session.add(thread)
    tx.flush()
    post, people = post_by(actor, thread, space=space, words=words, now=now)
    post.unnamed = bool(thread.unnamed)
    tx.session.add(post)
    tx.flush()
    keep_first_mentions(tx, post, people=people, now=now)
    mark_written(tx, actor, thread=thread)
    return post


def announce_begun(tx: Transaction, thread: Thread, *, actor: User, place: str, body: str) -> None:
    """It is there: what was kept of it is not needed any more."""
    drafts.sent(tx, actor, place=place, body=body)
    tx.announce(ThreadStarted(thread.id))


def post_by(
    actor: User, thread: Thread, *, space: Space, words: Opening, now: datetime
) -> tuple[Post, Collection[int]]:
    """Read by whoever reads the conversation now; and whom it mentions of those."""
    said = read_mentions(actor, thread, space=space, source=words.body, now=now)
    words = words.saying(said.source)
    post = Post(
        thread_id=thread.id, author_id=actor.id, source=words.body, html=words.html, bound=thread.bound, created_at=now,
        render_version=markup.RENDER_VERSION, evidence=words.claim.evidence, claim=words.claim.words,
    )  # fmt: skip
    return post, said.people
