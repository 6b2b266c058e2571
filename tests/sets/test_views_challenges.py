"""The pages of what is somebody's own: who gets which answer, what is told, and what is taken along."""

import re
from datetime import timedelta

import pytest

from cop.sets import queries, service
from tests.factories.challenges import SENTENCE, a_brought_challenge

OWN = [
    ("get", "/sets/challenges/{challenge}"),
    ("get", "/sets/challenges/{challenge}/sheet"),
    ("post", "/sets/challenges/{challenge}/sheets"),
    ("post", "/sets/challenges/{challenge}/turns"),
    ("get", "/sets/challenges/{challenge}/removals"),
    ("post", "/sets/challenges/{challenge}/removals"),
    ("get", "/sets/challenges/{challenge}/document"),
    ("get", "/sets/challenges/{challenge}/document.json"),
    ("post", "/sets/challenges/turns/{turn}/notes"),
    ("post", "/sets/challenges/turns/{turn}/removals"),
    ("post", "/sets/challenges/questions/{question}/removals"),
    ("post", "/sets/reviews/lines/{line}/shares"),
    ("post", "/sets/reviews/lines/{line}/withdrawals"),
    ("post", "/sets/reviews/lines/{line}/removals"),
]
OF_THE_SET = [
    ("get", "/sets/{set}/challenges/new"),
    ("post", "/sets/{set}/challenges"),
    ("get", "/sets/reviews/{date}"),
    ("post", "/sets/reviews/{date}"),
    ("get", "/sets/commitments/{promise}"),
    ("post", "/sets/commitments/{promise}/reports"),
    ("post", "/sets/commitments/{promise}/wordings"),
    ("get", "/sets/commitments/{promise}/removals"),
    ("post", "/sets/commitments/{promise}/removals"),
]
MADE_UP = dict.fromkeys(("set", "date", "promise", "challenge", "turn", "question", "line"), 987654)
QUESTION, LEARNT, PRIVATE = "What if nobody rang?", "I like being needed.", "My trustees scare me."


@pytest.fixture
def ids(app, thursday, cast, now):
    """Bo has brought a challenge to the first meeting, kept a question, learnt something and shared nothing."""
    with app.app_context():
        turn = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now, why=PRIVATE)
        question = service.keep_question(cast.bo, turn, text=QUESTION, now=now).id
        service.write_down(cast.bo, turn, learnt=LEARNT, happened="", now=now)
        when = (now + timedelta(days=9)).date()
        made = {"what": "Ask Ana", "first_step": "Find her", "by_when": when, "now": now}
        service.commit(cast.bo, thursday.id, season_date_id=thursday.dates[0], **made)
        service.write_sheet(cast.bo, thursday.dates[0], lines={"myself": "I hurry."}, now=now)
        line = queries.lines_of(cast.bo)[0].id
        challenge = queries.turn_for(cast.bo, turn).challenge_id
    own = {"challenge": challenge, "turn": turn, "question": question, "line": line}
    return {"set": thursday.id, "date": thursday.dates[0], "promise": thursday.promise, **own}


def _answers(browser, routes, ids):
    for verb, path in routes:
        yield path, getattr(browser, verb)(path.format(**ids)), getattr(browser, verb)(path.format(**MADE_UP))


def _plain(answer):
    return re.sub(r'(nonce|value)="[^"]*"|/sets/[\w/.]*|%2Fsets[^"]*', "", answer.text)


@pytest.mark.parametrize("who", ["ada", "mina", "cy", "dee", "eli", "fay", "hana", "jo"])
def test_what_is_somebody_s_own_is_for_nobody_else_to_find(client_for, ids, cast, who):
    browser = client_for(getattr(cast, who))

    for path, known, made_up in _answers(browser, OWN, ids):
        assert (path, known.status_code, made_up.status_code) == (path, 404, 404)
        assert _plain(known) == _plain(made_up)


@pytest.mark.parametrize("who", ["cy", "dee", "eli", "fay", "gil", "hana", "jo"])
def test_nobody_outside_can_tell_what_a_set_keeps_from_what_is_made_up(client_for, ids, cast, who):
    browser = client_for(getattr(cast, who))

    for path, known, made_up in _answers(browser, OF_THE_SET, ids):
        assert (path, known.status_code, made_up.status_code) == (path, 404, 404)
        assert _plain(known) == _plain(made_up)


