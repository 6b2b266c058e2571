"""The pages on which a set chooses how its meetings run, and writes a running order of its own."""

import pytest

from cop.core import seals
from cop.core.database import db
from cop.meetings.models import Meeting
from cop.sets.models import LearningSet, SetFormat
from cop.sets.rules import FORMATS, STANDARD, formats
from tests.sets.conftest import INSIDE, OUTSIDE
from tests.sets.test_views_forming import _typed

PAGES = ["/sets/{id}/formats", "/sets/{id}/formats/als_standard/copies/new"]
POSTS = ["/sets/{id}/formats", "/sets/{id}/formats/versions"]


def _rows(*, without=(), **changes):
    """The standard slot of 45 minutes as the form sends it."""
    said = {"base": "als_standard", "seen": "0", "title": "Ours", "purpose": "For us."}
    for at, row in enumerate(formats.rows_of(STANDARD, 45)):
        kept = {
            "phase": row.key, "name": row.name, "place": str(row.place), "minutes": str(row.minutes),
            "voice": row.voice, "member": row.member, "presenter": row.presenter, "facilitator": row.facilitator,
        }  # fmt: skip
        said |= {f"phases-{at}-{name}": value for name, value in kept.items() if row.key not in without}
    return {**said, **changes}


def _set(app, thursday):
    with app.app_context():
        return db.session.get_one(LearningSet, thursday.id)


def _own(app, thursday):
    with app.app_context():
        found = db.session.query(SetFormat).filter_by(set_id=thursday.id).order_by(SetFormat.version)
        return [each.document for each in found]


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_learns_how_a_set_meets(client_for, thursday, cast, who):
    browser = client_for(getattr(cast, who))

    assert {browser.get(page.format(id=thursday.id)).status_code for page in PAGES} == {404}
    assert {browser.post(page.format(id=thursday.id)).status_code for page in POSTS} == {404}


@pytest.mark.parametrize("who", INSIDE)
def test_everybody_who_sits_reads_what_there_is_to_choose_from(client_for, thursday, cast, who):
    page = client_for(getattr(cast, who)).get(f"/sets/{thursday.id}/formats").text

    assert all(found.title in page for found in FORMATS.values())
    assert page.count("This format allows suggestions") == 4
    assert ("Use it, with" in page) is (who == "ada")


def test_the_set_s_page_says_how_a_meeting_runs(client_for, thursday, cast):
    page = client_for(cast.bo).get(f"/sets/{thursday.id}").text

    assert "Explore: open questions" in page
    assert "18 min" in page


def test_the_facilitator_chooses_and_the_meetings_to_come_follow(app, client_for, thursday, cast):
    answer = client_for(cast.ada).post(f"/sets/{thursday.id}/formats", data={"format": "als_short35", "minutes": "35"})

    chosen = _set(app, thursday)
    assert (answer.status_code, chosen.format_key, chosen.slot_minutes) == (303, "als_short35", 35)
    with app.app_context():
        assert db.session.get_one(Meeting, thursday.dates[1]).running_order.key == "als_short35"


@pytest.mark.parametrize(
    ("who", "key", "status"),
    [("bo", "als_short35", 403), ("ada", "reflecting_team", 422), ("ada", "troika", 422), ("ada", "dance", 404)],
)
def test_what_cannot_be_chosen_is_refused_and_nothing_changes(app, client_for, thursday, cast, who, key, status):
    answer = client_for(getattr(cast, who)).post(f"/sets/{thursday.id}/formats", data={"format": key, "minutes": "x"})

    assert (answer.status_code, _set(app, thursday).format_key) == (status, "als_standard")


def test_a_copy_opens_with_the_words_of_its_original(client_for, thursday, cast):
    ada, bo = client_for(cast.ada), client_for(cast.bo)
    page = ada.get(f"/sets/{thursday.id}/formats/als_standard/copies/new").text

    assert 'value="Settle"' in page
    assert "Tell it as it comes." in page
    assert ada.get(f"/sets/{thursday.id}/formats/dance/copies/new").status_code == 404
    assert bo.get(f"/sets/{thursday.id}/formats/als_standard/copies/new").status_code == 403


