"""Asking the core group to look at something."""

from datetime import datetime

from sqlalchemy import select

from cop.core.database import transaction
from cop.moderation import policy, rules
from cop.moderation.facts import ReportMade
from cop.moderation.models import Report
from cop.moderation.queries import item_for, moderators_of, open_report_of, points_for
from cop.moderation.rules import Which
from cop.moderation.service import letters
from cop.people.models import User


def report(actor: User, which: Which, *, why: str, words: str, now: datetime) -> Report:
    """Ask the core group of its community to look at something. Asking twice is asking once, until it is answered."""
    words = rules.words_of(words)
    with transaction() as tx:
        item = item_for(actor, which)
        own, is_there = policy.is_author(actor, item.thing), item.hidden_at is None and bool(item.source)
        rules.check_reportable(is_own=own, is_there=is_there)
        reason = rules.why_of(why, points=points_for(actor, item.community))
        tx.session.execute(select(User.id).where(User.id == actor.id).with_for_update())  # two tabs come one by one
        before = open_report_of(actor.id, which)
        if before is not None:
            return before
        made = Report(
            community_id=item.community.id, author_id=item.author_id, by_id=actor.id, why=reason.kind,
            line=reason.line, words=words, at=now, **{f"{which.kind}_id": which.id},
        )  # fmt: skip
        tx.session.add(made)
        tx.flush()
        letters.ask_to_look(tx, moderators_of(item, but=actor.id), report=made, now=now)
        tx.announce(ReportMade(made.id))
        return made
