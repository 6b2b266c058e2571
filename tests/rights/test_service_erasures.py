"""Deleting an account: nothing of the person is left anywhere, what is others' stays right, and no backup undoes it."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from cop.communities.models import CommunityMembership, InvitationFile, JoinRequest
from cop.core import jobs, outside
from cop.core.database import db, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.core.own import duties_of
from cop.discussions.models import Post, Thread
from cop.people import service as people
from cop.people.models import SignIn, User
from cop.people.queries import person_for
from cop.rights.models import Erasure, ErasureLine
from cop.rights.rules.erasure import COOLING_OFF
from cop.rights.service import complaints, erasures, exports
from cop.sets.models import LedgerEntry, SeasonDate, Seat
from cop.stories.models import Story
from tests import apps
from tests.factories.people import PASSWORD, a_user
from tests.rights import canary
from tests.rights.canary import ADDRESS, MARK, word


def _sign_in(person, *, now) -> int:
    people.open_sign_in(person.id, device="", now=now)
    return max(db.session.scalars(select(SignIn.id)))


def _gone(person, *, choice, now):
    """Asked, waited for and carried out: the moment at which it was."""
    complaints.complain(kind="data", name=word("name"), email=ADDRESS, words=word("wrong"), by=person.id, now=now)
    exports.ask(person, now=now)
    jobs.run_all(now=now)
    erasures.ask(person, _sign_in(person, now=now), choice=choice, password="", now=now)
    then = now + COOLING_OFF
    erasures.carry_out_due(now=then)
    jobs.run_all(now=then)
    return then


def _letters(app, about) -> list[str]:
    return [each["To"] for each in app.extensions["cop_mailer"].sent if about in each["Subject"]]


def _left_in(found) -> list[str]:
    return [each for each in found if MARK in each]


def test_abuse_29_nothing_of_whoever_has_everything_removed_is_left_in_any_column(app, life, now):
    with app.app_context():
        before, sealed_before = _left_in(canary.texts()), _left_in(canary.opened())
        _gone(life.bo, choice="remove", now=now)

        assert (_left_in(canary.texts()), _left_in(canary.opened())) == ([], [])
        assert len({each.partition(":")[0] for each in before}) > 10, "the test proves nothing"
        assert len({each.partition(":")[0] for each in sealed_before}) > 10, "the test proves nothing"
        assert _letters(app, "is deleted") == [ADDRESS]


def test_abuse_29_words_that_others_read_stay_for_whoever_leaves_them_and_name_nobody(app, life, now):
    with app.app_context():
        _gone(life.bo, choice="unnamed", now=now)
        left = _left_in(canary.texts()) + _left_in(canary.opened())
        story = db.session.scalars(select(Story).where(Story.author_id == life.bo.id)).one()

        assert sorted({each.partition(":")[0] for each in left}) == [
            "community_agreement", "community_note", "join_request", "module_vote", "poll", "post",
            "season_answer.text", "story", "thread",
        ]  # fmt: skip
        assert not [
            each for each in left for gone in ("name", "they", "about", "draft", "promise") if word(gone) in each
        ]
        assert db.session.scalars(select(Post.author_id).where(Post.source.contains(MARK))).all() == [None, None]
        assert (story.named, story.audience) == ("anonymous", "community")


def test_what_is_others_stays_and_adds_up(app, life, now):
    with app.app_context():
        summed = select(func.sum(LedgerEntry.credit_seconds), func.sum(LedgerEntry.used_seconds))
        before = db.session.execute(summed).one()
        then = _gone(life.bo, choice="remove", now=now)
        ids, cast = life.ids, life.cast
        posts = db.session.scalars(select(Post.source).where(Post.thread_id == ids["shared"]).order_by(Post.id)).all()
        files = db.session.scalars(select(InvitationFile.faults)).all()

        assert db.session.execute(summed).one() == before
        assert posts == ["", "I have tried that."]
        assert db.session.get(Thread, ids["own"]) is None
        assert [[3, "x@y.z", "No.", {}]] in files
        assert db.session.scalars(select(JoinRequest.user_id)).all() == [cast.cy.id]
        assert db.session.scalars(select(ErasureLine.at)).all() == [then]
        with pytest.raises(NotVisible):
            person_for(cast.hana, life.bo.id)


def test_a_set_and_a_community_go_on_with_whoever_is_next(app, life, now):
    with app.app_context():
        with app.test_request_context():
            duties = [each.name for each in duties_of(life.bo.id)]
        _gone(life.bo, choice="remove", now=now)
        seated = select(Seat.user_id, Seat.role, Seat.state).where(Seat.set_id == life.ids["set"])
        seats = {row.user_id: (row.role, row.state) for row in db.session.execute(seated)}
        running = (CommunityMembership.until.is_(None), CommunityMembership.role == "coordinator")
        asked = select(CommunityMembership.community_id, CommunityMembership.user_id).where(*running)
        coordinating = {row.community_id: row.user_id for row in db.session.execute(asked)}
        rota = db.session.scalars(select(SeasonDate.facilitator_id).where(SeasonDate.held_at.is_(None))).all()

        assert duties == [
            "You alone coordinate a community: Alone", "You facilitate a set: The Thursday set",
        ]  # fmt: skip
        assert seats[life.cast.mina.id] == ("facilitator", "accepted")
        assert seats[life.bo.id] == ("member", "left")
        assert coordinating[life.ids["alone"]] == life.cast.mina.id
        assert life.ids["emptied"] not in coordinating
        assert life.bo.id not in rota


def test_it_waits_two_weeks_and_can_be_taken_back(app, now):
    with app.app_context():
        dora = a_user("Dora")
        sign_in = _sign_in(dora, now=now)
        erasures.ask(dora, sign_in, choice="remove", password="", now=now)
        erasures.ask(dora, sign_in, choice="unnamed", password="", now=now + timedelta(minutes=30))
        wish = db.session.scalars(select(Erasure)).one()
        assert (wish.keeps_words, wish.due_at) == (True, now + timedelta(days=14))
        erasures.carry_out_due(now=now + timedelta(days=13, hours=23))
        erasures.take_back(dora)
        erasures.carry_out_due(now=now + timedelta(days=15))
        jobs.run_all(now=now)

        assert person_for(dora, dora.id).name == "Dora"
        assert [each["To"] for each in app.extensions["cop_mailer"].sent if "will be deleted" in each["Subject"]] == [
            "dora@example.org"
        ]
        with pytest.raises(NotVisible):
            erasures.take_back(dora)


def test_it_is_asked_for_with_a_choice_and_by_nobody_else(app, now):
    with app.app_context():
        dora = a_user("Dora", password=PASSWORD)
        people.open_sign_in(dora.id, device="", way="password", now=now)
        sign_in = max(db.session.scalars(select(SignIn.id)))
        for choice, password, why in (
            ("", PASSWORD, "Choose what becomes"),
            ("remove", "a guess", "not your password"),
        ):
            with pytest.raises(RuleBroken, match=why):
                erasures.ask(dora, sign_in, choice=choice, password=password, now=now)
        erasures.ask(dora, sign_in, choice="remove", password=PASSWORD, now=now)

        assert db.session.scalars(select(Erasure.user_id)).all() == [dora.id]


def test_the_list_is_only_ever_added_to(app, now):
    with app.app_context():
        dora = a_user("Dora")
        _gone(dora, choice="remove", now=now)
        for statement in (delete(ErasureLine), update(ErasureLine).values(keeps_words=True)):
            with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
                tx.session.execute(statement)
        line = db.session.scalars(select(ErasureLine)).one()
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.delete(tx.session.merge(line))


def test_a_restored_copy_forgets_again_whoever_was_erased(sqlite_app, clock, now, tmp_path):
    app = sqlite_app
    app.config["COP_CLOCK"] = clock
    with app.app_context():
        apps.empty()
        life = canary.live(now)
        other = a_user("Other")
        path = app.config["COP"].database.removeprefix("sqlite:///")
        with sqlite3.connect(path) as live, sqlite3.connect(tmp_path / "backup") as backup:
            live.backup(backup)
        outside.path_of(erasures.FILE).unlink(missing_ok=True)
        _gone(life.bo, choice="remove", now=now)
        outside.add_line(erasures.FILE, outside.lines_of(erasures.FILE)[0] | {"person": other.id})
        db.session.remove()
        with sqlite3.connect(tmp_path / "backup") as backup, sqlite3.connect(path) as live:
            backup.backup(live)
        came_back = _left_in(canary.texts())
        db.session.rollback()

        assert erasures.replay(now=now) == (2, 1)
        assert erasures.replay(now=now) == (2, 0)
        assert came_back
        assert _left_in(canary.texts()) + _left_in(canary.opened()) == []
        assert db.session.get_one(User, other.id).name == "Other"
        apps.empty()


def test_a_list_whose_file_was_lost_is_written_anew(app, now):
    with app.app_context():
        dora = a_user("Dora")
        _gone(dora, choice="remove", now=now)
        lines = outside.lines_of(erasures.FILE)
        outside.path_of(erasures.FILE).unlink()
        erasures.replay(now=now)

        assert outside.lines_of(erasures.FILE) == lines[-1:]
        assert "dora" not in str(lines).lower()
