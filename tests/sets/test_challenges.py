"""A presenter's challenge: theirs alone until it is brought, theirs when they leave, gone when they delete it."""

from datetime import timedelta

import pytest

from cop.core.database import db
from cop.core.errors import NotVisible, RuleBroken
from cop.sets import queries, rules, service
from cop.sets.models import ChallengeTurn, Commitment, KeptQuestion
from tests.factories.challenges import SENTENCE, a_brought_challenge, a_challenge

pytestmark = pytest.mark.usefixtures("inside")

OTHER = rules.Sheet("Who am I when I am not needed?", level="gentle")


def _count(model):
    return db.session.query(model).count()


def _brought(person, season_date_id):
    turn = queries.brought_to(season_date_id, person.id)
    assert turn is not None
    return turn


def test_nobody_learns_of_a_challenge_until_it_is_brought(thursday, cast, now):
    challenge_id = a_challenge(cast.bo, thursday.id, now=now)
    before = queries.brought_by_others(cast.mina, thursday.id)

    service.bring(cast.bo, challenge_id, season_date_id=thursday.dates[0], now=now)

    assert before == []
    assert queries.brought_by_others(cast.mina, thursday.id) == [queries.Brought("Bo", SENTENCE, 1)]
    assert queries.brought_by_others(cast.bo, thursday.id) == []


@pytest.mark.parametrize("who", ["ada", "mina", "cy", "dee", "eli", "hana", "jo"])
def test_only_its_owner_opens_it(thursday, cast, now, who):
    turn_id = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    question = service.keep_question(cast.bo, turn_id, text="What if nobody rang?", now=now).id
    challenge_id = queries.turn_for(cast.bo, turn_id).challenge_id
    person = getattr(cast, who)

    for door, thing in (
        (queries.challenge_for, challenge_id),
        (queries.turn_for, turn_id),
        (queries.kept_question_for, question),
    ):
        with pytest.raises(NotVisible):
            door(person, thing)
    assert queries.challenges_of(person) == []


def test_doors_to_what_was_made_up_stay_shut(thursday, cast):
    for door in (queries.challenge_for, queries.turn_for, queries.kept_question_for):
        with pytest.raises(NotVisible):
            door(cast.bo, 987654)


def test_a_thread_keeps_the_words_of_each_day(thursday, cast, now):
    first = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    challenge_id = queries.turn_for(cast.bo, first).challenge_id
    service.enter_airtime(thursday.dates[0], credit={}, used={cast.bo.id: 60}, now=now)

    service.rewrite(cast.bo, challenge_id, sheet=OTHER, now=now)
    service.bring(cast.bo, challenge_id, season_date_id=thursday.dates[1], now=now)

    turns = queries.challenge_for(cast.bo, challenge_id).turns
    assert [(turn.number, turn.sentence, turn.level) for turn in turns] == [
        (1, SENTENCE, "stretch"),
        (2, OTHER.sentence, "gentle"),
    ]


def test_what_is_still_to_come_follows_new_words(thursday, cast, now):
    turn_id = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    challenge_id = queries.turn_for(cast.bo, turn_id).challenge_id

    service.rewrite(cast.bo, challenge_id, sheet=OTHER, now=now)

    assert queries.turn_for(cast.bo, turn_id).sentence == OTHER.sentence
    assert _brought(cast.bo, thursday.dates[0]).level == "gentle"


def test_bringing_it_twice_changes_nothing_and_another_takes_its_place(thursday, cast, now):
    first = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    challenge_id = queries.turn_for(cast.bo, first).challenge_id
    again = service.bring(cast.bo, challenge_id, season_date_id=thursday.dates[0], now=now).id

    other = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now, sentence="Another")

    assert again == first
    assert _brought(cast.bo, thursday.dates[0]).id == other
    assert _count(ChallengeTurn) == 1


def test_what_was_written_down_is_not_pushed_out_by_another(thursday, cast, now):
    first = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    service.write_down(cast.bo, first, learnt="I like being needed.", happened="", now=now)

    with pytest.raises(RuleBroken, match="another challenge"):
        a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    service.leave_at_home(cast.bo, thursday.dates[0])

    assert _brought(cast.bo, thursday.dates[0]).learnt == "I like being needed."


