"""The invariants of access, each by what there is today that it applies to."""

import re
from datetime import timedelta
from itertools import chain, product

import pytest
from sqlalchemy import delete, select

from cop.communities import queries as communities
from cop.communities import service
from cop.communities.models import Community
from cop.communities.queries import members_in
from cop.communities.rules import PRESETS, levels
from cop.communities.rules.levels import Taken
from cop.core import jobs
from cop.core.access import cookie_name
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.core.realtime import socketio
from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.discussions.models import Thread
from cop.discussions.rules import Claim
from cop.discussions.rules.polls import asked
from cop.meetings import service as meetings
from cop.meetings.models import Meeting
from cop.meetings.queries.rounds import people_in_round
from cop.meetings.service import rounds, visits
from cop.people import service as people
from cop.people.models import User
from cop.sets import policy as sets_policy
from cop.sets import service as sets
from cop.sets.models import AccessLine, BreakGlass
from cop.sets.queries import seats_of
from cop.sets.service import glass as opening
from cop.stories import queries as stories
from tests.factories import meetings as make
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.files import a_document
from tests.factories.people import a_user
from tests.factories.rounds import a_round
from tests.factories.sets import a_set
from tests.factories.stories import a_story

MANY = 15
SECRET = "xylophone-at-midnight"
ONES_OWN = re.compile(r'nonce-[\w-]+|nonce="[^"]*"|value="[^"]{16,}"')


@pytest.fixture
def cast(app):
    with app.app_context():
        return a_cast()


@pytest.fixture
def nights(app, cast, now):
    """A private space of a restricted community, in which Bo is named and has written and told something."""
    with app.app_context():
        cast.community_id = a_community(cast, now=now)
        cast.space_id = a_space(cast.community_id, by=cast.hana, named=[cast.bo], now=now)
        cast.thread_id = a_thread(cast.bo, cast.space_id, title=SECRET, body=SECRET, now=now)
        poll = asked(SECRET, f"{SECRET}\nNothing", many=False, named=True)
        talking.begin_poll(cast.bo, cast.thread_id, asked=poll, now=now)
        claim = Claim(("lived",), known=SECRET)
        files = [a_document(f"{SECRET}.pdf")]
        cast.post_id = talking.reply(cast.bo, cast.thread_id, body=SECRET, claim=claim, files=files, now=now).id
        talking.edit(cast.bo, cast.post_id, body="Mended.", now=now + timedelta(hours=1))
        cast.story_id = a_story(cast.bo, f"space:{cast.space_id}", title=SECRET, body=SECRET, now=now)
        cast.round_id = a_round(cast.bo, cast.space_id, now=now)
    return cast


@pytest.fixture
def room(app, now):
    """The people of a meeting that runs, and its id."""
    with app.app_context():
        everybody = make.the_people()
        meeting_id = make.a_meeting(everybody, now=now)
        make.begun(everybody, meeting_id, now=now)
    return everybody, meeting_id


def outlets(cast):
    """Every page on which something of the space could be shown, counted or hinted at."""
    own = (f"/spaces/{cast.space_id}", f"/threads/{cast.thread_id}", f"/stories/{cast.story_id}")
    said = [f"/threads/{cast.thread_id}/{each}" for each in ("poll", "document", "document.md", "arrivals")]
    said += [f"/posts/{cast.post_id}/{each}" for each in ("history", "disagreements", "reports", "care")]
    more = (*said, f"/spaces/{cast.space_id}/members", f"/rounds/{cast.round_id}", f"/people/{cast.bo.id}")
    return ("/", "/communities", f"/communities/{cast.community_id}", "/stories", "/sets", *own, *more)


def opens(door, *given):
    try:
        door(*given)
    except NotVisible:
        return False
    return True


def test_abuse_06_invariant_01_no_outlet_shows_more_than_may_be_read(app, client_for, nights):
    for who, may in {"bo": True, "hana": True, "mina": False, "cy": False, "dee": False, "eli": False}.items():
        browser = client_for(getattr(nights, who))
        answers = [browser.get(path) for path in outlets(nights)]
        shown = any(SECRET in f"{each.headers}{each.text}" for each in answers)
        assert (who, shown) == (who, may)
    assert not any(SECRET in app.test_client().get(path).text for path in outlets(nights))


