"""Words are taken further: chosen, looked at, sent; and put away or taken back."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from cop.communities import policy as communities
from cop.communities.queries import space_for
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken, Stale
from cop.discussions import rules as talk
from cop.discussions import service as discussions
from cop.ladder import rules
from cop.ladder.facts import ClimbChanged
from cop.ladder.models import Climb, ClimbAsk
from cop.ladder.queries import (
    Piece,
    climb_for,
    company_of,
    hidden_names,
    lets_out,
    piece_for,
    steps_for,
    still_missing,
)
from cop.people.models import User
from cop.stories.models import StoryDraft
from cop.stories.rules import FREE, Reach
from cop.stories.service import drafts

STAYS = N_("Your set has agreed that nothing leaves it, or not everybody has said yes to it. Talk there first.")
FULL = N_("You have begun to take %(most)s things further. Send one of them or put it away first.")
LOOK_AGAIN = N_("It has changed since you looked at it. Read it once more.")
WAITS = N_("Somebody who is named has not said yes. Shorten it, and it can go without them.")


def begin(actor: User, key: str, *, space_id: int, now: datetime) -> Climb:
    """Choose where words of one's own are to be read. Until they are sent nobody else knows of it."""
    with transaction() as tx:
        piece = piece_for(actor, key)
        require(lets_out(actor, piece), STAYS)
        if space_id not in {each.space.id for each in steps_for(actor, piece, on=now.date())}:
            raise NotVisible
        own = (Climb.user_id == actor.id, Climb.sent_at.is_(None))
        if (tx.session.scalar(select(func.count()).where(*own)) or 0) >= rules.MOST_BEGUN:
            raise RuleBroken(FULL, most=rules.MOST_BEGUN)
        climb = Climb(
            user_id=actor.id, space_id=space_id, origin=piece.key, words=piece.words, html=markup.render(piece.words),
            began_at=now, changed_at=now,
        )  # fmt: skip
        tx.session.add(climb)
        tx.flush()
        tx.announce(ClimbChanged(climb.id))
        return climb


def keep(actor: User, climb_id: int, *, title: str, words: str, now: datetime) -> Climb:
    """Put the words as others are to read them."""
    title, words = talk.check_title(title), talk.check_body(words)
    html = markup.render(words)
    with transaction() as tx:
        climb = unsent(tx, actor, climb_id=climb_id)
        piece = piece_for(actor, climb.origin)
        rules.check_clean(title, words, hidden=hidden_names(actor, piece, into=climb.space_id))
        climb.title, climb.words, climb.html, climb.changed_at = title, words, html, now
        _ask_about_these(tx, climb, rules.named_in(title, words, people=company_of(actor, piece)))
        tx.announce(ClimbChanged(climb.id))
        return climb


def send(actor: User, climb_id: int, *, seen: str, now: datetime, as_story: bool = False) -> int:
    """Let them be read there, as a conversation or as the beginning of a story. Everything is asked again. Answers the
    number of the conversation or of the story's draft."""
    with transaction() as tx:
        climb = unsent(tx, actor, climb_id=climb_id)
        if seen != rules.digest(climb.title, climb.words):
            raise Stale(LOOK_AGAIN)
        _check_ready(actor, climb, piece_for(actor, climb.origin), now=now)
        title, words, space_id = str(climb.title), str(climb.words), climb.space_id or 0
        if as_story:
            draft = _begin_story(actor, space_id, title=title, words=words, now=now)
            _remove(tx, climb)
            return draft.id
        thread = discussions.start(actor, space_id, title=title, body=words, now=now)
        climb.thread_id, climb.sent_at, climb.changed_at = thread.id, now, now
        climb.title = climb.words = climb.html = ""
        tx.announce(ClimbChanged(climb.id))
        return thread.id


def put_away(actor: User, climb_id: int) -> None:
    """Leave them where they are."""
    with transaction() as tx:
        climb = unsent(tx, actor, climb_id=climb_id)
        tx.announce(ClimbChanged(climb.id))
        _remove(tx, climb)


def take_back(actor: User, climb_id: int, *, now: datetime) -> None:
    """Out of the wider place at once."""
    with transaction() as tx:
        climb = climb_for(actor, climb_id)
        if climb.thread_id is None:
            raise RuleBroken("These words are not read there any more.")
        discussions.withdraw(actor, climb.thread_id, now=now)
        tx.announce(ClimbChanged(climb.id))
        _remove(tx, climb)


def unsent(tx: Transaction, actor: User, *, climb_id: int) -> Climb:
    """Words on their way, held until the transaction ends: of two windows, one sends."""
    climb = climb_for(actor, climb_id)
    tx.session.refresh(climb, with_for_update=True)
    if climb.sent_at is not None:
        raise RuleBroken("These words have been sent. You can take them back.")
    return climb


def _check_ready(actor: User, climb: Climb, piece: Piece, *, now: datetime) -> None:
    require(lets_out(actor, piece), STAYS)
    if climb.space_id not in {each.space.id for each in steps_for(actor, piece, on=now.date())}:
        raise RuleBroken("You cannot write there any more, or it is no wider than where the words are now.")
    talk.check_title(climb.title)
    rules.check_clean(climb.title, climb.words, hidden=hidden_names(actor, piece, into=climb.space_id))
    if still_missing(actor, climb, piece=piece):
        raise RuleBroken(WAITS)


def _begin_story(actor: User, space_id: int, *, title: str, words: str, now: datetime) -> StoryDraft:
    require(communities.can_tell_in(actor, space_for(actor, space_id)), "In that space no stories are told.")
    draft_id = drafts.begin(actor, Reach("space", space_id), template=FREE, now=now).id
    drafts.write(actor, draft_id, page=1, answer=words, now=now)
    return drafts.head(actor, draft_id, title=title, note="", now=now)


def _ask_about_these(tx: Transaction, climb: Climb, named: dict[int, str]) -> None:
    """Whoever has not answered is asked about the words as they are now, and about none that are gone."""
    waiting = select(ClimbAsk).where(ClimbAsk.climb_id == climb.id, ClimbAsk.answer == "")
    for ask in tx.session.scalars(waiting):
        ask.words = named.get(ask.user_id, "")


def _remove(tx: Transaction, climb: Climb) -> None:
    """Nothing of it is kept, but that somebody was asked and has not said yes: they are not asked anew at once."""
    here = ClimbAsk.climb_id == climb.id
    tx.session.execute(delete(ClimbAsk).where(here, ClimbAsk.answer == "yes"))
    tx.session.execute(update(ClimbAsk).where(here).values(words="", climb_id=None))
    tx.session.delete(climb)
