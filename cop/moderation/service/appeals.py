"""Speaking against a decision, and another's answer."""

from datetime import datetime

from sqlalchemy import select

from cop.communities.models import Community
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.moderation import policy, rules
from cop.moderation.facts import AppealMade, ItemDecided
from cop.moderation.models import Appeal, ModerationAct
from cop.moderation.queries import act_for, appeal_against, appeal_for, item_for, moderators_of, newest_about
from cop.moderation.rules import Which
from cop.moderation.service import letters
from cop.moderation.service.decisions import carry_out, write_down
from cop.people.models import User

ANOTHER = N_("Somebody else of the core group answers this than whoever decided.")


def appeal(actor: User, act_id: int, *, words: str, now: datetime) -> Appeal:
    """Say once why one sees a decision about one's own words otherwise."""
    with transaction() as tx:
        act = act_for(actor, act_id)
        which = Which(act.kind, act.item_id)
        item = item_for(actor, which)
        tx.session.execute(select(Community.id).where(Community.id == act.community_id).with_for_update())
        others = moderators_of(item, but=act.by_id)
        is_open = item.hidden_at is not None and newest_about(which) == act.id
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
        if grants:
            carry_out(tx, actor, which=item.which, decision="released", now=now)
        done = write_down(tx, actor, item=item, did="granted" if grants else "turned_down", reason=reason, now=now)
        appeal.answer_id = done.id
        letters.tell_author(tx, done, now=now)
        tx.announce(ItemDecided(done.id))
        return done
