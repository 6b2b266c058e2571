"""Mail before something is due: once each, in the morning of whoever said it, about nothing that anybody could read."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from cop.core import jobs
from cop.core.database import transaction
from cop.people.models import User
from cop.sets import service
from cop.sets.models import LearningSet

pytestmark = pytest.mark.usefixtures("inside")

WHAT, STEP = "Let Ana answer on Friday", "Tell her on Monday"


@pytest.fixture
def promise(thursday, cast, now):
    """Bo said on Thursday 26 November what they will do by 10 December."""
    by_when = (now + timedelta(days=14)).date()
    return service.commit(
        cast.bo, thursday.id, season_date_id=thursday.dates[0], what=WHAT, first_step=STEP, by_when=by_when, now=now
    ).id


@pytest.fixture
def mail(app):
    """Do all that is due by now, and tell which mail went out."""

    def sent(now):
        jobs.run_all(now=now)
        letters = list(app.extensions["cop_mailer"].sent)
        app.extensions["cop_mailer"].sent.clear()
        return letters

    return sent


def _days(mail, clock, *, count=16):
    """The days on which letters came, looked at every hour."""
    return [clock.now.strftime("%d %H") for _ in range(24 * count) if mail(clock.forward(hours=1))]


def test_one_letter_half_way_and_one_on_the_day_before(promise, mail, clock):
    clock.now = clock.now.replace(hour=10)

    assert _days(mail, clock) == ["03 09", "09 09"]


def test_a_letter_says_neither_what_nor_where(promise, mail, clock, cast):
    [letter] = mail(clock.forward(days=7))

    text = f"{letter['Subject']} {letter.get_content()}"
    assert letter["To"] == cast.bo.email
    assert f"/sets/commitments/{promise}" in text
    assert not any(word in text for word in (WHAT, STEP, "Thursday", "Ana", "Ada", "helpline"))


def test_nine_is_nine_where_they_live(thursday, cast, mail, clock, now):
    with transaction() as tx:
        tx.session.execute(update(User).where(User.id == cast.bo.id).values(time_zone="Pacific/Auckland"))
        bo = tx.session.get_one(User, cast.bo.id)
        made = {"what": WHAT, "first_step": STEP, "by_when": (now + timedelta(days=14)).date(), "now": now}
        service.commit(bo, thursday.id, season_date_id=thursday.dates[0], **made)

    assert [day[-2:] for day in _days(mail, clock)] == ["20", "20"]


def test_whoever_has_moved_west_is_reminded_in_their_own_morning(promise, mail, clock, cast):
    with transaction() as tx:
        tx.session.execute(update(User).where(User.id == cast.bo.id).values(time_zone="America/New_York"))

    assert _days(mail, clock) == ["03 14", "09 14"]


def test_a_letter_is_written_once_even_when_its_job_runs_twice(promise, mail, clock):
    by_when = (clock.now + timedelta(days=14)).date()
    clock.forward(days=7)

    for _ in range(2):
        service.remind(promise, which="halfway", by_when=by_when, now=clock.now)

    assert len(mail(clock.now)) == 1


@pytest.mark.parametrize("outcome", ["done", "partly", "not_done", "learnt", "dropped"])
def test_nobody_is_reminded_of_what_has_been_told(promise, mail, clock, cast, outcome):
    service.report(cast.bo, promise, outcome=outcome, note="It went.", learnt="patience", now=clock.now)

    assert _days(mail, clock) == []


@pytest.mark.parametrize("outcome", ["stuck", "skipped"])
def test_what_is_stuck_or_left_for_next_time_is_still_due(promise, mail, clock, cast, outcome):
    if outcome == "stuck":
        service.report(cast.bo, promise, outcome="stuck", note="", now=clock.now)
    else:
        service.skip(cast.ada, promise, reason="not here", now=clock.now)

    assert _days(mail, clock) == ["03 09", "09 09"]


def test_a_new_date_has_reminders_of_its_own_and_the_old_ones_fall_silent(promise, mail, clock, cast):
    assert len(mail(clock.forward(days=7))) == 1
    later = (clock.now + timedelta(days=10)).date()

    service.report(cast.bo, promise, outcome="moved", note="", by_when=later, now=clock.now)

    assert _days(mail, clock) == ["08 09", "12 09"]


def test_another_wording_with_the_same_date_reminds_no_more_often(promise, mail, clock, cast, now):
    by_when = (now + timedelta(days=14)).date()
    service.amend(cast.bo, promise, what="Let Ana answer", first_step=STEP, by_when=by_when, now=now)

    assert _days(mail, clock) == ["03 09", "09 09"]


def test_nobody_is_reminded_of_what_they_have_deleted(promise, mail, clock, cast):
    service.delete_commitment(cast.bo, promise)

    assert _days(mail, clock) == []


def test_nobody_is_reminded_in_a_set_they_have_left(promise, mail, clock, cast, thursday):
    service.leave(cast.bo, thursday.id, now=clock.now)
    mail(clock.now)  # the others are told that something has changed

    assert _days(mail, clock) == []


def test_nobody_is_reminded_in_a_set_that_is_closed(promise, mail, clock, thursday):
    with transaction() as tx:
        tx.session.get_one(LearningSet, thursday.id).state = "closed"

    assert _days(mail, clock) == []


def test_who_does_not_want_mail_gets_none_until_they_do(promise, mail, clock, cast):
    for _ in range(2):
        service.refuse_reminders(cast.bo, now=clock.now)
    silent = mail(clock.forward(days=8))

    for _ in range(2):
        service.want_reminders(cast.bo)

    assert silent == []
    assert _days(mail, clock, count=8) == ["09 09"]


def test_somebody_suspended_is_not_written_to(promise, mail, clock, cast):
    with transaction() as tx:
        tx.session.execute(update(User).where(User.id == cast.bo.id).values(suspended_at=clock.now))

    assert _days(mail, clock) == []


def test_a_worker_that_was_away_for_weeks_writes_nothing(promise, mail, clock):
    assert mail(clock.forward(days=20)) == []