def test_whoever_is_signed_out_is_led_to_sign_in(app, ids):
    for path, known, made_up in _answers(app.test_client(), OWN + OF_THE_SET, ids):
        assert (path, known.status_code, made_up.status_code) == (path, 303, 303)


@pytest.mark.parametrize("who", ["ada", "mina"])
def test_others_in_the_set_read_the_title_and_how_it_stands(client_for, ids, cast, who):
    browser = client_for(getattr(cast, who))

    page = browser.get(f"/sets/{ids['set']}").text
    commitment = browser.get(f"/sets/commitments/{ids['promise']}").text

    assert SENTENCE in page
    assert "brought to one meeting" in page
    assert "Ring the centre" in commitment
    assert not any(words in page + commitment for words in (QUESTION, LEARNT, PRIVATE, "afraid", "Find", "I hurry"))
    assert browser.get(f"/sets/commitments/{ids['promise']}/removals").status_code == 403
    assert browser.post(f"/sets/commitments/{ids['promise']}/removals").status_code == 403


def test_its_owner_reads_all_of_it_in_the_order_of_the_cycle(client_for, ids, cast):
    page = client_for(cast.bo).get(f"/sets/challenges/{ids['challenge']}").text

    places = [page.index(words) for words in ("Meeting 1", QUESTION, LEARNT, "Ask Ana")]
    assert places == sorted(places)


def test_a_challenge_is_prepared_brought_and_written_down_in_the_browser(client_for, thursday, cast):
    browser = client_for(cast.mina)

    made = browser.post(f"/sets/{thursday.id}/challenges", data={"sentence": "I hold on.", "level": "gentle"})
    page = browser.post(f"{made.location}/turns", data={"meeting": thursday.dates[1]}, follow_redirects=True)
    [turn] = re.findall(r"challenges/turns/(\d+)/notes", page.text)
    said = {"question": "To what?", "learnt": "To being asked.", "happened": "I let go."}
    page = browser.post(f"/sets/challenges/turns/{turn}/notes", data=said, follow_redirects=True)

    assert made.status_code == 303
    assert page.status_code == 200
    assert all(words in page.text for words in ("Meeting 2", "To what?", "To being asked.", "I let go."))


def test_what_will_not_do_is_said_beside_what_was_typed(client_for, thursday, ids, cast):
    browser = client_for(cast.bo)
    long = "x" * 2001

    empty = browser.post(f"/sets/{thursday.id}/challenges", data={"sentence": " ", "why": "It nags.", "level": "usual"})
    again = browser.post(f"/sets/challenges/{ids['challenge']}/sheets", data={"sentence": "", "level": "usual"})
    notes = browser.post(f"/sets/challenges/turns/{ids['turn']}/notes", data={"learnt": long})
    sheet = browser.post(f"/sets/reviews/{ids['date']}", data={"myself": long})

    assert [each.status_code for each in (empty, again, notes, sheet)] == [422] * 4
    assert "It nags." in empty.text
    assert "one sentence" in empty.text
    assert long in notes.text
    assert long in sheet.text


@pytest.mark.parametrize("meeting", ["", "0", "-1", "99999999999999", "x"])
def test_a_meeting_that_is_none_cannot_be_chosen(client_for, ids, cast, meeting):
    answer = client_for(cast.bo).post(f"/sets/challenges/{ids['challenge']}/turns", data={"meeting": meeting})

    assert answer.status_code in {404, 422}


def test_questions_lines_turns_and_challenges_are_let_go_in_the_browser(client_for, ids, cast):
    browser = client_for(cast.bo)

    for address in (
        f"/sets/challenges/questions/{ids['question']}/removals",
        f"/sets/reviews/lines/{ids['line']}/removals",
        f"/sets/challenges/turns/{ids['turn']}/removals",
        f"/sets/challenges/{ids['challenge']}/removals",
        f"/sets/commitments/{ids['promise']}/removals",
    ):
        assert browser.post(address).status_code == 303

    page = browser.get("/sets/challenges").text
    assert not any(words in page for words in (SENTENCE, "I hurry", "Ring the centre"))


def test_a_line_is_shared_and_taken_back_in_the_browser(client_for, ids, cast):
    bo, mina, line = client_for(cast.bo), client_for(cast.mina), f"/sets/reviews/lines/{ids['line']}"

    bo.post(f"{line}/shares")
    shared = mina.get(f"/sets/reviews/{ids['date']}").text
    page = bo.post(f"{line}/withdrawals", follow_redirects=True).text

    assert "I hurry." in shared
    assert "Share this line" in page
    assert "I hurry." not in mina.get(f"/sets/reviews/{ids['date']}").text


