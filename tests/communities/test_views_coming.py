"""The pages of inviting and of being invited, person by person."""

import io
import re

import pytest

from cop.communities import queries
from cop.core import jobs
from tests.factories.communities import a_community, a_space
from tests.factories.people import a_user

NOBODY = {"hana": 200, "ada": 200, "bo": 403, "gil": 403, "cy": 403, "nobody": 303}
LINES = "email,name\nlee@example.org,=Lee()\nnobody,\n"


@pytest.fixture
def home(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        a_space(community_id, by=cast.hana, now=now)
        return f"/communities/{community_id}"


def browser(app, client_for, person):
    return client_for(person) if person else app.test_client()


def token_in_letters(app, now):
    with app.app_context():
        jobs.run_all(now=now)
    [letter] = app.extensions["cop_mailer"].sent
    [path] = re.findall(r"/invited/\w+", letter.get_content())
    return path


@pytest.mark.parametrize("address", ["/invitations", "/invitations/files"])
def test_who_sees_the_pages_of_inviting(app, client_for, cast, home, address):
    found = {who: browser(app, client_for, getattr(cast, who)).get(home + address).status_code for who in NOBODY}

    assert found == NOBODY


def test_a_newcomer_says_yes_makes_an_account_and_lands_in_the_community(app, client_for, cast, home, now):
    hana = client_for(cast.hana)
    wrong = hana.post(f"{home}/invitations", data={"addresses": "Lee", "role": "member"})
    sent = hana.post(f"{home}/invitations", data={"addresses": "lee@example.org", "role": "member", "spaces": []})
    lee, path = app.test_client(), token_in_letters(app, now)
    looked = lee.get(path)
    account = lee.post(f"{path}/acceptances").headers["Location"]
    came = lee.post(account, data={"name": "Lee Park", "time_zone": "Europe/London"})

    assert (wrong.status_code, sent.status_code, looked.status_code) == (422, 303, 200)
    assert "“Lee” is not an email address." in wrong.text
    assert came.headers["Location"] == home
    assert "Who is here" in lee.get(home).text
    assert "This invitation is spent" in lee.get(path).text
    assert "Joined" in hana.get(f"{home}/invitations").text


def test_whoever_has_an_account_signs_in_and_comes_in(app, client_for, cast, home, now):
    client_for(cast.hana).post(f"{home}/invitations", data={"addresses": "cy@example.org", "role": "observer"})
    path = token_in_letters(app, now)
    signed_out, cy, fay = app.test_client(), client_for(cast.cy), client_for(cast.fay)
    led = signed_out.post(f"{path}/acceptances").headers["Location"]

    assert led == f"/sign-in?next={path}"
    assert "You are asked into" in cy.get("/").text
    assert fay.post(f"{path}/acceptances").status_code == 403
    assert "for another address" in fay.get(path).text
    assert cy.post(f"{path}/acceptances").headers["Location"] == home
    assert cy.post(f"{path}/acceptances").status_code == 422


def test_somebody_declines_and_wants_no_more(app, client_for, cast, home, now):
    hana, visitor = client_for(cast.hana), app.test_client()
    hana.post(f"{home}/invitations", data={"addresses": "lee@example.org", "role": "member"})
    path = token_in_letters(app, now)
    led = visitor.post(f"{path}/refusals", data={"never_again": "y"})

    assert visitor.get(led.headers["Location"]).status_code == 200
    assert "Declined" in hana.get(f"{home}/invitations").text
    assert visitor.post(f"{path}/refusals").status_code == 422
    assert "This invitation is spent" in visitor.get(path).text


def test_a_coordinator_makes_a_link_and_ends_it(app, client_for, cast, home):
    hana, ada, visitor = client_for(cast.hana), client_for(cast.ada), app.test_client()
    assert hana.post(f"{home}/invitations/links", data={"most": "26", "role": "member"}).status_code == 422
    assert ada.post(f"{home}/invitations/links", data={"most": "5", "role": "member"}).status_code == 403
    assert hana.post(f"{home}/invitations/links", data={"most": "5", "role": "member"}).status_code == 303
    page = hana.get(f"{home}/invitations").text
    [path] = re.findall(r"/invited/\w+", page)
    [ending] = re.findall(rf"{home}/invitations/links/\d+/endings", page)

    assert visitor.post(f"{path}/letters", data={"email": ""}).status_code == 422
    assert visitor.post(f"{path}/letters", data={"email": "lee@example.org"}).status_code == 303
    assert "/invited/" not in ada.get(f"{home}/invitations").text
    assert hana.post(ending).status_code == 303
    assert "This invitation is spent" in visitor.get(path).text


def test_a_file_is_looked_at_then_sent_and_its_outcome_downloaded(app, client_for, cast, home):
    hana, ada = client_for(cast.hana), client_for(cast.ada)
    address = f"{home}/invitations/files"
    upload = {"file": (io.BytesIO(LINES.encode()), "people.csv"), "text": ""}
    looked = hana.post(address, data=upload, content_type="multipart/form-data")
    unread = hana.post(address, data={"text": "colour\nred"})
    nobody = hana.post(address, data={"text": "email\nnobody", "sure": "yes"})
    sent = hana.post(address, data={"text": LINES, "sure": "yes"})
    led = sent.headers["Location"]

    assert (looked.status_code, unread.status_code, nobody.status_code, sent.status_code) == (200, 422, 422, 303)
    assert "One line cannot be taken" in looked.text
    assert "Invite this person" in looked.text
    assert "Left out" in hana.get(led).text
    assert "2,lee@example.org,'=Lee(),,member,waiting,2026-11-26," in hana.get(f"{led}/outcome.csv").text
    assert ada.get(led).status_code == 404


def test_an_invitation_is_taken_back(app, client_for, cast, home, now):
    hana = client_for(cast.hana)
    hana.post(f"{home}/invitations", data={"addresses": "lee@example.org", "role": "member"})
    [withdrawal] = re.findall(rf"{home}/invitations/\d+/withdrawals", hana.get(f"{home}/invitations").text)

    assert hana.post(withdrawal).status_code == 303
    assert "Taken back" in hana.get(f"{home}/invitations").text


def test_the_page_of_a_confidential_invitation_names_the_place_only_to_whom_it_is_for(
    app, client_for, cast, now, clock
):
    with app.app_context():
        community_id = a_community(cast, preset="confidential", now=now, name="Qzx-secret")
    hana, address = client_for(cast.hana), f"/communities/{community_id}/invitations"
    asked = {"role": "member", "name": "Cy"}
    two = hana.post(address, data={**asked, "addresses": "a@example.org b@example.org"})
    hana.post(address, data={**asked, "addresses": "cy@example.org"})
    later = clock.forward(days=1)
    with app.app_context():
        jobs.run_all(now=later)
    [letter] = [each for each in app.extensions["cop_mailer"].sent if each["To"] == "cy@example.org"]
    [path] = re.findall(r"/invited/\w+", letter.get_content())

    assert two.status_code == 422
    assert "Cy, by Hana" in client_for(cast.bo).get(f"/communities/{community_id}/members").text
    assert "Qzx-secret" not in app.test_client().get(path).text
    assert "Qzx-secret" not in client_for(cast.fay).get(path).text
    assert "Qzx-secret" in client_for(cast.cy).get(path).text


def test_hostile_names_stay_words(app, client_for, cast, home):
    lines = "email,name\nlee@example.org,<script>alert(1)</script>\n<b>x</b>,\n"
    page = client_for(cast.hana).post(f"{home}/invitations/files", data={"text": lines}).text

    assert "<script>alert(1)" not in page
    assert "<b>x" not in page
    with app.app_context():
        assert a_user("Lee").id not in queries.members_in(int(home.rpartition("/")[2]))


def test_an_outsider_asks_to_come_in_and_is_let_in(app, client_for, cast, home):
    hana, ada, bo, cy = (client_for(getattr(cast, who)) for who in ("hana", "ada", "bo", "cy"))
    too_long = hana.post(f"{home}/requests/questions", data={"question_1": "a" * 201})
    hana.post(f"{home}/requests/questions", data={"question_1": "Why now?"})
    empty = cy.post(f"{home}/requests/new", data={"answer_1": ""})
    assert (too_long.status_code, empty.status_code) == (422, 422)
    assert "Ask to come in" in cy.get(home).text
    assert cy.post(f"{home}/requests/new", data={"answer_1": "A <b>talk</b>."}).status_code == 303
    assert "usually within 3 days" in cy.get(f"{home}/requests/new").text
    page = hana.get(f"{home}/requests").text
    [decision] = set(re.findall(rf"{home}/requests/\d+/decisions", page))

    assert "A &lt;b&gt;talk&lt;/b&gt;." in page
    assert "A coordinator answers." in ada.get(f"{home}/requests").text
    assert bo.get(f"{home}/requests").status_code == 403
    assert hana.post(decision, data={"sentence": ""}).status_code == 422
    assert hana.post(decision, data={"yes": "1"}).status_code == 303
    assert "Who is here" in cy.get(home).text
    assert "you are in already" in cy.get(f"{home}/requests/new").text


def test_somebody_takes_their_request_back_or_reads_a_kind_no(client_for, cast, home):
    hana, cy = client_for(cast.hana), client_for(cast.cy)
    cy.post(f"{home}/requests/new")
    [back] = re.findall(rf"{home}/requests/\d+/withdrawals", cy.get(f"{home}/requests/new").text)
    assert cy.post(back).status_code == 303
    cy.post(f"{home}/requests/new")
    [decision] = set(re.findall(rf"{home}/requests/\d+/decisions", hana.get(f"{home}/requests").text))
    hana.post(decision, data={"sentence": "In spring, when there is room."})

    assert "In spring, when there is room." in cy.get(f"{home}/requests/new").text


def test_a_newcomer_is_welcomed(client_for, cast, home, clock):
    ada, mina = client_for(cast.ada), client_for(cast.mina)
    clock.forward(days=2)
    page = ada.get(home).text
    assert "Welcome Mina" in page
    assert "more than a day ago" in page
    assert "Welcome Bo" not in mina.get(home).text
    assert ada.post(f"{home}/welcomes", data={"person_id": "x"}).status_code == 400
    assert ada.post(f"{home}/welcomes", data={"person_id": cast.mina.id}).status_code == 303

    assert "Welcome Mina" not in ada.get(home).text
    assert "Ada welcomes you" in mina.get(home).text


@pytest.mark.parametrize("address", ["", "/members", "/invitations", "/requests", "/openness"])
def test_the_masthead_says_where_one_is_on_every_page_of_a_community(client_for, cast, home, address):
    page = client_for(cast.hana).get(home + address).text

    assert re.findall(r'href="([^"]+)" aria-current="page"', page)[:1] == ["/communities"]
