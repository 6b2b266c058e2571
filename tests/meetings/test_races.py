"""Two people who press at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from cop.core.errors import Stale
from cop.meetings import service
from tests.factories import meetings as make

TIMES = 200


def test_two_presses_at_the_same_moment_are_always_one_move(app, meeting):
    ada, now = meeting.people["ada"], meeting.now
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=now)
        make.timeless(meeting.id)
        first = make.step(meeting.id)
    together = Barrier(2)

    def press(seen):
        with app.app_context():
            together.wait()
            try:
                _extend(ada, meeting.id, seen=seen, now=now)
            except Stale:
                return 0
            return 1

    with ThreadPoolExecutor(2) as pool:
        moves = [sum(pool.map(press, [first + turn] * 2)) for turn in range(TIMES)]

    assert moves == [1] * TIMES
    with app.app_context():
        assert make.step(meeting.id) == first + TIMES


def _extend(ada, meeting_id, *, seen, now):
    """Two minutes more each time: a move that may be made without end."""
    service.extend(ada, meeting_id, minutes=2, source="free", seen=seen, now=now)
