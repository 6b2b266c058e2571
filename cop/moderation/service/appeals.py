"""Speaking against a decision, and another's answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from cop.communities.models import Community
from cop.communities.service import silences as members
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.moderation import policy, rules
from cop.moderation.facts import AppealMade, ItemDecided
from cop.moderation.models import Appeal, ModerationAct
from cop.moderation.queries import (
    Item,
    Moderator,
    act_for,
    appeal_against,
    appeal_for,
    coordinators_of,
    item_for,
    moderators_of,
    newest_about,
    silence_of,
    why_silent,
)
from cop.moderation.rules import Which
from cop.moderation.service import letters, silences
from cop.moderation.service.decisions import carry_out, write_down
from cop.people.models import User

ANOTHER = N_("Somebody else of the core group answers this than whoever decided.")


def appeal(actor: User, act_id: int, *, words: str, now: datetime) -> Appeal:
    """Say once why one sees a decision about one's own words otherwise."""
    with transaction() as tx:
        act = act_for(actor, act_id)
        tx.session.execute(select(Community.id).where(Community.id == act.community_id).with_for_update())
        others, is_open = _others(actor, act, now=now)
        was_made = appeal_against(act.id) is not None
        words = rules.check_appeal(words, is_open=is_open, was_made=was_made, others=bool(others))
        made = Appeal(act_id=act.id, by_id=actor.id, words=words, at=now)
        tx.session.add(made)
        tx.flush()
        letters.ask_to_answer(tx, others, appeal=made, community_id=act.community_id, now=now)
        tx.announce(AppealMade(made.id))
        return made


def answer(actor: User, appeal_id: int, *, grants: bool, reason: str, now: datetime) -> ModerationAct:
    """Let it stand again, or leave it hidden; whoever appealed is told why."""
    reason = rules.reason_of(reason)
    with transaction() as tx:
        appeal, act, item = appeal_for(actor, appeal_id)
        require(policy.can_answer(actor, act), ANOTHER)
        tx.session.refresh(appeal, ["answer_id"], with_for_update=True)  # two who answer at once come one by one
        rules.check_waits(is_answered=appeal.answer_id is not None)
        done = (
            _of_item(tx, actor, item=item, grants=grants, reason=reason, now=now)
            if item is not None
            else _of_silence(tx, actor, act=act, grants=grants, reason=reason, now=now)
        )
        appeal.answer_id = done.id
        tx.announce(ItemDecided(done.id))
        return done


def _others(actor: User, act: ModerationAct, *, now: datetime) -> tuple[Sequence[Moderator], bool]:
    """Who could decide otherwise, and whether the decision still holds."""
    if act.kind == "person":
        holds = silence_of(actor.id, act.community_id, now=now) is not None
        is_last = holds and why_silent(actor.id, act.community_id).id == act.id
        return coordinators_of(act.community_id, but=act.by_id), is_last
    which = Which(act.kind, act.item_id)
    item = item_for(actor, which)
    return moderators_of(item, but=act.by_id), item.hidden_at is not None and newest_about(which) == act.id


def _of_item(tx: Transaction, actor: User, *, item: Item, grants: bool, reason: str, now: datetime) -> ModerationAct:
    if grants:
        carry_out(tx, actor, which=item.which, decision="released", now=now)
    done = write_down(tx, actor, item=item, did="granted" if grants else "turned_down", reason=reason, now=now)
    letters.tell_author(tx, done, now=now)
    return done


def _of_silence(
    tx: Transaction, actor: User, *, act: ModerationAct, grants: bool, reason: str, now: datetime
) -> ModerationAct:  # fmt: skip
    found = silence_of(act.item_id, act.community_id, now=now)
    if found is None:
        raise RuleBroken("It is over already.")
    if grants:
        members.end_silence(actor, act.community_id, person_id=act.item_id)
        found.ended_at = now
    did = "unsilenced" if grants else "stays_silent"
    return silences.tell(tx, actor, silence=found, did=did, reason=reason, now=now)