def test_abuse_01_invariant_02_what_is_forbidden_is_answered_as_what_is_unknown(app, client_for, cast, now):
    with app.app_context():
        sealed = a_community(cast, preset="confidential", now=now)
        card = a_community(cast, preset="restricted", name="The card", now=now)
    browser = client_for(cast.cy)

    answers = {}
    for number in (sealed, 2**31 - 2):
        answer = browser.get(f"/communities/{number}")
        answers[number] = answer.status_code, ONES_OWN.sub("", answer.text).replace(f"/communities/{number}", "")
    assert answers[sealed] == answers[2**31 - 2]
    assert answers[sealed][0] == 404
    assert "The card" in browser.get(f"/communities/{card}").text


def test_invariant_03_a_community_that_is_tightened_tightens_all_that_is_in_it(app, cast, now):
    with app.app_context():
        made = a_community(cast, preset="open", now=now)
        space = a_space(made, by=cast.hana, preset="open", now=now)
        thread, story = a_thread(cast.bo, space, now=now), a_story(cast.hana, f"public:{made}", now=now)
        doors = {communities.space_for: space, discussions.thread_for: thread, stories.story_for: story}
        assert all(opens(door, cast.cy, number) for door, number in doors.items())

        with transaction() as tx:
            tx.session.get_one(Community, made).own_axes = PRESETS["confidential"]

        assert not any(opens(door, cast.cy, number) for door, number in doors.items())
        assert all(opens(door, cast.mina, number) for door, number in doors.items())
        assert not stories.stories_visible_to(cast.cy)
        assert not discussions.threads_visible_to(cast.cy)


def test_invariant_04_whoever_is_taken_out_hears_nothing_more(app, now, room):
    everybody, meeting_id = room
    browser = app.test_client()
    with app.app_context():
        token = people.open_sign_in(everybody["bo"].id, device="a test", now=now)
    browser.set_cookie(cookie_name(app.config["COP"]), token)
    socket = socketio.test_client(app, flask_test_client=browser)
    assert set(socket.emit("meeting.watch", {"id": meeting_id}, callback=True) or ()) == {"version"}

    with app.app_context():
        _take_out(everybody, meeting_id, "bo", now=now)

    assert not socket.is_connected()


def test_abuse_05_36_invariant_05_a_letter_that_waits_is_not_sent_to_whoever_may_not_read_it_any_more(app, now, room):
    everybody, meeting_id = room
    with app.app_context():
        make.timeless(meeting_id)
        make.moved_to(everybody, meeting_id, "act", now=now)
        promised = {"what": "Ring", "first_step": "Find it", "by_when": (now + timedelta(days=10)).date()}
        meetings.commit(everybody["bo"], meeting_id, **promised, now=now)
        assert "sets.remind" in db.session.scalars(select(Job.kind)).all()
        _take_out(everybody, meeting_id, "bo", now=now)
        for days in range(11):
            jobs.run_all(now=now + timedelta(days=days))

    letters = [each for each in app.extensions["cop_mailer"].sent if each["To"] == "bo@example.org"]
    assert not [each for each in letters if "/sets/commitments/" in each.as_string()]


def test_invariant_06_nobody_is_told_of_a_space_that_they_do_not_read(app, nights, now):
    with app.app_context():
        service.name_member(nights.hana, nights.space_id, person_id=nights.mina.id, now=now)
        rounds.come_in(nights.mina, nights.round_id, now=now)
        assert nights.mina.id in people_in_round(nights.round_id)

        service.unname_member(nights.hana, nights.space_id, person_id=nights.mina.id, now=now)

        assert people_in_round(nights.round_id) == [nights.bo.id]
        assert nights.mina.id not in communities.readers_of_space(nights.space_id)


def test_abuse_08_invariant_07_a_choice_of_people_offers_nobody_from_outside(app, client_for, nights):
    page = client_for(nights.hana).get(f"/spaces/{nights.space_id}/members").text
    offered = {int(each) for each in re.findall(r'<option[^>]* value="(\d+)"', page)}

    with app.app_context():
        assert offered == set(members_in(nights.community_id))


