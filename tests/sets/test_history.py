"""Somebody who joins later: what was said before stays closed to them, by every way; that it was said, they see."""

import pytest

from cop.core.database import transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings import service as meetings
from cop.meetings.queries import meeting_for, stage_for
from cop.sets import queries, service
from cop.sets.models import Commitment
from cop.sets.queries import dates_of
from cop.sets.rules import STANDARD
from tests.factories import meetings as make
from tests.factories.sets import an_offered_seat

WORDS = ("Talk to the ward", "Ring Sue")
CLOSED = "[Said before you joined.]"


@pytest.fixture
def joined(app, clock):
    """Two meetings are over, with a commitment of Bo's and an order that had a reason; then Cy takes a seat."""
    with app.app_context():
        people = make.the_people()
        meeting_id = make.a_meeting(people, now=clock.now)
        make.begun(people, meeting_id, now=clock.now)
        make.moved_to(people, meeting_id, "agreed", now=clock.now)
        promise = make.a_commitment(people["bo"], meeting_id, now=clock.now)
        with transaction() as tx:
            tx.session.get_one(Commitment, promise).made_at_id = meeting_id
        make.moved_to(people, meeting_id, "closing", now=clock.now)
        meetings.close(people["ada"], meeting_id, seen=make.step(meeting_id), now=clock.forward(hours=3))
        set_id = queries.commitment_for(people["bo"], promise).set_id
        an_offered_seat(set_id, people["cy"], by=people["ada"], now=clock.now, told_at=clock.now)
        service.accept_seat(people["cy"], set_id, now=clock.forward(days=7))
    return people, set_id, meeting_id, promise


@pytest.mark.parametrize(("who", "reads"), [("cy", False), ("mina", True), ("bo", True)])
def test_the_page_of_the_set_and_of_a_meeting_that_is_over(client_for, joined, who, reads):
    people, set_id, meeting_id, _ = joined
    browser = client_for(people[who])

    for page in (f"/sets/{set_id}", f"/meetings/{meeting_id}"):
        shown = browser.get(page).text
        assert (WORDS[0] in shown) is reads
        assert (CLOSED in shown) is not reads


def test_the_reason_for_an_order_is_among_what_was_said(client_for, joined):
    people, _, meeting_id, _ = joined

    assert "as we said" in client_for(people["mina"]).get(f"/meetings/{meeting_id}").text
    assert "as we said" not in client_for(people["cy"]).get(f"/meetings/{meeting_id}").text


def test_why_a_meeting_was_broken_off_is_among_what_was_said(app, client_for, clock):
    with app.app_context():
        people = make.the_people()
        meeting_id = make.a_meeting(people, now=clock.now)
        make.begun(people, meeting_id, now=clock.now)
        meetings.abandon(
            people["ada"], meeting_id, reason="Bo is unwell", seen=make.step(meeting_id), now=clock.forward(hours=1)
        )
        set_id = meeting_for(people["bo"], meeting_id).set_id
        an_offered_seat(set_id, people["cy"], by=people["ada"], now=clock.now, told_at=clock.now)
        service.accept_seat(people["cy"], set_id, now=clock.forward(days=8))

    shown = {who: client_for(people[who]).get(f"/meetings/{meeting_id}").text for who in ("cy", "mina")}

    assert {who: "Bo is unwell" in page for who, page in shown.items()} == {"cy": False, "mina": True}
    assert CLOSED in shown["cy"]


def test_how_a_meeting_ran_is_not(app, joined, clock):
    people, _, meeting_id, _ = joined

    with app.app_context():
        stage = stage_for(people["cy"], meeting_id, now=clock.now)

        assert (stage.meeting.order_reason, stage.meeting.running_order) == (CLOSED, STANDARD)


def test_turns_and_minutes_are_seen_by_everybody(client_for, joined):
    people, _, meeting_id, _ = joined
    pages = [client_for(people[who]).get(f"/meetings/{meeting_id}").text for who in ("cy", "jo")]

    assert [page.count("Mina") > 1 for page in pages] == [True, True]


@pytest.mark.parametrize(("who", "status"), [("cy", 404), ("mina", 200), ("bo", 200), ("dee", 404), ("eli", 404)])
def test_the_permalink_of_a_commitment(client_for, joined, who, status):
    people, _, _, promise = joined

    assert client_for(people[who]).get(f"/sets/commitments/{promise}").status_code == status


def test_in_the_updates_others_speak_of_what_the_newcomer_has_not_read(app, client_for, joined, clock):
    people, set_id, _, _ = joined
    with app.app_context():
        service.accept_agreement(people["cy"], set_id, seen=1, now=clock.now)
        third = dates_of(set_id)[2]
        following, clock.now = third.id, third.starts_at
        meetings.arrive(people["cy"], following, now=clock.now)
        make.begun(people, following, now=clock.now)
        make.moved_to(people, following, "updates", now=clock.now)

    stages = {who: client_for(people[who]).get(f"/meetings/{following}/stage").text for who in ("cy", "mina")}

    assert (WORDS[0] in stages["mina"], WORDS[0] in stages["cy"]) == (True, False)
    assert CLOSED in stages["cy"]


def test_what_is_withheld_is_neither_written_nor_copied(app, joined, now):
    people, set_id, meeting_id, promise = joined
    with app.app_context():
        with pytest.raises(RuleBroken, match="cannot be copied"), transaction() as tx:
            shown = queries.commitments_of(set_id)
            queries.close_history(people["cy"], set_id, of=shown)
            tx.session.add(
                Commitment(
                    set_id=set_id,
                    user_id=people["cy"].id,
                    made_at_id=meeting_id,
                    what=shown[0].what,
                    first_step="x",
                    by_when=now.date(),
                    created_at=now,
                )
            )
        assert queries.commitment_for(people["bo"], promise).what == WORDS[0]
        with pytest.raises(NotVisible):
            queries.commitment_for(people["cy"], promise)


def test_what_is_said_from_joining_on_is_read(app, client_for, joined, clock):
    people, set_id, meeting_id, _ = joined
    with app.app_context(), transaction() as tx:
        made = Commitment(
            set_id=set_id, user_id=people["bo"].id, made_at_id=meeting_id, what="Something new", first_step="x",
            by_when=clock.now.date(), created_at=clock.forward(hours=1),
        )  # fmt: skip
        tx.session.add(made)

    assert "Something new" in client_for(people["cy"]).get(f"/sets/{set_id}").text
