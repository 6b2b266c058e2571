"""Scene 10: whoever runs the place around a set finds of it what anybody finds of a set that was never formed."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from cop.core.database import transaction
from cop.meetings import service
from cop.meetings.service import heard, visits
from cop.organisations.models import OrganisationMembership
from cop.sets import queries
from cop.sets import service as sets
from cop.sets.models import LearningSet, Seat
from cop.sets.rules import FORMATS
from tests.factories import meetings as make
from tests.factories.challenges import a_brought_challenge
from tests.factories.organisations import an_organisation
from tests.factories.people import a_user
from tests.factories.rounds import a_gathering, begun
from tests.journeys.outside import PLAUSIBLE

MADE_UP = 987_654_321
DIFFERS_EACH_TIME = re.compile(r'(nonce|value)="[^"]*"')
OUTSIDE = ("eli", "hana", "gil", "fay", "cy", "dee")  # of the set
SEES_THE_ROUND = {"hana", "gil"}
OF_ONE = ("/sets/", "/meetings/", "/rounds/")  # the addresses of one set, meeting or round, or of something in them


@pytest.fixture
def place(app, now) -> SimpleNamespace:
    """A set in Hana's community, in the middle of a meeting, and a round in a space of the community.

    Eli administers the site, Hana coordinates, Gil observes, Fay works in the organisation that Ada is from, Dee had a
    seat in the set and a place in the community, Cy knows nobody.
    """
    with app.app_context():
        cast = a_gathering(now=now)
        people = {**vars(cast), "jo": a_user("Jo"), "sam": a_user("Sam")}
        meeting_id = make.a_meeting(people, now=now)
        organisation_id = an_organisation()
        with transaction() as tx:
            set_id = tx.session.get_one(LearningSet, queries.date_for(cast.ada, meeting_id).set_id).id
            tx.session.get_one(LearningSet, set_id).community_id = cast.community_id
            seat = Seat(
                set_id=set_id, user_id=cast.dee.id, position=9, state="left", invited_by_id=cast.ada.id,
                invited_at=now, joined_at=now, left_at=now,
            )  # fmt: skip
            tx.session.add(seat)
            tx.session.add_all(
                OrganisationMembership(organisation_id=organisation_id, user_id=each.id, since=now.date())
                for each in (cast.ada, cast.fay)
            )
        values = _all_there_is(people, meeting_id, set_id=set_id, now=now)
        round_id = begun(cast.ada, cast.space_id, others=[cast.bo, cast.mina], now=now)
        return SimpleNamespace(people=people, values=values | {"round_id": [round_id]})


def _all_there_is(people: dict[str, Any], meeting_id: int, *, set_id: int, now: Any) -> dict[str, list[Any]]:
    """The ids of one thing of each kind that an address may name, all of them Bo's or the set's."""
    bo = people["bo"]
    make.gathered(people, meeting_id, now=now)
    visitor = visits.ask_visitor(people["ada"], meeting_id, kind="guest", name="Vic", email="vic@example.org", now=now)
    service.start(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)
    make.moved_to(people, meeting_id, "bidding", now=now)
    turn = a_brought_challenge(bo, meeting_id, set_id=set_id, now=now)
    make.moved_to(people, meeting_id, "act", now=now)
    words = {"what": "Ring them", "first_step": "Find the number", "by_when": now.date()}
    noted = heard.write_down(people["ada"], meeting_id, person_id=bo.id, **words, now=now)
    ids = {
        "set_id": set_id,
        "meeting_id": meeting_id,
        "date_id": meeting_id,
        "season_date_id": meeting_id,
        "seat_id": queries.seats_of(set_id)[1].id,
        "commitment_id": make.a_commitment(bo, meeting_id, now=now),
        "challenge_id": queries.turn_for(bo, turn).challenge_id,
        "turn_id": turn,
        "kept_id": sets.keep_question(bo, turn, text="What is stopping you?", now=now).id,
        "visitor_id": visitor.id,
        "heard_id": noted.id,
        "line_id": _line_of(bo, meeting_id, now=now),
        "question_id": service.keep_question(bo, meeting_id, text="Who else is there?").id,
    }
    return {name: [each] for name, each in ids.items()} | {"key": [next(iter(FORMATS))], "season": [1]}


def _line_of(person: Any, meeting_id: int, *, now: Any) -> int:
    sets.write_sheet(person, meeting_id, lines={"learnt_1": "I talk fast."}, now=now)
    return next(iter(queries.sheet_of(person, meeting_id).values())).id


def addresses_of_one(app, values):
    """Method, address, and the same address with numbers that nothing has. Opening a set from outside has its own door,
    with two administrators and a line in the log: it is not among them."""
    site = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(OF_ONE) and rule.arguments and "glass_id" not in rule.arguments:
            known = {name: values[name][0] for name in rule.arguments}
            made_up = {name: MADE_UP if isinstance(value, int) else value for name, value in known.items()}
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield method, *(site.build(rule.endpoint, ids, method=method) for ids in (known, made_up))


def body(answer):
    """What is answered, without what differs between any two answers and without the address that was asked for."""
    return DIFFERS_EACH_TIME.sub("", answer.text).replace(answer.request.path, "")


@pytest.mark.parametrize("who", OUTSIDE)
def test_scene_10_whoever_administers_the_place_is_refused_like_any_stranger(app, client_for, place, who):
    browser = client_for(place.people[who])
    walked = 0

    for method, real, made_up in addresses_of_one(app, place.values):
        if who in SEES_THE_ROUND and real.startswith("/rounds/"):
            continue
        known, unknown = (browser.open(path, method=method, data=PLAUSIBLE) for path in (real, made_up))
        assert (method, real, known.status_code, unknown.status_code) == (method, real, 404, 404)
        assert body(known) == body(unknown), real
        walked += 1

    assert walked > 120


def test_scene_10_those_who_sit_there_do_find_something_at_each_page(app, client_for, place):
    """The walk above goes past what is there: nothing of it is refused because there is nothing."""
    bo = client_for(place.people["bo"])

    answers = {
        real: bo.get(real).status_code
        for method, real, _ in addresses_of_one(app, place.values)
        if method == "GET" and not real.endswith("/invitation")
    }

    assert {path: status for path, status in answers.items() if status not in {200, 403}} == {}
