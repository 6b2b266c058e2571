"""How a set agrees to work together: written in versions, and accepted by everyone who sits."""

from datetime import datetime

from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken, Stale
from cop.people.models import User
from cop.sets import policy, rules
from cop.sets.facts import AgreementAccepted, AgreementWritten, SetBegan
from cop.sets.models import Agreement, AgreementAcceptance, LearningSet
from cop.sets.queries import accepted_by, agreement_of, format_of, set_to_change_for
from cop.sets.service.news import tell_the_others

CONFIDENTIALITY = ("learning_out", "closed", "chatham_house")
ADVICE = ("none", "suggestions")


def write_agreement(
    actor: User,
    set_id: int,
    *,
    confidentiality: str,
    ground_rules: str,
    seen: int,
    now: datetime,
    sharing: str = rules.WAYS[0],
    advice: str = ADVICE[0],
) -> Agreement:
    """Write the next version; everybody is asked again. `seen` is the version it was written from, 0 for the first."""
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        require(policy.can_facilitate(actor, learning_set), "Only the facilitator can write the agreement down.")
        _check_seen(agreement_of(set_id), seen)
        _check_terms(learning_set, confidentiality=confidentiality, advice=advice)
        agreement = Agreement(
            set_id=set_id, version=seen + 1, confidentiality=confidentiality, advice=advice,
            sharing=rules.way_of(sharing), ground_rules=ground_rules.strip(), html=markup.render(ground_rules.strip()),
            render_version=markup.RENDER_VERSION, written_by_id=actor.id, created_at=now,
        )  # fmt: skip
        tx.session.add(agreement)
        if learning_set.state == "forming":
            learning_set.state = rules.contract(learning_set.state)
        tx.flush()
        tell_the_others(tx, learning_set, but=[actor.id], now=now)
        tx.announce(AgreementWritten(set_id, agreement.id))
        return agreement


def _check_seen(before: Agreement | None, seen: int) -> None:
    if seen != (before.version if before else 0):
        raise Stale


def _check_terms(learning_set: LearningSet, *, confidentiality: str, advice: str) -> None:
    if confidentiality not in CONFIDENTIALITY:
        raise RuleBroken("Choose what may leave the set.")
    if advice not in ADVICE:
        raise RuleBroken("Choose whether suggestions are welcome.")
    if advice == "none" and format_of(learning_set).advice == "suggestions":
        raise RuleBroken(
            "The set's running order allows suggestions. Choose one without them first, or welcome suggestions here."
        )


def accept_agreement(actor: User, set_id: int, *, seen: int, now: datetime) -> None:
    """Say yes to the version `seen`; the set begins when the last one has. Saying yes again changes nothing."""
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        agreement = agreement_of(set_id)
        if agreement is None or agreement.version != seen:
            raise Stale("The agreement has changed since you opened it. Read the new version first.")
        if actor.id in accepted_by(agreement):
            return
        tx.session.add(AgreementAcceptance(agreement_id=agreement.id, user_id=actor.id, accepted_at=now))
        tx.flush()
        tx.announce(AgreementAccepted(set_id, agreement.id, actor.id))
        begin_if_agreed(tx, learning_set)


def begin_if_agreed(tx: Transaction, learning_set: LearningSet) -> None:
    """Let the set begin once a facilitator and at least one member sit in it and nobody who sits is missing."""
    seated = [seat.user_id for seat in learning_set.seated if seat.user_id is not None]
    accepted = accepted_by(agreement_of(learning_set.id))
    complete = learning_set.facilitator is not None and len(seated) > 1
    if learning_set.state == "contracting" and complete and not rules.waiting_for(seated, accepted):
        learning_set.state = rules.run(learning_set.state, seated=seated, accepted=accepted)
        tx.announce(SetBegan(learning_set.id))