def test_a_set_writes_its_own_and_the_planner_counts_with_it(app, client_for, thursday, cast):
    ada, new = client_for(cast.ada), {"phases-7-name": "Thank", "phases-7-minutes": "5", "phases-7-member": "Thank."}

    answer = ada.post(f"/sets/{thursday.id}/formats/versions", data=_rows(without=("settle",), **new))

    (own,), chosen = _own(app, thursday), _set(app, thursday)
    assert answer.status_code == 303
    assert [each.key for each in own.phases] == ["present", "clarify", "explore", "reflect", "act", "review", "own1_7"]
    assert (own.lengths, chosen.format_key, chosen.slot_minutes) == ((49,), "own", 49)
    assert "Ours" in ada.get(f"/sets/{thursday.id}").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phases-3-minutes": "many"}, "Explore: give whole minutes, from 1 to 90"),
        ({"phases-3-minutes": "9" * 5000}, "Explore: give whole minutes"),
        ({"title": " "}, "Give the title a few words"),
        ({"phases-1-member": "x" * 999}, "200 characters at most"),
        ({"phases-2-voice": "shout"}, "Clarify: choose from the list who speaks"),
        ({"phases-2-place": "last"}, "Clarify: give its place as a whole number"),
        ({"phases-2-place": "9" * 30}, "Clarify: give its place as a whole number"),
        ({"phases-0-minutes": "0"}, "Settle: give whole minutes"),
        ({"phases-7-minutes": "5", "phases-7-name": ""}, "Give the name of a phase a few words"),
        ({"seen": "4"}, "Somebody has written another version"),
    ],
)
def test_what_will_not_do_is_explained_and_nothing_typed_is_lost(app, client_for, thursday, cast, changes, sentence):
    typed = _rows(**{"phases-4-name": "Ponder", **changes})

    answer = client_for(cast.ada).post(f"/sets/{thursday.id}/formats/versions", data=typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Ponder" in answer.text
    assert _own(app, thursday) == []


def test_a_copy_of_what_there_is_not_is_not_a_copy_of_something_else(app, client_for, thursday, cast):
    answer = client_for(cast.ada).post(f"/sets/{thursday.id}/formats/versions", data=_rows(base="dance"))

    assert (answer.status_code, _own(app, thursday)) == (404, [])


def test_a_form_without_phases_is_told_so(client_for, thursday, cast):
    answer = client_for(cast.ada).post(f"/sets/{thursday.id}/formats/versions", data={"title": "a", "purpose": "b"})

    assert (answer.status_code, "from 1 to 12 phases" in answer.text) == (422, True)


def test_every_change_is_a_version(app, client_for, thursday, cast):
    ada = client_for(cast.ada)
    ada.post(f"/sets/{thursday.id}/formats/versions", data=_rows())
    again = ada.get(f"/sets/{thursday.id}/formats/own/copies/new").text

    ada.post(f"/sets/{thursday.id}/formats/versions", data=_rows(seen="1", base="own", title="Ours again"))

    assert 'name="seen" type="hidden" value="1"' in again
    assert [(each.version, each.title) for each in _own(app, thursday)] == [(1, "Ours"), (2, "Ours again")]


def test_somebody_s_own_words_are_shown_as_words_and_not_as_markup(client_for, thursday, cast):
    ada, wild = client_for(cast.ada), "<b>%(x)s 100%"
    ada.post(f"/sets/{thursday.id}/formats/versions", data=_rows(title=wild, purpose=wild))

    for page in (f"/sets/{thursday.id}", f"/sets/{thursday.id}/formats", f"/sets/{thursday.id}/formats/own/copies/new"):
        answer = ada.get(page)
        assert answer.status_code == 200
        assert "<b>%" not in answer.text
        assert "&lt;b&gt;%(x)s 100%" in answer.text


def test_a_set_is_started_with_a_running_order_of_its_kind(app, client_for, cast, now):
    ada = client_for(cast.ada)
    plan = ada.get("/sets/plan?members=2&minutes=60&slot=45&running_order=troika&dates=4").text

    refused = ada.post("/sets", data=_typed(now, running_order="troika", members="6", minutes="60"))
    formed = ada.post(
        "/sets", data=_typed(now, running_order="troika", members="2", minutes="other", other_minutes="60")
    )

    assert "3 slots of 10 minutes fit" in plan
    assert "This format allows suggestions" in plan
    assert (refused.status_code, "2 to 2 seats" in refused.text) == (422, True)
    assert formed.status_code == 303


def test_an_agreement_says_whether_there_is_room_for_suggestions(app, client_for, thursday, cast):
    ada, said = client_for(cast.ada), {"confidentiality": "closed", "sharing": "bid", "ground_rules": "", "seen": "1"}

    ada.post(f"/sets/{thursday.id}/agreements", data={**said, "advice": "suggestions"})
    chosen = ada.post(f"/sets/{thursday.id}/formats", data={"format": "reflecting_team", "minutes": "35"})
    back = ada.post(f"/sets/{thursday.id}/agreements", data={**said, "seen": "2", "advice": "none"})

    assert "Suggestions are welcome" in ada.get(f"/sets/{thursday.id}/agreement").text
    assert (chosen.status_code, back.status_code) == (303, 422)
    assert "Choose one without them first" in back.text


def test_a_running_order_of_which_the_key_is_gone_is_a_sentence_and_its_number_stays(app, client_for, thursday, cast):
    ada = client_for(cast.ada)
    ada.post(f"/sets/{thursday.id}/formats/versions", data=_rows(title="Ours", **{"phases-0-name": "Arrive"}))
    with app.app_context():
        seals.keyring().destroy(f"set:{thursday.id}")

    for page in ("", "/formats", "/formats/own/copies/new", "/dates"):
        answer = ada.get(f"/sets/{thursday.id}{page}")
        assert (answer.status_code, "Arrive" in answer.text) == (200, False)
    assert "These words cannot be read any more" in ada.get(f"/sets/{thursday.id}/formats").text
    assert [each.version for each in _own(app, thursday)] == [1]
    assert 'name="seen" type="hidden" value="1"' in ada.get(f"/sets/{thursday.id}/formats/own/copies/new").text
