"""Complaints: acknowledged at once, read by administrators alone, and answered."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.rights.models import Complaint
from cop.rights.queries.complaints import complaint_for, register_for, unsettled_of
from cop.rights.service import complaints, exports
from tests.factories.people import a_user

SAID: dict[str, Any] = {"name": "", "email": "Cy@Example.org", "words": "It is very slow."}


def test_it_is_acknowledged_read_and_answered_and_in_the_end_forgotten(app, now):
    with app.app_context():
        eli, bo = a_user("Eli", is_admin=True), a_user("Bo")
        made = complaints.complain(kind="access", **SAID, by=bo.id, now=now)
        waiting = complaints.complain(kind="correction", **SAID, by=bo.id, now=now)
        jobs.run_all(now=now)
        acknowledged = db.session.scalars(select(Complaint.acknowledged_at)).all()
        complaints.settle(eli, made, outcome="We have mended it.", now=now)
        jobs.run_all(now=now)
        sent = app.extensions["cop_mailer"].sent

        assert acknowledged == [now, now]
        assert [each["To"] for each in sent] == ["cy@example.org"] * 3
        assert "very slow" not in "".join(each.get_content() for each in sent)
        assert "We have mended it." in sent[-1].get_content()
        assert [each.id for each in register_for(eli)] == [waiting, made]
        assert [each.id for each in unsettled_of(bo)] == [waiting]
        with pytest.raises(RuleBroken, match="answered already"):
            complaints.settle(eli, made, outcome="Again.", now=now)
        complaints.forget_old(now=now + timedelta(days=731))
        assert [each.id for each in register_for(eli)] == [waiting]


def test_nobody_but_an_administrator_learns_of_it(app, now):
    with app.app_context():
        bo = a_user("Bo")
        made = complaints.complain(kind="data", **SAID, by=bo.id, now=now)
        envelopes = db.session.execute(select(Complaint.words, Complaint.email)).one()

        assert all(getattr(each, "text", "").startswith("s1.") for each in envelopes)
        for asked in (lambda: complaint_for(bo, made), lambda: register_for(bo)):
            with pytest.raises(NotVisible):
                asked()
        with pytest.raises(NotVisible):
            complaints.settle(bo, made, outcome="Fine.", now=now)


def test_who_went_with_their_account_is_written_to_no_more(app, now):
    with app.app_context():
        made = complaints.complain(kind="data", **SAID, now=now)
        with transaction() as tx:
            tx.session.get_one(Complaint, made).email = ""
        complaints.settle(a_user("Eli", is_admin=True), made, outcome="Fine.", now=now)
        jobs.run_all(now=now)

        assert complaints.answer(made) is None
        assert app.extensions["cop_mailer"].sent == []
        assert [complaints.acknowledge(each, now=now) for each in (made, made + 1)] == [None, None]


def test_a_copy_wanted_no_longer_is_not_made(app, now):
    with app.app_context():
        app.extensions["cop_jobs"][exports.MAKING]({"copy": 1}, now=now)
        exports.keep(1, b"", days=7, now=now)

        assert app.extensions["cop_mailer"].sent == []
