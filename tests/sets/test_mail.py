"""No mail about a set carries its name or anything said in it."""

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from jinja2 import meta
from sqlalchemy import select

from cop import ROOT
from cop.core import jobs
from cop.core.database import db
from cop.core.models import Job
from cop.meetings import service as meetings
from cop.sets import rules, service
from cop.sets.queries import dates_of, seats_of
from cop.sets.service import closing, glass
from tests.factories.people import a_user

MARK = "Zephyrine"
HARMLESS = {"public_url", "commitment_id", "token", "kind"}  # a link, and whether it is for a guest
TEMPLATES = sorted(path for name in ("sets", "meetings") for path in (ROOT / "templates" / name / "mail").glob("*.txt"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_letter_has_no_place_for_anything_else(app, template: Path):
    source = app.jinja_env.parse(template.read_text(encoding="utf-8"))

    assert meta.find_undeclared_variables(source) - {"_", "ngettext", "gettext"} <= HARMLESS


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_letter_says_nothing_even_when_it_is_told_everything(app, template: Path):
    told = dict.fromkeys(("name", "set", "title", "what", "purpose", "reason", "who", "first_step"), MARK)
    with app.test_request_context():
        text = app.jinja_env.get_template(str(template.relative_to(ROOT / "templates"))).render(
            public_url="https://cop.example", commitment_id=7, **told
        )

    assert MARK not in text
    assert len(text.strip().splitlines()) > 2


@pytest.fixture
def letters(app, cast, clock):
    """Every letter of the life of a set in which every word is marked, and all that jobs were given."""
    given = []
    with app.app_context():
        people = [a_user(each) for each in ("Ulla", "Viv")]
        second = a_user("Nia", is_admin=True)
        set_id = _a_life(people, cast, second, clock=clock)
        for _ in range(40):
            given += [str(job.payload) for job in db.session.scalars(select(Job).where(Job.finished_at.is_(None)))]
            db.session.rollback()
            jobs.run_all(now=clock.forward(days=1))
            closing.close_due(now=clock.now)
    assert set_id
    return app.extensions["cop_mailer"].sent, given


def _a_life(people, cast, second, *, clock):
    ada, bo = people
    dates = tuple(clock.now + timedelta(days=1, weeks=5 * number) for number in range(4))
    shape = rules.Shape(name=MARK, seats=6, meeting_minutes=180, slot_minutes=45, dates=dates)
    made = service.form_set(ada, shape, purpose=MARK, facilitator_email=ada.email, community_id=None, now=clock.now)
    service.offer_seat(ada, made.id, email=bo.email, now=clock.now)
    service.offer_seat(ada, made.id, email="stranger@example.org", now=clock.now)
    service.accept_seat(bo, made.id, now=clock.now)
    service.write_agreement(ada, made.id, confidentiality="closed", ground_rules=MARK, seen=0, now=clock.now)
    service.accept_agreement(bo, made.id, seen=1, now=clock.now)
    first = dates_of(made.id)[0]
    by_when = clock.now.date() + timedelta(days=12)
    promise = {"what": MARK, "first_step": MARK, "by_when": by_when}
    service.commit(bo, made.id, season_date_id=first.id, **promise, now=clock.now)
    meetings.keep_question(bo, first.id, text=MARK)
    opened = glass.ask(cast.eli, made.id, reason=f"{MARK} may come to harm tonight.", now=clock.now)
    glass.agree(second, opened.id, now=clock.now)
    closing.announce_closing(ada, made.id, months=6, now=clock.now)
    closing.object_to_closing(bo, made.id, now=clock.now)
    own = next(seat.id for seat in seats_of(made.id) if seat.user_id == bo.id)
    service.name_deputy(ada, made.id, seat_id=own, now=clock.now)
    return made.id


def _text(letter: EmailMessage) -> str:
    return "\n".join([*(f"{name}: {value}" for name, value in letter.items()), letter.get_content()])


def test_no_letter_of_a_whole_life_says_what_or_who_or_where(letters):
    sent, given = letters
    kinds = {str(letter["Subject"]) for letter in sent}

    assert len(sent) > 8
    assert {"Something new in one of your sets", "A seat in a learning set is being kept for you"} <= kinds
    assert "A commitment of yours is due soon" in kinds
    assert [_text(letter) for letter in sent if MARK in _text(letter)] == []
    assert [payload for payload in given if MARK in payload] == []