def test_abuse_09_invariant_08_what_happens_out_of_sight_changes_no_count_in_sight(app, client_for, nights, now):
    watched = ("/", "/communities", f"/communities/{nights.community_id}", f"/spaces/{nights.space_id}", "/stories")
    mina = client_for(nights.mina)
    before = [ONES_OWN.sub("", mina.get(path).text) for path in watched]

    with app.app_context():
        talking.reply(nights.bo, nights.thread_id, body="Another.", now=now)
        a_thread(nights.bo, nights.space_id, now=now)
        a_story(nights.bo, f"space:{nights.space_id}", now=now)
        a_round(nights.bo, nights.space_id, now=now)
        a_set(nights.cy, now=now)
        common = communities.spaces_visible_to(nights.mina, nights.community_id)[0].id
        private = talking.ask_coordinators(nights.bo, common, title=SECRET, body=SECRET, now=now).id
        poll = asked("Which?", "A\nB", many=False, named=True)
        talking.begin_poll(nights.bo, private, asked=poll, now=now)
        talking.reply(nights.hana, private, body="Yes.", claim=Claim(("lived",)), files=[a_document()], now=now)

    assert [ONES_OWN.sub("", mina.get(path).text) for path in watched] == before


def test_abuse_13_invariant_09_what_is_moved_is_read_by_those_of_its_new_place(app, client_for, nights, now):
    bo, address = client_for(nights.bo), f"/threads/{nights.thread_id}"
    assert SECRET in bo.get(address).text  # drawn, and kept for the next reader
    with app.app_context():
        elsewhere = a_space(nights.community_id, by=nights.hana, named=[nights.mina], name="Elsewhere", now=now)
        with transaction() as tx:
            tx.session.get_one(Thread, nights.thread_id).space_id = elsewhere

    assert (bo.get(address).status_code, SECRET in bo.get("/").text) == (404, False)
    assert SECRET in client_for(nights.mina).get(address).text


def test_abuse_38_invariant_10_nobody_leaves_a_place_without_somebody_to_look_after_it(app, cast, now):
    with app.app_context():
        made, set_id = a_community(cast, now=now), a_set(cast.ada, [cast.bo], now=now)

        with pytest.raises(RuleBroken, match="needs a coordinator"):
            service.leave(cast.hana, made, now=now)
        with pytest.raises(RuleBroken):
            sets.leave(cast.ada, set_id, now=now)
        service.give_role(cast.hana, made, person_id=cast.bo.id, role="coordinator")
        service.leave(cast.hana, made, now=now)


def test_invariant_11_a_guest_sees_the_meeting_while_it_runs_and_nothing_after(app, now, room):
    everybody, meeting_id = room
    with app.app_context():
        told = {"name": "Gil", "email": "gil@example.org"}
        asked = visits.ask_visitor(everybody["ada"], meeting_id, kind="guest", **told, now=now).id
        for who in make.EVERYBODY:
            visits.answer_visitor(everybody[who], meeting_id, visitor_id=asked, yes=True, now=now)
        letters = db.session.scalars(select(Job.payload).where(Job.kind == "mail.send")).all()
    token = next(each["values"]["token"] for each in letters if each["to"] == "gil@example.org")
    assert "Mina" in app.test_client().get(f"/visits/{token}").text

    with app.app_context():
        seen = make.step(meeting_id)
        meetings.abandon(everybody["ada"], meeting_id, reason="fire alarm", seen=seen, now=now)

    assert app.test_client().get(f"/visits/{token}").status_code == 404


def test_invariant_12_a_no_is_stronger_than_every_role(app, client_for, cast, now):
    with app.app_context():
        made = a_community(cast, preset="confidential", now=now)
        browser = client_for(cast.hana)
        assert browser.get(f"/communities/{made}").status_code == 200

        people.suspend(cast.eli, cast.hana.id, now=now)

    assert browser.get(f"/communities/{made}").status_code == 404
    assert browser.get(f"/communities/{made}/members").location.startswith("/sign-in")
    assert not sets_policy.can_break_glass(User(is_admin=True, suspended_at=now))


