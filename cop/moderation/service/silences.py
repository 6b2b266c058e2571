"""Letting a member read and not write for a time, and ending that. It ends by itself as well."""

from datetime import datetime

from sqlalchemy import update

from cop.communities.rules import silences as times
from cop.communities.service import silences as members
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.moderation import policy, rules
from cop.moderation.facts import PersonSilenced
from cop.moderation.models import ModerationAct, Silence
from cop.moderation.queries import silence_for, silence_of
from cop.moderation.service import letters
from cop.people.models import User

OTHERS = N_("Nobody decides about themself.")


def silence(actor: User, community_id: int, *, person_id: int, days: int, reason: str, now: datetime) -> Silence:
    """Let somebody read and not write for so many days, in this community alone; they are told why."""
    reason, until = rules.reason_of(reason), times.until(days, now=now)
    with transaction() as tx:
        members.silence(actor, community_id, person_id=person_id, until=until)
        running = (Silence.community_id == community_id, Silence.user_id == person_id, Silence.ended_at.is_(None))
        tx.session.execute(update(Silence).where(*running, Silence.until > now).values(ended_at=now))
        made = Silence(community_id=community_id, user_id=person_id, until=until)
        tx.session.add(made)
        tell(tx, actor, silence=made, did="silenced", reason=reason, now=now)
        tx.announce(PersonSilenced(made.id))
        return made


def end(actor: User, silence_id: int, *, reason: str, now: datetime) -> None:
    """Let them write again before it is over."""
    reason = rules.reason_of(reason)
    with transaction() as tx:
        found, _ = silence_for(actor, silence_id)
        require(policy.can_end(actor, found), OTHERS)
        if found.ended_at is not None or found.until <= now:
            raise RuleBroken("It is over already.")
        members.end_silence(actor, found.community_id, person_id=found.user_id)
        found.ended_at = now
        tell(tx, actor, silence=found, did="unsilenced", reason=reason, now=now)
        tx.announce(PersonSilenced(found.id))


def keep_to_it(tx: Transaction, community_id: int, *, person_id: int, now: datetime) -> None:
    """Somebody came back into a community in which they do not write for now: nor do they then."""
    found = silence_of(person_id, community_id, now=now)
    if found is not None:
        members.keep_silent(tx, community_id, person_id=person_id, until=found.until)


def tell(
    tx: Transaction, actor: User, *, silence: Silence, did: str, reason: str, now: datetime
) -> ModerationAct:  # fmt: skip
    """Write it down, and to whoever it is about."""
    person = silence.user_id
    act = ModerationAct(
        community_id=silence.community_id, by_id=actor.id, person_id=person, did=did, kind="person", item_id=person,
        reason=reason, at=now,
    )  # fmt: skip
    tx.session.add(act)
    tx.flush()
    letters.tell_person(tx, act, now=now)
    return act
