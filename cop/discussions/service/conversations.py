"""Conversations, what is written in them, and who else is let in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from cop.communities import policy as communities
from cop.communities.models import Community, Space
from cop.communities.queries import OPENNESS, space_for
from cop.communities.rules import Read
from cop.communities.service.guests import (
    END_SEATS,
    GIVE_SEATS,
    end_seat,
    end_seats,
    give_seat,
    guest_by_address,
    write_to_guest,
)
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken
from cop.core.uploads import Upload
from cop.discussions import policy, rules
from cop.discussions.facts import (
    GuestGone,
    GuestSeated,
    PostEdited,
    PostInWindow,
    ThreadReplied,
)
from cop.discussions.models import Post, Thread, ThreadGuest
from cop.discussions.queries import begins, own_window_post, post_for, thread_for
from cop.discussions.rules import NO_CLAIM, Claim
from cop.discussions.service.beginning import announce_begun, answering, begin, opening, post_by
from cop.discussions.service.files import POST, READS_ONLY, taken_for_space, taken_for_thread
from cop.discussions.service.hiding import hold_still
from cop.discussions.service.mentions import keep_first_mentions, keep_mentions, read_mentions
from cop.discussions.service.quotes import quote_truly, quotes_others
from cop.discussions.service.readings import mark_written
from cop.discussions.service.wordings import keep_wording
from cop.drafts import service as drafts
from cop.files.service import hang
from cop.people.models import User

WRITER = N_("Only whoever wrote this can change it, and not while it is hidden.")


def start(
    actor: User,
    space_id: int,
    *,
    title: str,
    body: str,
    now: datetime,
    claim: Claim = NO_CLAIM,
    unnamed: bool = False,
    files: Sequence[Upload] = (),
) -> Thread:
    """Begin a conversation in a space; without one's name to other members where they want that."""
    words = opening(title, body, claim=claim)
    with taken_for_space(actor, space_id, files=files, unnamed=unnamed, now=now) as taken, transaction() as tx:
        space = space_for(actor, space_id)
        if not communities.can_read_space(actor, space):
            raise NotVisible
        require(communities.can_post(actor, space), READS_ONLY)
        if unnamed:
            rules.check_unnamed(allowed=space.community.uses(rules.UNNAMED), is_guest=False, privately=False)
        thread = Thread(bound=space.axes.read, unnamed=unnamed)
        first = begin(tx, thread, actor=actor, space=space, words=words, now=now)
        hang(tx, taken, whose=POST, thing_id=first.id)
        announce_begun(tx, thread, actor=actor, place=rules.start_place(space_id), body=words.body)
        return thread


def reply(
    actor: User,
    thread_id: int,
    *,
    body: str,
    now: datetime,
    claim: Claim = NO_CLAIM,
    unnamed: bool = False,
    files: Sequence[Upload] = (),
) -> Post:
    """Answer in a conversation; without one's name to other members where they want that."""
    words = answering(body, claim=claim)
    with taken_for_thread(actor, thread_id, files=files, unnamed=unnamed, now=now) as taken, transaction() as tx:
        thread = thread_for(actor, thread_id)
        require(policy.can_reply(actor, thread), READS_ONLY)
        if unnamed:
            _check_unnamed(actor, thread)
        thread.bound = thread.axes.read
        post, people = post_by(actor, thread, space=thread.space, words=words, now=now)
        post.unnamed, post.by_guest = unnamed, policy.is_guest(actor, thread)
        tx.session.add(post)
        thread.post_count = Thread.post_count + 1  # counted by the database: two may answer at once
        thread.last_post_at, thread.edition = now, rules.new_edition()
        tx.flush()
        quote_truly(tx, post, writer=actor)
        keep_first_mentions(tx, post, people=people, now=now)
        hang(tx, taken, whose=POST, thing_id=post.id)
        mark_written(tx, actor, thread=thread)
        drafts.sent(tx, actor, place=rules.answer_place(thread_id), body=words.body)
        tx.announce(ThreadReplied(thread.id, post.id))
        return post


def _check_unnamed(actor: User, thread: Thread) -> None:
    allowed, is_guest = thread.space.community.uses(rules.UNNAMED), policy.is_guest(actor, thread)
    rules.check_unnamed(allowed=allowed, is_guest=is_guest, privately=thread.privately)