def test_abuse_19_invariant_13_no_number_singles_anybody_out(app, client_for, cast, now):
    """Whatever is told of how many take how much part, with the number of all: of a small number two are possible."""
    one_of = dict(
        zip(levels.LEVELS, (Taken(1, 1, 0, True), Taken(0, 0, 2, False), Taken(1, 1, 0, False)), strict=False)
    )
    one_of["peripheral"] = Taken(0, 0, 0, helped=False)
    possible: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for counts in product(range(MANY), repeat=len(levels.LEVELS)):
        if 0 < sum(counts) < MANY:
            parts = chain.from_iterable(
                [one_of[each]] * count for each, count in zip(levels.LEVELS, counts, strict=True)
            )
            possible.setdefault((sum(counts), *levels.totals(parts).values()), []).append(counts)
    for told, found in possible.items():
        for column in zip(*found, strict=True):
            assert len(set(column)) > 1 or not 0 < column[0] < levels.FEWEST, (told, found)  # of nobody nothing is told

    with app.app_context():
        made = a_community(cast, now=now)
    page = client_for(cast.hana).get(f"/communities/{made}/taking-part").text
    assert "fewer than five" in page or "not shown, so that nobody can be singled out" in page


def test_invariant_14_nobody_breaks_the_glass_alone_and_nobody_wipes_its_trace(app, cast, now):
    with app.app_context():
        set_id = a_set(cast.ada, [cast.bo], now=now)
        glass = opening.ask(cast.eli, set_id, reason="Somebody may be in danger here.", now=now).id
        with pytest.raises(RuleBroken, match="Another administrator"):
            opening.agree(cast.eli, glass, now=now)
        with pytest.raises(NotAllowed):
            opening.read(cast.eli, glass, kind="people", now=now)

        for kind in (BreakGlass, AccessLine):
            with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
                tx.session.delete(tx.session.scalars(select(kind)).first())
                tx.flush()
            with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
                tx.session.execute(delete(kind))


def test_abuse_22_invariant_15_whoever_comes_later_reaches_nothing_from_before(app, client_for, cast, now, clock):
    with app.app_context():
        made = a_community(cast, preset="confidential", now=now)
        space = a_space(made, by=cast.hana, preset="confidential", now=now)
        old = a_thread(cast.hana, space, title=SECRET, body=SECRET, now=now)
        told = a_story(cast.hana, f"space:{space}", title=SECRET, body=SECRET, now=now)
        service.name_member(cast.hana, space, person_id=cast.bo.id, now=clock.forward(hours=1))
        post = talking.reply(cast.hana, old, body="Later, and of an old conversation.", now=clock.now).id
        with pytest.raises(NotVisible):
            talking.reply(cast.bo, old, body="Quoting.", now=clock.now)
    bo = client_for(cast.bo)

    permalinks = (f"/threads/{old}", f"/stories/{told}", f"/posts/{post}/edit")
    assert [bo.get(path).status_code for path in permalinks] == [404] * 3
    lists = ("/", f"/spaces/{space}", f"/communities/{made}", "/stories", "/sets/challenges/document.json")
    assert not [path for path in lists if SECRET in bo.get(path).text]


def test_abuse_26_invariant_16_a_story_without_a_name_says_nothing_of_who_told_it(app, client_for, cast, now):
    with app.app_context():
        made = a_community(cast, now=now)
        teller = a_user("Quirina Valdez", now=now)
        service.admit(cast.hana, made, email=teller.email, now=now)
        told = a_story(teller, f"community:{made}", title="The gate", named="anonymous", now=now)
    reader = client_for(cast.mina)

    for path in (f"/stories/{told}", "/stories", f"/communities/{made}"):
        answer = reader.get(path)
        about = _about_the_story(answer.text)
        assert "The gate" in about
        assert not re.search(rf"Quirina|Valdez|/people/{teller.id}\b", f"{answer.headers}{about}")
    assert "The gate" not in reader.get(f"/people/{teller.id}").text


def _take_out(everybody, meeting_id, who, *, now):
    set_id = db.session.get_one(Meeting, meeting_id).set_id
    seat = next(each.id for each in seats_of(set_id) if each.user_id == everybody[who].id)
    sets.remove(everybody["ada"], set_id, seat_id=seat, now=now)


def _about_the_story(page):
    """The page without the list of members, on which the teller stands like everybody else."""
    return re.sub(r"<aside.*?</aside>", "", page, flags=re.DOTALL)
