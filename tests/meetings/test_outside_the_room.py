"""Every part of a meeting as it looks to somebody with a seat who is not in the room: not come, waiting, or gone."""

from types import SimpleNamespace

import pytest

from cop.meetings import service
from tests.factories import meetings as make

PARTS = (
    "opening", "check_in", "updates", "bidding", "agreed", "settle", "present", "clarify", "explore", "reflect", "act",
    "review", "set_review", "closing",
)  # fmt: skip


@pytest.fixture
def running(app, clock):
    """Jo has not come, and Sam has gone again; both said last time what they would do."""
    with app.app_context():
        people = make.the_people()
        meeting_id = make.a_meeting(people, now=clock.now)
        make.begun(people, meeting_id, now=clock.now, without=("jo",))
        owed = [make.a_commitment(people[who], meeting_id, now=clock.now) for who in ("jo", "sam")]
        service.leave_early(people["sam"], meeting_id, now=clock.now)
        return SimpleNamespace(people=people, id=meeting_id, owed=owed)


@pytest.mark.parametrize("knocks_in", ["", "updates", "explore"])
def test_every_part_can_be_looked_at_from_outside(app, client_for, running, clock, knocks_in):
    browsers = {who: client_for(running.people[who]) for who in ("jo", "sam")}
    for part in PARTS:
        with app.app_context():
            _move_to(running, part, now=clock.now)
            if part == knocks_in:
                service.arrive(running.people["jo"], running.id, now=clock.now)
        for who, browser in browsers.items():
            for page in ("", "/stage", "/tray", "/line"):
                answer = browser.get(f"/meetings/{running.id}{page}")
                assert (part, who, page, answer.status_code) == (part, who, page, 200)


def test_what_one_said_is_there_to_read_but_told_in_the_room(app, client_for, running, clock):
    with app.app_context():
        _move_to(running, "updates", now=clock.now)

    page = client_for(running.people["jo"]).get(f"/meetings/{running.id}").text

    assert "Talk to the ward" in page
    assert "You tell the set once you are in the room." in page
    assert f"/meetings/{running.id}/reports" not in page


def _move_to(running, part, *, now):
    if part == "bidding":
        for commitment in running.owed:
            service.skip(running.people["ada"], running.id, commitment_id=commitment, reason="not here", now=now)
    make.moved_to(running.people, running.id, part, now=now, presenters=("bo",))
