"""Moving a meeting on, and what is left when it has closed."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.meetings import service
from cop.meetings.models import Bid, PresenceLease, RecordLine
from cop.meetings.queries import lines_of, stage_for
from cop.sets.models import SeasonDate
from cop.sets.queries import dates_of, ledger_of
from cop.sets.service.airtime import enter_airtime
from tests.factories.meetings import a_commitment, a_meeting, gathered, the_people


def test_everybody_comes_in_and_the_facilitator_begins(here):
    here.begun()

    stage = stage_for(here.bo, here.id, now=here.now)
    assert stage.key == "opening"
    assert stage.room.members == tuple(here.people[name].id for name in ("bo", "mina", "jo", "sam"))


def test_the_lobby_waits_for_everybody_to_accept_the_agreement(app, now):
    with app.app_context():
        people = the_people()
        meeting = a_meeting(people, now=now, agreed=False)

        with pytest.raises(RuleBroken, match="Still to accept: 5"):
            service.arrive(people["bo"], meeting, now=now)


def test_the_lobby_opens_a_quarter_of_an_hour_before(here):
    with pytest.raises(RuleBroken, match="15 minutes before"):
        service.arrive(here.bo, here.id, now=here.now - timedelta(minutes=16))

    service.arrive(here.bo, here.id, now=here.now - timedelta(minutes=15))


def test_coming_in_twice_is_coming_in_once(here):
    service.arrive(here.bo, here.id, now=here.now)
    service.arrive(here.bo, here.id, now=here.now)

    assert stage_for(here.bo, here.id, now=here.now).room.members == (here.bo.id,)


def test_of_two_presses_on_the_same_stage_the_second_is_too_late(here):
    seen = here.begun().step
    service.advance(here.ada, here.id, seen=seen, now=here.now)

    with pytest.raises(Stale):
        service.advance(here.ada, here.id, seen=seen, now=here.now)

    assert here.progress.part.key == "check_in"


@pytest.mark.parametrize("verb", ["advance", "close", "return_to_clarify", "swap", "start"])
def test_a_member_does_not_steer(here, verb):
    here.begun()

    with pytest.raises(NotAllowed):
        getattr(service, verb)(here.bo, here.id, seen=here.step, now=here.now)


@pytest.mark.parametrize("name", ["cy", "dee", "eli", "hana"])
def test_whoever_has_no_seat_finds_no_meeting(here, name):
    with pytest.raises(NotVisible):
        service.arrive(here.people[name], here.id, now=here.now)


def test_a_whole_meeting_leaves_a_record_and_a_ledger_that_add_up(here):
    later = here.begun().now
    here.at("settle")
    for _ in range(7):
        later += timedelta(minutes=5)
        service.advance(here.ada, here.id, seen=here.step, now=later)
    here.at("closing")

    service.close(here.ada, here.id, seen=here.step, now=later)

    entries = {entry.member: entry for entry in ledger_of(stage_for(here.ada, here.id, now=later).meeting.set_id)}
    assert entries[here.bo.id].used_seconds == 35 * 60
    assert entries[here.mina.id].used_seconds == 0
    assert {entry.credit_seconds for entry in entries.values()} == {2 * 45 * 60 // 4}
    assert here.ada.id not in entries
    assert sum(line.seconds for line in lines_of(here.id) if line.kind == "part") == 35 * 60


def test_what_was_said_and_who_was_connected_goes_when_the_meeting_closes(here):
    here.begun().at("closing")
    service.watch(here.bo, here.id, connection="a", now=here.now)

    service.close(here.ada, here.id, seen=here.step, now=here.now)

    assert db.session.scalars(select(Bid)).all() == []
    assert db.session.scalars(select(PresenceLease)).all() == []


@pytest.mark.parametrize(
    ("minutes", "used", "credited"), [(4, {0}, {0}), (30, {0, 30 * 60}, {450, 450 + 15 * 60}), (60, {0, 3600}, {900})]
)
def test_a_meeting_broken_off_credits_what_was_left_of_a_slot_and_forgets_one_that_hardly_began(
    here, minutes, used, credited
):
    here.begun().at("settle")
    later = here.now + timedelta(minutes=minutes)

    service.abandon(here.ada, here.id, reason="The fire alarm.", seen=here.step, now=later)

    stage, entries = (
        stage_for(here.bo, here.id, now=later),
        ledger_of(stage_for(here.bo, here.id, now=later).meeting.set_id),
    )
    assert (stage.key, stage.progress.ended_why) == ("abandoned", "The fire alarm.")
    assert {entry.used_seconds for entry in entries} == used
    assert {entry.credit_seconds for entry in entries} == credited


def test_breaking_off_needs_a_reason(here):
    here.begun()

    with pytest.raises(RuleBroken, match="few words"):
        service.abandon(here.ada, here.id, reason="  ", seen=here.step, now=here.now)


def test_the_record_is_only_ever_added_to(here):
    here.begun().at("updates")
    line = db.session.scalars(select(RecordLine).limit(1)).one()

    with pytest.raises(RuntimeError, match="added to"), transaction() as tx:
        tx.session.get_one(RecordLine, line.id).seconds = 1
    with pytest.raises(RuntimeError, match="added to"), transaction() as tx:
        tx.session.delete(tx.session.get_one(RecordLine, line.id))
    with pytest.raises(RuntimeError, match="added to"), transaction() as tx:
        tx.session.execute(delete(RecordLine))


def test_nobody_leaves_the_updates_over_a_commitment_nobody_spoke_of(here):
    commitment = a_commitment(here.bo, here.id, now=here.now)
    here.begun().at("updates")

    with pytest.raises(RuleBroken, match="not been spoken of"):
        service.advance(here.ada, here.id, seen=here.step, now=here.now)
    service.report(here.bo, here.id, commitment_id=commitment, outcome="done", note="", by_when=None, now=here.now)
    service.advance(here.ada, here.id, seen=here.step, now=here.now)

    assert here.progress.part.key == "bidding"


def test_a_commitment_may_be_left_for_another_time_with_a_reason(here):
    commitment = a_commitment(here.bo, here.id, now=here.now)
    here.begun().at("updates")

    with pytest.raises(RuleBroken):
        service.skip(here.ada, here.id, commitment_id=commitment, reason=" ", now=here.now)
    service.skip(here.ada, here.id, commitment_id=commitment, reason="Not here today.", now=here.now)

    service.advance(here.ada, here.id, seen=here.step, now=here.now)


def test_only_the_presenter_commits_and_only_when_it_is_time(here):
    said = {"what": "Ring", "first_step": "Find the number", "by_when": here.now.date(), "now": here.now}
    here.begun().at("explore")
    with pytest.raises(RuleBroken, match="Act"):
        service.commit(here.bo, here.id, **said)
    here.at("act")
    with pytest.raises(NotAllowed):
        service.commit(here.mina, here.id, **said)

    service.commit(here.bo, here.id, **said)

    assert [each.what for each in stage_for(here.mina, here.id, now=here.now).made] == ["Ring"]


def test_the_presenter_hands_the_rest_back(here):
    here.begun().at("present")
    with pytest.raises(NotAllowed):
        service.end_early(here.ada, here.id, seen=here.step, now=here.now)

    service.end_early(here.bo, here.id, seen=here.step, now=here.now + timedelta(minutes=1))

    assert here.progress.part.key == "review"
    assert lines_of(here.id)[-1].kind == "return"


def test_time_taken_from_the_slot_is_given_by_its_later_parts(here):
    here.begun().at("explore")

    service.extend(here.ada, here.id, minutes=2, source="slot", seen=here.step, now=here.now)

    assert here.progress.part.planned == 20 * 60
    assert sum(part.planned for part in here.progress.order if part.slot == 1) == 45 * 60


def test_a_slot_goes_back_to_facts_once(here):
    here.begun().at("explore")

    service.return_to_clarify(here.ada, here.id, seen=here.step, now=here.now)

    assert here.progress.part.key == "clarify"


def test_slots_change_places(here):
    here.begun().at("present")

    service.swap(here.ada, here.id, seen=here.step, now=here.now)

    assert here.progress.presenter == here.mina.id


def _bo_has_presented_before(here):
    with transaction() as tx:
        first = dates_of(tx.session.get_one(SeasonDate, here.id).set_id)[0].id
    enter_airtime(first, credit={here.bo.id: 900}, used={here.bo.id: 900}, now=here.now)


def test_nobody_is_overtaken_by_a_change_of_places(here):
    here.begun()
    _bo_has_presented_before(here)
    here.at("present", presenters=("mina", "bo"))

    with pytest.raises(RuleBroken, match="Everyone presents once"):
        service.swap(here.ada, here.id, seen=here.step, now=here.now)

    assert here.progress.presenter == here.mina.id


def test_somebody_who_has_gone_is_not_waited_for(here):
    here.begun()
    _bo_has_presented_before(here)
    here.at("present", presenters=("mina", "bo"))
    service.watch(here.mina, here.id, connection="m", now=here.now)
    service.leave(here.mina.id, "m", now=here.now)

    service.swap(here.ada, here.id, seen=here.step, now=here.now + timedelta(minutes=1))

    assert here.progress.presenter == here.bo.id


def test_nobody_asks_for_a_slot_once_the_order_is_agreed(here):
    here.begun().at("agreed")
    service.agree(here.ada, here.id, presenters=[here.bo.id], reason="as said", seen=here.step, now=here.now)

    with pytest.raises(RuleBroken, match="has been agreed"):
        service.bid(here.sam, here.id, sentence="Me too", urgency=2, now=here.now)
    for late in (service.abstain, service.withdraw):
        with pytest.raises(RuleBroken, match="has been agreed"):
            late(here.sam, here.id, now=here.now)


def test_anybody_may_ask_for_a_pause_and_the_facilitator_goes_on(here):
    here.begun()
    service.pause(here.bo, here.id, now=here.now)
    with pytest.raises(NotAllowed):
        service.resume(here.bo, here.id, now=here.now)

    service.resume(here.ada, here.id, now=here.now + timedelta(minutes=1))

    assert here.progress.held == 60


def test_the_process_is_stopped_by_the_facilitator(here):
    here.begun()
    with pytest.raises(NotAllowed):
        service.stop_the_process(here.bo, here.id, now=here.now)

    service.stop_the_process(here.ada, here.id, now=here.now)

    assert here.progress.pause.reason == "process_stop"


def test_a_pause_takes_one_of_three_reasons_or_none(here):
    here.begun()
    with pytest.raises(RuleBroken, match="from the list"):
        service.pause(here.bo, here.id, reason="process_stop", now=here.now)

    service.pause(here.bo, here.id, reason="break", now=here.now)

    assert here.progress.pause.reason == "break"


def test_whoever_is_not_in_the_room_pauses_nothing(here):
    here.begun(without=["sam"])

    with pytest.raises(NotAllowed, match="Come in first"):
        service.pause(here.sam, here.id, now=here.now)


def test_everybody_stands_by_the_agreement_once(here):
    gathered(here.people, here.id, now=here.now)
    service.affirm(here.bo, here.id, now=here.now)
    service.affirm(here.bo, here.id, now=here.now + timedelta(minutes=1))

    assert stage_for(here.bo, here.id, now=here.now).me.affirmed_at == here.now


def test_the_stage_names_who_presents_in_the_order_agreed(here):
    here.begun().at("settle", presenters=["jo", "bo"])
    stage = stage_for(here.mina, here.id, now=here.now)

    assert stage.presenters == (here.jo.id, here.bo.id)
