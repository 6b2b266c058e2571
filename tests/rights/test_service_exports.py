"""A copy of everything of one's own: all of it, nobody else's, and only for oneself."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from cop.core import jobs
from cop.core.database import db
from cop.core.errors import NotVisible, RuleBroken
from cop.people import service as people
from cop.people.models import SignIn
from cop.rights.models import DataCopy
from cop.rights.queries.exports import content_for, copy_of
from cop.rights.service import exports
from tests.factories.people import PASSWORD, a_user
from tests.rights.canary import ADDRESS, word

THEIRS = [
    "name", "they", "about", "note", "answer", "why", "vote", "place", "prompt", "shared", "post in own", "story",
    "story for me", "challenge", "wants", "learnt", "promise", "step", "sheet", "looking back", "bid", "asked",
    "draft", "writing", "private", "story begun", "title begun", "note begun", "somebody", "said to a teller",
    "begun title", "begun", "climbing",
]  # fmt: skip
OTHERS = ["I have tried that.", "What if not?", "Heard.", "it stopped.", "hana@example.org"]


def _made(app, person, *, now) -> dict[str, str]:
    exports.ask(person, now=now)
    jobs.run_all(now=now)
    with ZipFile(BytesIO(content_for(person, now=now))) as file:
        return {each: file.read(each).decode() for each in file.namelist()}


def test_abuse_16_it_holds_every_word_of_its_person_and_none_of_anybody_else(app, life, now):
    with app.app_context():
        files = _made(app, life.bo, now=now)
        data = json.loads(files["everything.json"])
        letters = [each for each in app.extensions["cop_mailer"].sent if each["To"] == ADDRESS]

    for text in files.values():
        assert [each for each in THEIRS if word(each) not in text] == []
        assert [each for each in OTHERS if each in text] == []
    assert set(files) == {"index.html", "everything.json"}
    assert data["profile"][0]["email"] == ADDRESS
    assert data["airtime"][0]["used"] == 900
    assert data["rounds"][0]["left_at"] is None
    assert data["gathering_answers"][0]["going"] is True
    assert {each["community"] for each in data["communities"]} >= {"Alone", "Empty"}
    assert word("") not in letters[-1].get_content().replace(word("name"), "")


def test_it_is_its_persons_alone_and_gone_after_its_days(app, life, clock, now):
    with app.app_context():
        _made(app, life.bo, now=now)
        envelopes = db.session.execute(select(DataCopy.content)).scalars().all()
        with pytest.raises(NotVisible):
            content_for(life.cast.eli, now=now)
        with pytest.raises(RuleBroken, match="within the last hour"):
            exports.ask(life.bo, now=now + timedelta(minutes=59))
        later = now + timedelta(days=7)
        with pytest.raises(NotVisible):
            content_for(life.bo, now=later)
        exports.forget_ended(now=later)

        assert [getattr(each, "text", "")[:3] for each in envelopes] == ["s1."]
        assert db.session.scalars(select(DataCopy.id)).all() == []
        assert copy_of(life.bo.id, now=later) is None


def test_another_copy_takes_the_place_of_the_first_and_a_job_done_twice_tells_once(app, life, now):
    with app.app_context():
        _made(app, life.bo, now=now)
        first = db.session.scalars(select(DataCopy.id)).one()
        exports.keep(first, b"another", days=7, now=now)
        hour = now + timedelta(hours=1)
        exports.ask(life.bo, now=hour)
        with pytest.raises(NotVisible):
            content_for(life.bo, now=hour)
        app.extensions["cop_jobs"][exports.MAKING]({"copy": first}, now=hour)
        jobs.run_all(now=hour)

        assert db.session.scalars(select(DataCopy.id)).one() != first
        assert len([each for each in app.extensions["cop_mailer"].sent if "lies ready" in each["Subject"]]) == 2


def test_it_is_handed_over_only_to_somebody_who_has_just_proved_who_they_are(app, life, now):
    with app.app_context():
        dee = a_user("Dora", password=PASSWORD)
        for person in (dee, life.bo):
            _made(app, person, now=now)
        tokens = {
            "by link": people.open_sign_in(dee.id, device="", now=now),
            "by password": people.open_sign_in(dee.id, device="", way="password", now=now),
            "without a password": people.open_sign_in(life.bo.id, device="", now=now),
        }
        ids = dict(zip(tokens, sorted(db.session.scalars(select(SignIn.id)))[-3:], strict=True))
        late = now + timedelta(hours=2)

        assert exports.take(dee, ids["by link"], password="", now=now)
        assert exports.take(dee, ids["by link"], password=PASSWORD, now=late)
        assert exports.take(dee, ids["by password"], password=PASSWORD, now=now)
        for sign_in, moment in (("by link", late), ("by password", now)):
            with pytest.raises(RuleBroken, match="not your password"):
                exports.take(dee, ids[sign_in], password="something else", now=moment)
        with pytest.raises(RuleBroken, match="Sign in anew"):
            exports.take(life.bo, ids["without a password"], password="", now=late)