def test_reminders_are_switched_off_and_on(client_for, cast):
    browser = client_for(cast.bo)

    off = browser.post("/sets/challenges/reminders", data={"wanted": "no"}, follow_redirects=True).text
    on = browser.post("/sets/challenges/reminders", data={"wanted": "yes"}, follow_redirects=True).text
    neither = browser.post("/sets/challenges/reminders", data={"wanted": "perhaps"})

    assert "You are not reminded" in off
    assert "Do not remind me" in on
    assert neither.status_code == 400
    assert "Do not remind me" in browser.get("/sets/challenges").text


@pytest.mark.parametrize("outcome", ["stuck", "learnt"])
def test_a_commitment_can_be_stuck_or_turn_into_learning(app, client_for, ids, cast, outcome):
    browser, address = client_for(cast.bo), f"/sets/commitments/{ids['promise']}"

    silent = browser.post(f"{address}/reports", data={"outcome": "learnt"})
    told = browser.post(f"{address}/reports", data={"outcome": outcome, "learnt": "patience"})

    assert silent.status_code == 422
    assert "Add a word for what you learnt." in silent.text
    assert told.location == f"/sets/{ids['set']}"
    with app.app_context():
        found = queries.commitment_for(cast.bo, ids["promise"])
        assert (found.state, found.learnt, found.is_open) == (outcome, "patience", outcome == "stuck")


def test_whoever_has_left_keeps_their_pages_and_is_led_back_to_them(app, client_for, thursday, ids, cast, now):
    with app.app_context():
        service.leave(cast.bo, thursday.id, now=now)
    browser = client_for(cast.bo)

    told = browser.post(f"/sets/commitments/{ids['promise']}/reports", data={"outcome": "done"})

    assert told.location == "/sets/challenges"
    for address in ("", f"/{ids['challenge']}", f"/{ids['challenge']}/document", "/document"):
        answer = browser.get(f"/sets/challenges{address}")
        assert answer.status_code == 200
        assert "The Thursday set" not in answer.text
    assert browser.get(f"/sets/{thursday.id}").status_code == 404


def test_the_document_needs_nothing_else_and_names_nobody(client_for, ids, cast):
    browser = client_for(cast.bo)

    for address in ("/sets/challenges/document", f"/sets/challenges/{ids['challenge']}/document"):
        answer = browser.get(address)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert all(words in answer.text for words in (SENTENCE, QUESTION, LEARNT, PRIVATE, "Ask Ana"))
        assert not re.search(r"<script|<link|src=|href=|url\(", answer.text)
        assert not any(name in answer.text for name in ("Thursday set", "Mina", "Bo<", "Dementia network"))


def test_the_data_is_all_there_is(client_for, ids, cast):
    browser = client_for(cast.bo)

    whole = browser.get("/sets/challenges/document.json").get_json()
    one = browser.get(f"/sets/challenges/{ids['challenge']}/document.json").get_json()

    [turn] = whole["challenges"][0]["turns"]
    assert whole["format"] == "cop-challenges"
    assert whole["challenges"] == one["challenges"]
    assert whole["challenges"][0]["prepared"] == {"why": PRIVATE}
    assert (turn["questions"], turn["learnt"], turn["level"]) == ([QUESTION], LEARNT, "stretch")
    assert [each["what"] for each in turn["planned"]] == ["Ask Ana"]
    assert [each["what"] for each in whole["commitments"]] == ["Ring the centre"]
    assert [each["text"] for each in whole["looked_back"]] == ["I hurry."]
    assert one["looked_back"] == []


def test_nothing_of_others_is_taken_along(client_for, ids, cast):
    whole = client_for(cast.mina).get("/sets/challenges/document.json").get_json()

    assert (whole["challenges"], whole["commitments"], whole["looked_back"]) == ([], [], [])


def test_the_reason_of_whoever_went_on_without_hearing_is_not_taken_along(app, client_for, ids, cast, now):
    with app.app_context():
        service.skip(cast.ada, ids["promise"], reason="Mina said you were ill", now=now)
    browser = client_for(cast.bo)

    taken = [browser.get(f"/sets/challenges/document{kind}").text for kind in ("", ".json")]

    assert not any("Mina" in text for text in [*taken, browser.get("/sets/challenges").text])
