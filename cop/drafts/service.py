"""Every change to what people have begun and not sent. Nobody but its writer comes to it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from cop.core.database import Transaction, transaction
from cop.drafts import rules
from cop.drafts.facts import DraftGone, DraftKept
from cop.drafts.models import Draft
from cop.drafts.queries import draft_for, drafts_at, has_begun
from cop.drafts.rules import Letter
from cop.people.models import User


def keep(actor: User, place: str, *, letter: Letter, now: datetime) -> Draft | None:
    """Keep what is written in one tab, beside what another holds. None where nothing of it is left to keep.

    The place is a name, and no door: it is not told whether there is such a place.
    """
    rules.check(place, letter)
    with transaction() as tx:
        tx.session.execute(select(User.id).where(User.id == actor.id).with_for_update())  # two tabs come one by one
        draft = rules.goes_on(letter, drafts_at(actor, place))
        if letter.is_empty:
            return _emptied(tx, draft, letter)
        if draft is None:
            rules.check_room(_begun_by(tx, actor))
            draft = Draft(user_id=actor.id, place=place, revision=0)
            tx.session.add(draft)
        elif not rules.is_news(letter, draft):
            return draft
        draft.title, draft.body, draft.more = letter.title, letter.body, letter.more
        draft.page, draft.turn = letter.page, letter.turn
        draft.revision, draft.written_at = draft.revision + 1, now
        tx.announce(DraftKept(draft.id, actor.id))
        return draft


def discard(actor: User, draft_id: int) -> None:
    """Throw away what one has begun."""
    with transaction() as tx:
        _drop(tx, draft_for(actor, draft_id))


def sent(tx: Transaction, actor: User, *, place: str, body: str) -> None:
    """These words are where they were meant to go: what was kept of them is needed no more. Other words stay. A short
    answer was never kept, since it was written without a rest: whether there is anything is asked first."""
    if not has_begun(actor, place):
        return
    for draft in drafts_at(actor, place):
        if rules.is_sent(draft, body=body):
            _drop(tx, draft)


def leave(tx: Transaction, actor: User, *, places: Sequence[str]) -> None:
    """Throw away whatever was begun in these places: what they were for is put away."""
    for place in places:
        for draft in drafts_at(actor, place):
            _drop(tx, draft)


def lead_on(tx: Transaction, place: str, *, to: str) -> None:
    """What anybody has begun in one place waits in another from now on: what it was for is there."""
    tx.session.execute(update(Draft).where(Draft.place == place).values(place=to))


def forget(tx: Transaction, person_id: int) -> None:
    """Somebody is gone, and with them what they had begun."""
    tx.session.execute(delete(Draft).where(Draft.user_id == person_id))


def forget_old(*, now: datetime) -> None:
    """Delete what nobody has written on in for a long time."""
    with transaction() as tx:
        tx.session.execute(delete(Draft).where(Draft.written_at < now - rules.KEPT))


def _emptied(tx: Transaction, draft: Draft | None, letter: Letter) -> Draft | None:
    if draft is not None and rules.is_news(letter, draft):
        _drop(tx, draft)
        return None
    return draft


def _drop(tx: Transaction, draft: Draft) -> None:
    tx.session.delete(draft)
    tx.announce(DraftGone(draft.id, draft.user_id))


def _begun_by(tx: Transaction, actor: User) -> int:
    return tx.session.scalar(select(func.count()).where(Draft.user_id == actor.id)) or 0
