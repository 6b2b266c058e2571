"""Looking back on a season: who writes, who reads, and what a newcomer does not."""

import pytest
from sqlalchemy import func, select, text

from cop.core.database import db
from cop.core.errors import NotVisible, RuleBroken
from cop.sets import queries, service
from cop.sets.listeners import close_and_empty
from cop.sets.models import SeasonAnswer
from cop.sets.service import closing
from cop.sets.service.airtime import enter_airtime
from cop.sets.service.reviews import write_review

LINES = {"worth": "I delegate now.", "keep": "The silence.", "change": ""}


@pytest.fixture
def half_way(thursday, clock):
    """Two of four meetings are over."""
    clock.forward(weeks=6)
    return thursday


def write(person, half_way, *, now, half="middle", season=1, **lines):
    return write_review(person, half_way.id, season=season, half=half, lines=LINES | lines, now=now)


def read(person, half_way):
    answers = queries.answers_in(person, queries.set_for(person, half_way.id), season=1)
    return [(each.user.name, each.prompt, str(each.text)) for each in answers]


@pytest.mark.parametrize(
    ("weeks", "half"), [(0, None), (5, None), (6, "middle"), (14, "middle"), (16, "last")]
)  # the second meeting is in five weeks, the last in fifteen
@pytest.mark.usefixtures("inside")
def test_a_review_opens_by_itself(thursday, cast, clock, weeks, half):
    learning_set = queries.set_for(cast.bo, thursday.id)

    assert queries.open_review_in(learning_set, now=clock.forward(weeks=weeks)) == half


@pytest.mark.usefixtures("inside")
def test_a_meeting_that_was_closed_early_opens_it_at_once(thursday, cast, now):
    for date_id in thursday.dates[:2]:
        enter_airtime(date_id, credit={}, used={}, now=now)

    assert queries.open_review_in(queries.set_for(cast.bo, thursday.id), now=now) == "middle"


@pytest.mark.usefixtures("inside")
def test_answers_are_read_by_seat_and_not_by_who_was_first(half_way, cast, clock):
    assert write(cast.mina, half_way, now=clock.now, keep="") == {"worth"}
    write(cast.bo, half_way, now=clock.forward(minutes=1))

    assert read(cast.ada, half_way) == [
        ("Bo", "worth", "I delegate now."), ("Bo", "keep", "The silence."), ("Mina", "worth", "I delegate now."),
    ]  # fmt: skip


@pytest.mark.usefixtures("inside")
def test_what_one_wrote_can_be_changed_and_taken_away(half_way, cast, clock):
    write(cast.bo, half_way, now=clock.now)

    write(cast.bo, half_way, now=clock.now, worth="I delegate.", keep="")

    assert read(cast.mina, half_way) == [("Bo", "worth", "I delegate.")]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("who", ["cy", "dee", "eli", "hana", "jo"])
def test_nobody_outside_looks_back(half_way, cast, clock, who):
    with pytest.raises(NotVisible):
        write(getattr(cast, who), half_way, now=clock.now)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("asked", [{"half": "last"}, {"half": ""}, {"season": 2}, {"season": 0}])
def test_what_is_not_open_is_refused(half_way, cast, clock, asked):
    with pytest.raises(RuleBroken, match="not open now"):
        write(cast.bo, half_way, now=clock.now, **asked)


@pytest.mark.usefixtures("inside")
def test_whoever_joins_later_reads_a_sentence_in_place_of_the_words(half_way, cast, clock):
    write(cast.bo, half_way, now=clock.now)
    service.accept_seat(cast.jo, half_way.id, now=clock.forward(days=1))
    before = read(cast.jo, half_way)
    write(cast.bo, half_way, now=clock.forward(days=1), keep="The breaks.")

    assert {words for _name, _prompt, words in before} == {"[Said before you joined.]"}
    assert ("Bo", "keep", "The breaks.") in read(cast.jo, half_way)
    assert ("Bo", "worth", "[Said before you joined.]") in read(cast.jo, half_way)


@pytest.mark.usefixtures("inside")
def test_the_words_are_sealed_and_go_with_the_set(half_way, cast, clock):
    write(cast.bo, half_way, now=clock.now)
    stored = db.session.scalars(text("SELECT text FROM season_answer")).all()
    db.session.rollback()
    assert all(each.startswith("s1.") for each in stored)

    closing.announce_closing(cast.ada, half_way.id, months=6, now=clock.now)
    close_and_empty(now=clock.forward(days=14))
    assert len(read(cast.mina, half_way)) == 2
    with pytest.raises(RuleBroken, match="has closed"):
        write(cast.bo, half_way, now=clock.now)
    close_and_empty(now=clock.forward(days=190))

    assert db.session.scalar(select(func.count(SeasonAnswer.id))) == 0


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 303), ("bo", 303), ("cy", 404), ("eli", 404), ("hana", 404), ("jo", 404)]
)
def test_who_may_write(client_for, half_way, cast, who, status):
    sent = {"half": "middle", "worth": "A lot."}

    answer = client_for(getattr(cast, who)).post(f"/sets/{half_way.id}/seasons/1/reviews", data=sent)

    assert answer.status_code == status


def test_the_set_reads_it_on_its_page_until_the_season_ends(client_for, half_way, cast, clock):
    page, bo = f"/sets/{half_way.id}", client_for(cast.bo)
    before = bo.get(page).text
    bo.post(f"{page}/seasons/1/reviews", data={"half": "middle", "worth": "A lot."})
    own = bo.get(f"{page}/seasons/1").text
    later = client_for(cast.mina).get(page).text

    assert "You are half-way" in before
    assert "A lot.</textarea>" in own.replace("\n", "")
    assert "A lot." in later
    clock.forward(weeks=10)
    assert "The season is over" not in later
    assert "Your last meeting of the season is over" in client_for(cast.mina).get(page).text


def test_words_for_a_review_that_has_closed_meanwhile_are_kept(client_for, half_way, cast, clock):
    clock.forward(weeks=10)

    answer = client_for(cast.bo).post(
        f"/sets/{half_way.id}/seasons/1/reviews", data={"half": "middle", "worth": "Kept words"}
    )

    assert (answer.status_code, "Kept words" in answer.text) == (422, True)


def test_a_season_in_which_nothing_is_open_has_no_form(client_for, thursday, cast):
    page = client_for(cast.bo).get(f"/sets/{thursday.id}/seasons/1").text

    assert "Nobody has written about this season." in page
    assert "Let the set read it" not in page
