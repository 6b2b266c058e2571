"""Asking privately: whoever coordinates, or whoever wrote a post and whoever coordinates. Nobody else ever reads it."""

from collections.abc import Mapping
from datetime import datetime

from cop.communities import policy as communities
from cop.communities.models import Space
from cop.communities.queries import space_for
from cop.communities.rules import Read
from cop.core import mail
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.discussions import rules
from cop.discussions.models import Thread
from cop.discussions.queries import could_answer, post_for
from cop.discussions.service.beginning import Opening, announce_begun, begin, opening
from cop.discussions.service.files import READS_ONLY
from cop.people.models import User

READING = "discussions.reading"


def ask_coordinators(actor: User, space_id: int, *, title: str, body: str, now: datetime) -> Thread:
    """Ask those who coordinate the community and read this space."""
    words = opening(title, body)
    with transaction() as tx:
        space = space_for(actor, space_id)
        if not communities.can_read_space(actor, space):
            raise NotVisible
        return _ask(tx, actor, space, words=words, asked_id=None, place=rules.ask_place(space_id), now=now)


def ask_author(actor: User, post_id: int, *, title: str, body: str, now: datetime) -> Thread:
    """Ask whoever wrote a post."""
    words = opening(title, body)
    with transaction() as tx:
        post = post_for(actor, post_id)
        require(communities.can_post(actor, post.thread.space), READS_ONLY)
        is_own, is_there = post.author_id == actor.id, bool(post.author_id and post.source and not post.unnamed)
        rules.check_askable(is_own=is_own, is_there=is_there)
        place = rules.ask_author_place(post_id)
        return _ask(tx, actor, post.thread.space, words=words, asked_id=post.author_id, place=place, now=now)


def _ask(
    tx: Transaction, actor: User, space: Space, *, words: Opening, asked_id: int | None, place: str, now: datetime
) -> Thread:
    require(communities.can_post(actor, space), READS_ONLY)
    no_outsider = max(space.axes.read, Read.NEARBY)
    thread = Thread(bound=no_outsider, privately=True, asked_id=asked_id)
    begin(tx, thread, actor=actor, space=space, words=words, now=now)
    others = {who: email for who, email in could_answer(thread.id, now=now).items() if who != actor.id}
    if asked_id is not None and asked_id not in others:
        raise RuleBroken("Whoever wrote it does not read here any more. You can ask the coordinators instead.")
    if not others:
        raise RuleBroken("Nobody else who coordinates this community reads here, so nobody could answer you.")
    announce_begun(tx, thread, actor=actor, place=place, body=words.body)
    write_to(tx, others, template="discussions/mail/asked.txt", thread_id=thread.id, now=now)
    return thread


def write_to(tx: Transaction, people: Mapping[int, str], *, template: str, thread_id: int, now: datetime) -> None:
    """A letter that says only that there is something to read, and does not go to whoever reads it no more by then."""
    for person_id, email in sorted(people.items()):
        permit, values = (READING, person_id, thread_id), {"path": f"/threads/{thread_id}"}
        mail.send_later(tx, email, template, values, at=now, while_permitted=permit)