def test_nothing_goes_to_the_meeting_of_another_set(thursday, cast, now):
    elsewhere = queries.dates_of(queries.sets_visible_to(cast.cy)[0].id)[0].id
    challenge_id = a_challenge(cast.bo, thursday.id, now=now)

    with pytest.raises(NotVisible):
        service.bring(cast.bo, challenge_id, season_date_id=elsewhere, now=now)


def test_a_question_is_kept_once_and_let_go(thursday, cast, now):
    turn_id = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    for text in ("What if nobody rang?", "  What if nobody rang? ", "Who told you so?"):
        service.keep_question(cast.bo, turn_id, text=text, now=now)
    first, second = queries.turn_for(cast.bo, turn_id).kept

    service.let_go_of_question(cast.bo, second.id)

    assert [each.text for each in queries.turn_for(cast.bo, turn_id).kept] == [first.text]


def test_a_commitment_belongs_to_the_challenge_that_was_brought(thursday, cast, now):
    turn_id = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    when = (now + timedelta(days=9)).date()

    service.commit(
        cast.bo, thursday.id, season_date_id=thursday.dates[0], what="Ask Ana", first_step="Find her", by_when=when,
        now=now,
    )  # fmt: skip

    challenge = queries.challenge_for(cast.bo, queries.turn_for(cast.bo, turn_id).challenge_id)
    assert [each.what for each in challenge.turns[0].planned] == ["Ask Ana"]
    assert challenge.apart == []


def test_deleting_a_challenge_leaves_nothing_of_it(thursday, cast, now):
    turn_id = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)
    service.keep_question(cast.bo, turn_id, text="What if nobody rang?", now=now)
    made = {"what": "Ask Ana", "first_step": "Find her", "by_when": now.date(), "now": now}
    service.commit(cast.bo, thursday.id, season_date_id=thursday.dates[0], **made)

    service.delete_challenge(cast.bo, queries.turn_for(cast.bo, turn_id).challenge_id)

    assert queries.challenges_of(cast.bo) == []
    assert queries.brought_by_others(cast.mina, thursday.id) == []
    assert _count(ChallengeTurn) == _count(KeptQuestion) == 0
    assert [each.what for each in db.session.query(Commitment)] == ["Ring the centre"]


def test_it_stays_with_whoever_leaves_the_set_and_is_shown_there_no_more(thursday, cast, now):
    turn_id = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)

    service.leave(cast.bo, thursday.id, now=now)

    assert queries.turn_for(cast.bo, turn_id).sentence == SENTENCE
    assert queries.brought_by_others(cast.mina, thursday.id) == []
    assert queries.commitment_for(cast.bo, thursday.promise).what == "Ring the centre"
    with pytest.raises(NotVisible):
        service.bring(cast.bo, queries.challenges_of(cast.bo)[0].id, season_date_id=thursday.dates[1], now=now)


def test_taking_it_back_takes_it_from_the_others_page(thursday, cast, now):
    turn_id = a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now)

    service.take_back(cast.bo, turn_id)

    assert queries.brought_by_others(cast.mina, thursday.id) == []
    assert [each.sentence for each in queries.challenges_of(cast.bo, set_id=thursday.id)] == [SENTENCE]


def test_whoever_asked_for_a_slot_and_got_none_has_brought_nothing(thursday, cast, now):
    for person in (cast.bo, cast.mina):
        a_brought_challenge(person, thursday.dates[0], set_id=thursday.id, now=now)

    service.enter_airtime(thursday.dates[0], credit={}, used={cast.bo.id: 600}, now=now)

    assert [each.name for each in queries.brought_by_others(cast.ada, thursday.id)] == ["Bo"]


def test_what_could_be_brought_to_a_meeting(thursday, cast, now):
    a_challenge(cast.bo, thursday.id, now=now, sentence="Another")
    a_brought_challenge(cast.bo, thursday.dates[0], set_id=thursday.id, now=now + timedelta(hours=1))
    a_challenge(cast.mina, thursday.id, now=now)

    found = queries.prepared_for(cast.bo, thursday.id, season_date_id=thursday.dates[0])

    assert [(each.sentence, each.is_brought) for each in found] == [(SENTENCE, True), ("Another", False)]