def edit(actor: User, post_id: int, *, body: str, now: datetime, claim: Claim | None = None) -> Post:
    """Change words of one's own, and what they claim, unless that stays as it is."""
    body = rules.check_body(body)
    with transaction() as tx:
        post = post_for(actor, post_id)
        hold_still(tx, post)
        require(policy.can_edit(actor, post), WRITER)
        thread = post.thread
        said = read_mentions(actor, thread, space=thread.space, source=body, now=now, own=[post.id])
        claim = rules.claim_in(post.evidence, post.claim) if claim is None else claim
        keep_wording(tx, post, body=said.source, claim=claim, now=now)
        post.source, post.html = said.source, markup.render(said.source)
        post.render_version = markup.RENDER_VERSION
        post.evidence, post.claim = claim.evidence, claim.words
        quote_truly(tx, post, writer=actor)
        keep_mentions(tx, post, people=said.people, now=now)
        post.shown_at, post.proposed_at = None, None  # what was shown publicly was read by two people, and is not this
        thread.edition = rules.new_edition()
        drafts.sent(tx, actor, place=rules.change_place(post_id), body=body)
        tx.announce(PostEdited(post.id))
        return post


def propose(actor: User, post_id: int, *, now: datetime) -> int:
    """Ask for what began a conversation of one's own to stand in the public window. Answers the community's id."""
    with transaction() as tx:
        post = post_for(actor, post_id)
        require(policy.can_edit(actor, post), WRITER)
        community = post.thread.space.community
        require(communities.can_propose(actor, community), "This community has no window that everybody looks into.")
        if post.thread.privately:
            raise RuleBroken("What was asked privately is never shown to more people.")
        if post.unnamed:
            raise RuleBroken("What stands there stands by its writer's name.")
        if not begins(post):
            raise RuleBroken("Only what began a conversation can stand there: an answer makes no sense alone.")
        if quotes_others(tx, post):
            raise RuleBroken("It quotes somebody else, who has not agreed to it. Take those words out first.")
        post.proposed_at = now
        tx.announce(PostInWindow(post.id))
        return community.id


def show_publicly(actor: User, post_id: int, *, now: datetime) -> int:
    """Show in the window what its author has proposed, and nothing that nobody proposed."""
    with transaction() as tx:
        post = post_for(actor, post_id)
        community = post.thread.space.community
        if post.proposed_at is None:
            raise NotVisible
        require(communities.can_show(actor, community), "Only the core group of this community shows things publicly.")
        post.shown_at, post.proposed_at = now, None
        tx.announce(PostInWindow(post.id))
        return community.id


def take_back(actor: User, post_id: int) -> int:
    """Out of the window at once, or proposed no longer."""
    with transaction() as tx:
        post = own_window_post(actor, post_id)
        post.shown_at, post.proposed_at = None, None
        tx.announce(PostInWindow(post.id))
        return post.thread.space.community_id


def seat_guest(actor: User, thread_id: int, *, email: str, until: datetime, now: datetime) -> None:
    """Let somebody from outside read this conversation, and answer in it, until a day."""
    with transaction() as tx:
        thread = thread_for(actor, thread_id)
        require(policy.can_seat_guests(actor, thread), GIVE_SEATS)
        tx.session.execute(select(Thread.id).where(Thread.id == thread.id).with_for_update())
        guest = guest_by_address(tx, email, community_id=thread.space.community_id)
        seat = ThreadGuest(thread_id=thread.id, user_id=guest.id, by_id=actor.id, given_at=now, until=until)
        if give_seat(tx, seat, here=ThreadGuest.thread_id == thread.id):
            permit = ("discussions.guest", guest.id, thread.id)
            write_to_guest(tx, guest, path=f"/threads/{thread.id}", permit=permit, now=now)
        tx.announce(GuestSeated(thread.id, guest.id))


def end_guest_seat(actor: User, thread_id: int, *, person_id: int, now: datetime) -> None:
    """Take a seat back, or give one's own back: from this moment they read what outsiders read."""
    with transaction() as tx:
        thread = thread_for(actor, thread_id)
        require(policy.can_end_seat(actor, thread, person_id=person_id), END_SEATS)
        end_seat(tx, ThreadGuest, here=ThreadGuest.thread_id == thread.id, person_id=person_id, now=now)
        tx.announce(GuestGone(thread.id, person_id))


def end_guest_seats_of(tx: Transaction, community_id: int, *, person_id: int, now: datetime) -> None:
    """Somebody came into this community, or went: what they were a guest in is over."""
    theirs = select(Thread.id).join(Space, Space.id == Thread.space_id).where(Space.community_id == community_id)
    end_seats(tx, ThreadGuest, ThreadGuest.thread_id.in_(theirs), ThreadGuest.user_id == person_id, now=now)


def end_sealed_guest_seats(tx: Transaction, community_id: int, *, now: datetime) -> None:
    """This community, or a space of it, has become tighter: where it is sealed, nobody is a guest any more."""
    here = select(Thread.id).join(Space, Space.id == Thread.space_id).join(Space.community)
    sealed = here.where(Community.id == community_id, OPENNESS == Read.SEALED)
    end_seats(tx, ThreadGuest, ThreadGuest.thread_id.in_(sealed), now=now)
