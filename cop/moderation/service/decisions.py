"""Deciding about what somebody said, and writing down why."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from cop.communities.models import Community
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_
from cop.discussions import service as discussions
from cop.gatherings import service as gatherings
from cop.moderation import policy, rules
from cop.moderation.facts import ItemDecided
from cop.moderation.models import Appeal, ModerationAct, Report
from cop.moderation.queries import Item, about, item_for, last_did, reports_on
from cop.moderation.rules import Which
from cop.moderation.service import letters
from cop.people.models import User
from cop.stories import service as stories

HIDING: Final[Mapping[str, Callable[..., object]]] = {
    "post": discussions.hide,
    "poll": discussions.hide_poll,
    "story": stories.hide,
    "response": stories.hide_response,
    "issue": stories.hide_issue,
    "gathering": gatherings.hide,
}
SHOWING: Final[Mapping[str, Callable[..., object]]] = {
    "post": discussions.release,
    "poll": discussions.release_poll,
    "story": stories.release,
    "response": stories.release_response,
    "issue": stories.release_issue,
    "gathering": gatherings.release,
}
DECIDES = N_("The core group of this community decides about it, where it reads it, and nobody about their own words.")


def decide(actor: User, which: Which, *, decision: str, reason: str, now: datetime) -> ModerationAct:
    """Keep it, hold it while it is looked at, hide it, or let it stand again; whoever wrote it is told why."""
    reason = rules.reason_of(reason)
    with transaction() as tx:
        item = item_for(actor, which)
        require(policy.can_decide(actor, item.thing), DECIDES)
        tx.session.execute(select(Community.id).where(Community.id == item.community.id).with_for_update())
        item = item_for(actor, which)  # as it is now: two who decide at once come one by one
        stands = item.stands(last_did(which))
        rules.check_decision(decision, stands=stands, is_reported=bool(reports_on(which)))
        carry_out(tx, actor, which=which, decision=decision, now=now)
        act = write_down(tx, actor, item=item, did=decision, reason=reason, now=now)
        if decision == "released":
            answer_appeals(tx, act)
        if decision != "kept":
            letters.tell_author(tx, act, now=now)
        tx.announce(ItemDecided(act.id))
        return act


def carry_out(tx: Transaction, actor: User, *, which: Which, decision: str, now: datetime) -> None:
    """Have it hidden or shown by those to whom it belongs, and answer the reports about it."""
    if decision in rules.HIDING:
        HIDING[which.kind](actor, which.id, now=now)
    if decision in rules.SHOWING:
        SHOWING[which.kind](actor, which.id)
    if decision in rules.CLOSING:
        tx.session.execute(update(Report).where(about(which), Report.closed_at.is_(None)).values(closed_at=now))


def answer_appeals(tx: Transaction, act: ModerationAct) -> None:
    """It stands again, so nobody has to say so to whoever asked for that."""
    about = select(ModerationAct.id).where(ModerationAct.kind == act.kind, ModerationAct.item_id == act.item_id)
    open_ones = (Appeal.act_id.in_(about), Appeal.answer_id.is_(None))
    tx.session.execute(
        update(Appeal).where(*open_ones).values(answer_id=act.id).execution_options(synchronize_session=False)
    )


def write_down(tx: Transaction, actor: User, *, item: Item, did: str, reason: str, now: datetime) -> ModerationAct:
    """One more line of the log."""
    act = ModerationAct(
        community_id=item.community.id, by_id=actor.id, person_id=item.author_id, did=did, kind=item.which.kind,
        item_id=item.which.id, reason=reason, at=now,
    )  # fmt: skip
    tx.session.add(act)
    tx.flush()
    return act
