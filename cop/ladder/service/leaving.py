"""What becomes of words on their way when somebody goes, or what they come from is deleted."""

from sqlalchemy import delete, or_, select

from cop.core.database import Transaction
from cop.core.errors import NotVisible
from cop.ladder.models import Climb, ClimbAsk
from cop.ladder.queries import piece_for
from cop.people.models import User
from cop.sets.models import Seat


def forget(tx: Transaction, person_id: int) -> None:
    """Somebody is gone: what they had on its way goes with them. Nobody can ask them any more, so what others were
    about to send and named them in is put away too; their words are still where they come from."""
    named = select(ClimbAsk.climb_id).where(ClimbAsk.user_id == person_id, ClimbAsk.climb_id.is_not(None))
    gone = select(Climb.id).where(
        or_(Climb.user_id == person_id, Climb.id.in_(named) & Climb.sent_at.is_(None))
    )  # fmt: skip
    ids = tx.session.scalars(gone).all()
    theirs = or_(ClimbAsk.user_id == person_id, ClimbAsk.by_id == person_id)
    tx.session.execute(delete(ClimbAsk).where(or_(theirs, ClimbAsk.climb_id.in_(ids))))
    tx.session.execute(delete(Climb).where(Climb.id.in_(ids)))


def forget_what_is_gone(tx: Transaction, set_id: int) -> None:
    """What a set said is deleted: nothing of it goes on its way any more, and nobody is asked about it."""
    sat = select(Seat.user_id).where(Seat.set_id == set_id)
    for climb in tx.session.scalars(select(Climb).where(Climb.user_id.in_(sat), Climb.sent_at.is_(None))).all():
        try:
            piece_for(tx.session.get_one(User, climb.user_id), climb.origin)
        except NotVisible:
            tx.session.execute(delete(ClimbAsk).where(ClimbAsk.climb_id == climb.id))
            tx.session.delete(climb)
