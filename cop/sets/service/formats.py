"""Which running order a set follows, and the one that it makes its own."""

from collections.abc import Sequence
from datetime import datetime

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken
from cop.people.models import User
from cop.sets import policy, rules
from cop.sets.facts import FormatChosen
from cop.sets.models import LearningSet, SetFormat
from cop.sets.queries import advice_in, format_of, own_format_of, set_to_change_for
from cop.sets.rules import formats

ONLY_FACILITATOR = N_("Only the facilitator changes how the meetings run. Talk about it in the set.")


def choose_format(actor: User, set_id: int, *, key: str, slot_minutes: int) -> LearningSet:
    """From the next meeting on; one that has begun keeps what it began with."""
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        require(policy.can_facilitate(actor, learning_set), ONLY_FACILITATOR)
        chosen = own_format_of(set_id) if key == formats.OWN else formats.FORMATS.get(key)
        if chosen is None:
            raise NotVisible
        _follow(tx, learning_set, chosen, slot_minutes=slot_minutes)
        return learning_set


def write_format(
    actor: User,
    set_id: int,
    *,
    base: str,
    title: str,
    purpose: str,
    rows: Sequence[formats.Row],
    seen: int,
    now: datetime,
) -> SetFormat:
    """Write the next version of the set's own running order, from the one called `base`, and follow it.

    `seen` is the newest version that there was when it was begun, 0 for none.
    """
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        require(policy.can_facilitate(actor, learning_set), ONLY_FACILITATOR)
        own = own_format_of(set_id)
        if seen != (own.version if own else 0):
            raise RuleBroken(
                "Somebody has written another version since you began. Look at theirs; yours is kept here. "
                "Write it down again, and it comes after theirs."
            )
        origin = _origin(base, own or format_of(learning_set))
        document = formats.own_copy(origin, title=title, purpose=purpose, rows=rows, version=seen + 1)
        written = SetFormat(
            set_id=set_id, version=document.version, document=document, written_by_id=actor.id, written_at=now
        )
        tx.session.add(written)
        tx.flush()
        _follow(tx, learning_set, document, slot_minutes=document.lengths[0])
        return written


def _origin(base: str, own: rules.Format) -> rules.Format:
    origin = own if base in {"", formats.OWN} else formats.FORMATS.get(base)
    if origin is None:
        raise NotVisible
    return origin


def _follow(tx: Transaction, learning_set: LearningSet, chosen: rules.Format, *, slot_minutes: int) -> None:
    length = chosen.fitting(slot_minutes)
    rules.check_fit(
        chosen, advice=advice_in(learning_set.id) or chosen.advice, seats=learning_set.seats,
        meeting_minutes=learning_set.meeting_minutes, slot_minutes=length,
    )  # fmt: skip
    learning_set.format_key, learning_set.slot_minutes = chosen.key, length
    tx.flush()
    tx.announce(FormatChosen(learning_set.id))
