"""How a set asks: its starters, which any member may put in other words, and whether the coach helps."""

from collections.abc import Mapping

from sqlalchemy import delete

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.meetings.models import Asking, Starters
from cop.meetings.rules import tray
from cop.people.models import User
from cop.sets import policy as sets_policy
from cop.sets.queries import set_to_change_for


def write_starters(actor: User, set_id: int, *, starters: Mapping[str, str], seen: int) -> None:
    """Put the starters in the set's own words, one a line. `seen` is the version they were written from."""
    with transaction() as tx:
        set_to_change_for(actor, set_id)
        asking = _asking(tx, set_id)
        if seen != asking.version:
            raise RuleBroken(
                "Somebody in your set has changed the starters meanwhile. Keep these to put yours in their place."
            )
        for phase in tray.PHASES:
            text = "\n".join(tray.starters_in(starters.get(phase, "")))
            tx.session.merge(Starters(set_id=set_id, phase=phase, text=text))
        asking.version += 1


def reset_starters(actor: User, set_id: int) -> None:
    """Back to the starters that every set begins with."""
    with transaction() as tx:
        set_to_change_for(actor, set_id)
        tx.session.execute(delete(Starters).where(Starters.set_id == set_id))
        _asking(tx, set_id).version += 1


def switch_coach(actor: User, set_id: int, *, on: bool) -> None:
    """Let the coach help everybody in the set, or nobody."""
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        require(
            sets_policy.can_facilitate(actor, learning_set), "Only the facilitator sends the coach away, or calls it."
        )
        _asking(tx, set_id).coach = on


def _asking(tx: Transaction, set_id: int) -> Asking:
    asking = tx.session.get(Asking, set_id) or Asking(set_id=set_id, coach=True, version=0)
    tx.session.add(asking)
    return asking
