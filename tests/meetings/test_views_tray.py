"""The tray by forms alone, what its author sees and others do not, and the page of a set's starters."""

import re

import pytest

from cop.core.database import db
from cop.meetings import service
from cop.meetings.models import Meeting
from cop.meetings.queries import asking_of, tray_of
from tests.factories import meetings as make

ADVICE = "Have you tried asking HR?"
OPEN = "What have you already tried?"
SECRET = "a thought nobody else may have"


@pytest.fixture
def exploring(app, meeting):
    """Bo presents, it is Explore, and Sam has the floor."""
    with app.app_context():
        make.begun(meeting.people, meeting.id, now=meeting.now)
        make.moved_to(meeting.people, meeting.id, "explore", now=meeting.now)
        gives_floor(meeting, "sam")
    return meeting


def gives_floor(meeting, name):
    service.give_floor(meeting.people["ada"], meeting.id, person_id=meeting.people[name].id, now=meeting.now)


def written_in(page):
    """What stands where one writes."""
    found = re.search(r'<textarea[^>]*name="text"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return found[1]


def revision_in(page):
    """What the form says that its page was shown."""
    found = re.search(r'id="writing".*?name="seen"[^>]*value="(\d+)"', page, re.DOTALL)
    assert found is not None
    return found[1]


def ids(app, meeting, name):
    with app.app_context():
        return [each.id for each in tray_of(meeting.people[name], meeting.id)]


def test_a_tray_is_kept_changed_lined_up_and_emptied_by_forms_alone(app, client_for, exploring):
    client, here = client_for(exploring.people["jo"]), f"/meetings/{exploring.id}"
    client.post(f"{here}/questions", data={"text": "Who?"})
    its = f"{here}/questions/{ids(app, exploring, 'jo')[0]}"

    client.post(f"{its}/changes")
    written = client.get(f"{here}/tray").text
    client.post(f"{here}/queued-questions", data={"text": "Who else?", "seen": revision_in(written)})
    in_line = client.get(f"{here}/tray").text
    client.post(f"{its}/keepings")
    client.post(f"{its}/askings")
    client.post(f"{its}/removals")

    assert written_in(written) == "Who?"
    assert "Who else?" in in_line
    assert "Shown to the room when you have the floor." in in_line
    assert "Who else?" not in client.get(f"{here}/tray").text


def test_the_coach_shows_its_card_once_and_lets_the_second_press_through(app, client_for, exploring):
    client, here = client_for(exploring.people["jo"]), f"/meetings/{exploring.id}"

    answer = client.post(f"{here}/queued-questions", data={"text": ADVICE}, follow_redirects=True)
    with app.app_context():
        none_in_line = [each.state for each in tray_of(exploring.people["jo"], exploring.id)]
    client.post(f"{here}/queued-questions", data={"text": ADVICE, "seen": 1})

    assert "There may be a suggestion inside." in answer.text
    assert OPEN in answer.text
    assert none_in_line == []
    with app.app_context():
        assert [each.state for each in tray_of(exploring.people["jo"], exploring.id)] == ["queued"]


def test_a_why_gets_a_quiet_line_that_its_author_alone_reads(client_for, exploring):
    here = f"/meetings/{exploring.id}/tray"

    client_for(exploring.people["jo"]).post(f"/meetings/{exploring.id}/writings", data={"text": "Why does it matter?"})

    told = client_for(exploring.people["jo"]).get(here).text
    assert "Why can sound like a charge." in told
    assert "What led you to that?" in told
    assert "coach--pause" not in told
    assert "Why can sound like a charge." not in client_for(exploring.people["sam"]).get(here).text


def test_a_rewrite_takes_the_place_of_what_was_written(client_for, exploring):
    client, here = client_for(exploring.people["jo"]), f"/meetings/{exploring.id}"
    client.post(f"{here}/writings", data={"text": ADVICE})

    answer = client.post(f"{here}/writings", data={"text": OPEN, "seen": 1}, follow_redirects=True)

    assert written_in(answer.text) == OPEN
    assert ADVICE not in answer.text


def test_what_could_not_be_kept_is_shown_as_it_was_typed(client_for, exploring):
    client = client_for(exploring.people["jo"])

    answer = client.post(f"/meetings/{exploring.id}/queued-questions", data={"text": "Who is this for?" + "x" * 600})

    assert answer.status_code == 422
    assert "Who is this for?xxx" in answer.text


@pytest.mark.parametrize("name", ["ada", "bo", "mina", "eli", "hana"])
def test_no_page_of_anybody_else_has_a_word_of_a_tray(app, client_for, exploring, name, capfd):
    jo, here = client_for(exploring.people["jo"]), f"/meetings/{exploring.id}"
    jo.post(f"{here}/writings", data={"text": SECRET})
    jo.post(f"{here}/questions", data={"text": f"Is it {SECRET}?"})
    jo.post(f"{here}/queued-questions", data={"text": f"What is {SECRET}?"})
    with app.app_context():
        set_id = _set_id(exploring)

    pages = [here, f"{here}/stage", f"{here}/tray", f"/sets/{set_id}", f"/sets/{set_id}/questions", "/people/me", "/"]
    other = client_for(exploring.people[name])

    assert not any(SECRET in other.get(page).text for page in pages)
    assert SECRET in jo.get(f"{here}/tray").text
    assert not any(SECRET in printed for printed in capfd.readouterr())


def _set_id(meeting):
    return db.session.get_one(Meeting, meeting.id).set_id


def test_the_presenter_alone_is_offered_marks_and_answers(app, client_for, exploring):
    here = f"/meetings/{exploring.id}"
    client_for(exploring.people["jo"]).post(f"{here}/queued-questions", data={"text": OPEN})
    with app.app_context():
        gives_floor(exploring, "jo")
    its = f"{here}/questions/{ids(app, exploring, 'jo')[0]}"
    bo = client_for(exploring.people["bo"])

    bo.post(f"{its}/marks", data={"mark": "felt_like_advice", "on": "yes"})
    marked = bo.get(f"{here}/stage").text
    others = [client_for(exploring.people[name]).get(f"{here}/stage").text for name in ("ada", "jo", "mina")]
    bo.post(f"{its}/answers", data={"how": "passed"})

    assert 'aria-pressed="true">Felt like advice' in " ".join(marked.split())
    assert all(OPEN in page and "Felt like advice" not in page and "Pass on it" not in page for page in others)
    assert "Passed" in bo.get(f"{here}/tray").text
    assert not any(word in client_for(exploring.people["jo"]).get(f"{here}/tray").text for word in ("Passed", "advice"))


def test_what_is_kept_for_later_comes_back_to_its_presenter_alone_in_the_next_part(app, client_for, meeting):
    here, people = f"/meetings/{meeting.id}", meeting.people
    with app.app_context():
        make.begun(people, meeting.id, now=meeting.now)
        make.moved_to(people, meeting.id, "clarify", now=meeting.now)
        gives_floor(meeting, "jo")
    client_for(people["jo"]).post(f"{here}/queued-questions", data={"text": OPEN})
    its = f"{here}/questions/{ids(app, meeting, 'jo')[0]}"
    bo = client_for(people["bo"])
    offered = bo.get(f"{here}/stage").text

    bo.post(f"{its}/answers", data={"how": "parked"})
    at_once = bo.get(f"{here}/stage").text
    _moves_on(app, meeting, "explore")
    later = {name: client_for(people[name]).get(f"{here}/stage").text for name in ("bo", "ada", "jo", "mina")}
    bo.post(f"{its}/answers", data={"how": "answered"})

    assert "Keep it for Explore" in offered
    assert "You kept for later" not in at_once
    assert [name for name, page in later.items() if OPEN in page or "You kept for later" in page] == ["bo"]
    assert f'action="{its}/answers"' in later["bo"]
    assert "You kept for later" not in bo.get(f"{here}/stage").text


@pytest.mark.parametrize("key", ["reflect", "act", "review"])
def test_what_is_kept_in_the_open_questions_comes_back_where_the_presenter_thinks_aloud(app, client_for, meeting, key):
    here, people = f"/meetings/{meeting.id}", meeting.people
    with app.app_context():
        make.begun(people, meeting.id, now=meeting.now)
        make.moved_to(people, meeting.id, "explore", now=meeting.now)
        gives_floor(meeting, "jo")
    client_for(people["jo"]).post(f"{here}/queued-questions", data={"text": OPEN})
    bo = client_for(people["bo"])
    offered = bo.get(f"{here}/stage").text
    bo.post(f"{here}/questions/{ids(app, meeting, 'jo')[0]}/answers", data={"how": "parked"})

    _moves_on(app, meeting, key)

    assert "Keep for later" in offered
    assert OPEN in bo.get(f"{here}/stage").text


def _moves_on(app, meeting, key):
    with app.app_context():
        make.moved_to(meeting.people, meeting.id, key, now=meeting.now)


def test_any_member_puts_the_starters_in_the_sets_own_words(app, client_for, exploring):
    with app.app_context():
        set_id = _set_id(exploring)
    mina, page = client_for(exploring.people["mina"]), f"/sets/{set_id}/questions"

    answer = mina.post(page, data={"explore": "And what would the sea say?", "seen": 0})
    late = client_for(exploring.people["sam"]).post(page, data={"explore": "Mine, typed meanwhile", "seen": 0})
    tray = client_for(exploring.people["jo"]).get(f"/meetings/{exploring.id}/tray").text
    mina.post(f"{page}/resets")

    assert (answer.status_code, late.status_code) == (303, 422)
    assert "Mine, typed meanwhile" in late.text
    assert "And what would the sea say?" in tray
    assert "And what would the sea say?" not in mina.get(page).text


@pytest.mark.parametrize(("name", "status"), [("ada", 303), ("mina", 403), ("eli", 404), ("cy", 404)])
def test_who_may_send_the_coach_away(app, client_for, exploring, name, status):
    with app.app_context():
        set_id = _set_id(exploring)

    answer = client_for(exploring.people[name]).post(f"/sets/{set_id}/questions/coach", data={"coach": "no"})

    assert answer.status_code == status
    with app.app_context():
        assert asking_of(set_id).coach is (status != 303)


@pytest.mark.parametrize(("method", "path"), [("get", ""), ("post", ""), ("post", "/resets"), ("post", "/coach")])
def test_how_a_set_asks_is_nobody_elses(app, client_for, exploring, method, path):
    with app.app_context():
        set_id = _set_id(exploring)

    for name in ("cy", "eli", "hana"):
        ask = getattr(client_for(exploring.people[name]), method)
        assert ask(f"/sets/{set_id}/questions{path}", data={"coach": "no"}).status_code == 404
