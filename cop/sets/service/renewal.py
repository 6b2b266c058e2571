"""Going on to another season."""

from datetime import datetime

from cop.core import words
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User
from cop.sets import policy, rules
from cop.sets.facts import AgreementWritten, SeasonPlanned
from cop.sets.models import Agreement, LearningSet, SeasonDate
from cop.sets.queries import agreement_of, format_of, next_date, set_to_change_for
from cop.sets.queries.closing import closing_of
from cop.sets.service.news import tell_the_others

ONLY = N_("Only the facilitator plans another season. Talk about it in the set.")


def renew(actor: User, set_id: int, *, following: rules.NextSeason, now: datetime) -> LearningSet:
    """Plan another season once the last meeting of this one is over.

    Its meetings open when everybody has accepted the agreement anew, so that nobody is taken along without a word.
    Airtime begins with nothing; what was promised and brought goes on.
    """
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        require(policy.can_facilitate(actor, learning_set), ONLY)
        if closing_of(set_id) is not None:
            raise RuleBroken("The end of this set has been announced. Take that back first, if the set goes on.")
        is_over = next_date(learning_set.this_season, now=now) is None
        learning_set.state = rules.renew(learning_set.state, is_over=is_over)
        _take_shape(learning_set, following, actor=actor, now=now)
        dates = _plan_dates(tx, learning_set, following)
        agreement = _ask_anew(tx, set_id, actor=actor, now=now)
        tell_the_others(tx, learning_set, but=[actor.id], now=now)
        tx.announce(SeasonPlanned(set_id, tuple(each.id for each in dates)))
        tx.announce(AgreementWritten(set_id, agreement.id))
        return learning_set


def _take_shape(learning_set: LearningSet, following: rules.NextSeason, *, actor: User, now: datetime) -> None:
    shape = following.shape(name=learning_set.name, seats=learning_set.seats, running_order=format_of(learning_set))
    rules.check_shape(shape, now=now, zone=words.zone(actor.time_zone))
    learning_set.season += 1
    learning_set.meeting_minutes, learning_set.slot_minutes = shape.meeting_minutes, shape.slot_minutes
    learning_set.format_key = shape.running_order.key


def _plan_dates(tx: Transaction, learning_set: LearningSet, following: rules.NextSeason) -> list[SeasonDate]:
    first = 1 + max(each.number for each in learning_set.dates)
    facilitator = learning_set.facilitator
    people = [each.user_id for each in learning_set.seated if each.user_id and each is not facilitator]
    dates = [
        SeasonDate(
            set_id=learning_set.id, number=number, season=learning_set.season, starts_at=starts_at,
            minutes=learning_set.meeting_minutes, facilitator_id=in_turn,
        )
        for number, (starts_at, in_turn) in enumerate(
            zip(following.dates, rules.rota(following.onward, people, meetings=len(following.dates)), strict=True),
            start=first,
        )
    ]  # fmt: skip
    tx.session.add_all(dates)
    tx.flush()
    return dates


def _ask_anew(tx: Transaction, set_id: int, *, actor: User, now: datetime) -> Agreement:
    """The same words as the next version, which nobody has accepted yet."""
    before = agreement_of(set_id)
    assert before is not None  # noqa: S101  a set that has met has agreed to one
    agreement = Agreement(
        set_id=set_id, version=before.version + 1, confidentiality=before.confidentiality, sharing=before.sharing,
        advice=before.advice, ground_rules=before.ground_rules, html=before.html, render_version=before.render_version,
        written_by_id=actor.id, created_at=now,
    )  # fmt: skip
    tx.session.add(agreement)
    tx.flush()
    return agreement
