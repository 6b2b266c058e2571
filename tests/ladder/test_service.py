"""Words on their way: chosen by their writer alone, with everybody named agreeing, and taken back at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from cop.communities import service as communities
from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.core.models import Job
from cop.discussions import service as talking
from cop.discussions.models import Post, Thread
from cop.discussions.queries import posts_of, threads_visible_to
from cop.ladder import queries, rules, service
from cop.ladder.models import Climb, ClimbAsk
from cop.moderation import service as moderation
from cop.moderation.rules import Which
from cop.people.facts import PersonErased
from cop.sets.models import Agreement, ChallengeTurn, Commitment, ReviewLine, SeasonAnswer, Seat
from cop.sets.service import closing
from cop.stories.models import StoryDraft
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.sets import an_agreement
from tests.ladder.conftest import LEARNT

pytestmark = pytest.mark.usefixtures("inside")


def begun(room, now, *, key=None, words=LEARNT, title="A question of time"):
    """The number of words on their way to the wide space, as Bo would have them read."""
    climb_id = service.begin(room.bo, key or room.piece, space_id=room.wide, now=now).id
    return service.keep(room.bo, climb_id, title=title, words=words, now=now).id


def sent(room, climb_id, now, **how):
    climb = queries.climb_for(room.bo, climb_id)
    return service.send(room.bo, climb_id, seen=rules.digest(climb.title, climb.words), now=now, **how)


def answered(room, who, now, *, yes):
    (ask,) = queries.asks_to(who)
    service.answer(who, ask.id, yes=yes, seen=rules.digest(ask.words), now=now)


def put(*rows):
    with transaction() as tx:
        tx.session.add_all(rows)
    return [each.id for each in rows]


def test_everybody_named_agrees_and_then_they_are_read_there(app, room, now):
    piece, climb_id = queries.piece_for(room.bo, room.piece), begun(room, now)
    step = next(each for each in queries.steps_for(room.bo, piece, on=now.date()) if each.space.id == room.wide)
    for _ in range(2):
        service.ask_named(room.bo, climb_id, now=now)
    with pytest.raises(RuleBroken, match="has not said yes"):
        sent(room, climb_id, now)
    jobs.run_all(now=now)
    asked = [each.words for each in queries.asks_to(room.mina)]
    answered(room, room.mina, now, yes=True)
    named = queries.named_by(room.bo, queries.climb_for(room.bo, climb_id), piece=piece)
    sent(room, climb_id, now)
    climb = queries.climb_for(room.bo, climb_id)
    (letter,) = app.extensions["cop_mailer"].sent

    assert (queries.readers_now(room.bo, piece, on=now.date()), step.readers.people, step.by_anybody) == (1, 5, False)
    assert asked == ["Mina saw it first."]
    assert [(each.name, each.asked, each.agreed) for each in named] == [("Mina", True, True)]
    assert [each for each in ("Mina saw", "Harbour", "Bo") if each in letter.get_content()] == []
    assert [each.title for each in threads_visible_to(room.cast.gil, space_id=room.wide)] == ["A question of time"]
    assert (climb.title, climb.words, climb.origin) == ("", "", room.piece)


def test_what_is_sent_is_not_changed_any_more_and_taken_back_at_once(room, now):
    climb_id = begun(room, now)
    service.ask_named(room.bo, climb_id, now=now)
    answered(room, room.mina, now, yes=True)
    thread_id = sent(room, climb_id, now)
    with pytest.raises(RuleBroken, match="have been sent"):
        service.keep(room.bo, climb_id, title="Late", words="Late.", now=now)
    with pytest.raises(RuleBroken, match="has been sent"):
        service.answer(room.mina, db.session.scalars(select(ClimbAsk.id)).one(), yes=False, seen="", now=now)
    service.take_back(room.bo, climb_id, now=now)

    assert (db.session.get(Thread, thread_id), db.session.scalars(select(Climb.id)).all()) == (None, [])
    assert db.session.scalars(select(ClimbAsk.id)).all() == []


def test_a_no_looks_like_silence_and_is_not_asked_away(app, room, now):
    climb_id = begun(room, now)
    piece = queries.piece_for(room.bo, room.piece)
    service.ask_named(room.bo, climb_id, now=now)
    silent = queries.named_by(room.bo, queries.climb_for(room.bo, climb_id), piece=piece)
    answered(room, room.mina, now, yes=False)
    refused = queries.named_by(room.bo, queries.climb_for(room.bo, climb_id), piece=piece)
    service.keep(room.bo, climb_id, title="A question", words="Mina was first.", now=now)
    service.ask_named(room.bo, climb_id, now=now)

    assert refused == silent
    assert not queries.asks_to(room.mina)
    service.put_away(room.bo, climb_id)
    again = begun(room, now)
    service.ask_named(room.bo, again, now=now + timedelta(days=29))
    assert not queries.asks_to(room.mina)
    assert queries.still_missing(room.bo, queries.climb_for(room.bo, again), piece=piece)
    service.put_away(room.bo, again)
    later = begun(room, now)
    service.ask_named(room.bo, later, now=now + timedelta(days=31))
    assert len(queries.asks_to(room.mina)) == 1
    service.keep(room.bo, later, title="A question", words="It can wait.", now=now)
    jobs.run_all(now=now + timedelta(days=31))
    assert (app.extensions["cop_mailer"].sent, queries.asks_to(room.mina)) == ([], []), "nobody is asked about no words"
    assert db.session.get_one(Thread, sent(room, later, now)).title == "A question"


def test_whoever_begins_anew_and_anew_has_one_letter_written(app, room, now):
    for _ in range(3):
        climb_id = begun(room, now)
        service.ask_named(room.bo, climb_id, now=now)
        service.put_away(room.bo, climb_id)
    service.ask_named(room.bo, begun(room, now), now=now)
    letters = select(Job.payload).where(Job.kind == "mail.send")

    assert len([each for each in db.session.scalars(letters) if "ladder" in each["template"]]) == 1
    assert len(queries.asks_to(room.mina)) == 1


def test_only_those_inside_know_a_name_that_goes_nowhere_else(room, now):
    hana = room.cast.hana
    apart = a_community(room.cast, preset="confidential", now=now, name="The Quiet Circle")
    inside = a_space(apart, by=hana, preset="confidential", now=now, named=[room.bo, room.cast.ada], name="The Vault")
    there = a_space(apart, by=hana, preset="confidential", now=now, name="The Porch")
    post = posts_of(a_thread(room.bo, inside, now=now), page=1)[0].id
    piece = queries.piece_for(room.bo, f"post:{post}")

    assert queries.hidden_names(room.bo, piece, into=there) == ["The Vault"]
    assert queries.hidden_names(room.bo, piece, into=room.wide) == ["The Vault", "The Quiet Circle"]


def test_a_guest_finds_nobody_out_but_those_who_talk(room, now):
    thread = a_thread(room.cast.ada, room.wide, now=now)
    seat = {"email": room.cast.cy.email, "until": now + timedelta(days=9), "now": now}
    talking.seat_guest(room.cast.hana, thread, **seat)
    post = talking.reply(room.cast.cy, thread, body="Gil and Ada, hello.", now=now).id
    piece = queries.piece_for(room.cast.cy, f"post:{post}")

    assert [each.name for each in queries.company_of(room.cast.cy, piece)] == ["Ada"]


def test_a_guest_does_not_find_out_who_wrote_without_a_name(room, now):
    thread = a_thread(room.cast.ada, room.wide, now=now)
    with transaction():
        db.session.execute(update(Post).where(Post.thread_id == thread).values(unnamed=True))
    seat = {"email": room.cast.cy.email, "until": now + timedelta(days=9), "now": now}
    talking.seat_guest(room.cast.hana, thread, **seat)
    post = talking.reply(room.cast.cy, thread, body="Ada, hello.", now=now).id

    assert queries.company_of(room.cast.cy, queries.piece_for(room.cast.cy, f"post:{post}")) == []


def test_of_what_is_asked_privately_only_those_few_are_counted(room, now):
    asked = talking.ask_coordinators(
        room.bo, room.wide, title="Who may ask?", body="I would rather not say.", now=now
    ).id
    post = posts_of(asked, page=1)[0].id
    piece = queries.piece_for(room.bo, f"post:{post}")

    assert queries.readers_now(room.bo, piece, on=now.date()) == 2  # he, and Hana who coordinates


def test_other_words_need_another_yes_and_nobody_answers_what_they_did_not_read(room, now):
    climb_id = begun(room, now)
    service.ask_named(room.bo, climb_id, now=now)
    (ask,) = queries.asks_to(room.mina)
    seen = rules.digest(ask.words)
    service.keep(room.bo, climb_id, title="A question", words="Mina saw it late.", now=now)
    with pytest.raises(Stale):
        service.answer(room.mina, ask.id, yes=True, seen=seen, now=now)
    answered(room, room.mina, now, yes=True)
    service.keep(room.bo, climb_id, title="A question", words="Mina never saw it.", now=now)

    with pytest.raises(RuleBroken, match="has not said yes"):
        sent(room, climb_id, now)
    service.ask_named(room.bo, climb_id, now=now)
    assert [each.words for each in queries.asks_to(room.mina)] == ["Mina never saw it."]
    with pytest.raises(Stale):
        service.send(room.bo, climb_id, seen="another", now=now)
    with transaction() as tx:
        tx.session.execute(update(type(room.mina)).where(type(room.mina).id == room.mina.id).values(name="Wilhelmina"))
    with pytest.raises(RuleBroken, match="has not said yes"):
        sent(room, climb_id, now)


def test_it_goes_only_where_its_writer_writes_when_it_goes(room, now):
    climb_id = begun(room, now, words="It can wait.")
    communities.remove(room.cast.hana, room.community, person_id=room.bo.id, now=now)

    with pytest.raises(RuleBroken, match="cannot write there"):
        sent(room, climb_id, now)
    service.put_away(room.bo, climb_id)
    assert queries.climbs_of(room.bo) == []


def _written(room, now):
    """What Bo has written in the set, by its piece, with how many read it."""
    of_set = {"set_id": room.set, "user_id": room.bo.id}
    made = {"made_at_id": room.first, "by_when": now.date(), "created_at": now, "first_step": "F"}
    line = {"season_date_id": room.first, "number": 1, "held_on": now.date(), "written_at": now}
    own, heard, kept, shared, answer = put(
        Commitment(**of_set, **made, what="Ring.", learnt="Less."),
        Commitment(**of_set, **made, what="Heard.", written_by_id=room.cast.ada.id),
        ReviewLine(**of_set, **line, prompt="learnt", text="Alone."),
        ReviewLine(**of_set, **line, prompt="working", text="Shared.", shared_at=now),
        SeasonAnswer(**of_set, season=1, half="middle", prompt="working", text="Together.", written_at=now),
    )
    return heard, {
        room.piece: (LEARNT, 1), f"promise:{own}": ("Ring.", 3), f"gained:{own}": ("Less.", 3),
        f"line:{kept}": ("Alone.", 1), f"line:{shared}": ("Shared.", 3), f"answer:{answer}": ("Together.", 3),
    }  # fmt: skip


def test_only_ones_own_words_have_a_door(room, now):
    cast, (heard, written) = room.cast, _written(room, now)
    pieces = queries.pieces_of(room.bo)
    found = {each.key: (each.words, queries.readers_now(room.bo, each, on=now.date())) for each in pieces}

    assert found == written
    for key in (f"promise:{heard}", f"happened:{room.turn}", "kept:1", "post:9"):
        with pytest.raises(NotVisible):
            queries.piece_for(room.bo, key)
    for key in found:
        for other in (cast.ada, cast.mina, cast.hana, cast.eli):
            with pytest.raises(NotVisible):
                queries.piece_for(other, key)
    assert queries.pieces_of(cast.ada) == []


def test_a_set_that_agreed_that_nothing_leaves_it_holds_its_words(room, now):
    piece = queries.piece_for(room.bo, room.piece)
    climb_id = begun(room, now, words="It can wait.")
    with transaction() as tx:
        tx.session.execute(update(Agreement).values(confidentiality="closed"))
    for step in (lambda: begun(room, now), lambda: sent(room, climb_id, now)):
        with pytest.raises(NotAllowed, match="nothing leaves it"):
            step()
    an_agreement(room.set, accepted_by=[room.cast.ada, room.bo], now=now, version=2)
    assert not queries.lets_out(room.bo, piece), "Mina has not said yes to it"
    with transaction() as tx:
        tx.session.execute(update(Seat).where(Seat.user_id == room.bo.id).values(state="left", left_at=now))
    assert queries.lets_out(room.bo, piece), "whoever leaves is held to the last agreement that they made"
    with transaction() as tx:
        tx.session.execute(update(Agreement).where(Agreement.version == 2).values(confidentiality="closed"))
    assert not queries.lets_out(room.bo, piece)
    assert not queries.lets_out(room.bo, queries.Piece(piece.key, "x", now.date())), "a set that is there no more"


def test_whoever_left_finds_out_nothing_by_typing_names(room, now):
    later, cast = now + timedelta(days=9), room.cast
    seat = {"set_id": room.set, "invited_by_id": cast.ada.id, "invited_at": now, "position": 9}
    put(
        Seat(**seat, user_id=cast.gil.id, state="accepted", joined_at=later),
        Seat(**seat, user_id=cast.hana.id, state="left", joined_at=now - timedelta(9), left_at=now - timedelta(1)),
    )  # fmt: skip
    piece = queries.piece_for(room.bo, room.piece)
    assert {each.name for each in queries.company_of(room.bo, piece)} == {"Ada", "Mina", "Gil"}
    assert queries.hidden_names(room.bo, piece, into=room.wide) == ["The Harbour set"]

    with transaction() as tx:
        gone = {"state": "left", "left_at": later - timedelta(days=1)}
        tx.session.execute(update(Seat).where(Seat.user_id == room.bo.id).values(gone))

    assert {each.name for each in queries.company_of(room.bo, piece)} == {"Ada", "Mina"}
    assert queries.hidden_names(room.bo, piece, into=room.wide) == []


def test_a_post_goes_further_without_what_it_quotes_and_never_where_it_is_hidden(room, now):
    cast = room.cast
    thread = a_thread(cast.ada, room.narrow, now=now, body="Quokkas.")
    quoting = f"> [Ada](/threads/{thread}?page=1#post-1):\n>\n> Quokkas.\n\nThey sing, says Grace Hall."
    post = talking.reply(room.bo, thread, body=quoting, now=now).id
    piece = queries.piece_for(room.bo, f"post:{post}")

    assert (piece.words, queries.readers_now(room.bo, piece, on=now.date())) == ("They sing, says Grace Hall.", 3)
    assert queries.lets_out(room.bo, piece)
    assert queries.hidden_names(room.bo, piece, into=room.wide) == []
    assert {(each.name, each.close) for each in queries.company_of(room.bo, piece)} == {("Ada", True), ("Hana", False)}
    assert room.narrow not in {each.space.id for each in queries.steps_for(room.bo, piece, on=now.date())}
    with pytest.raises(NotVisible):
        queries.piece_for(cast.ada, f"post:{post}")
    with pytest.raises(NotVisible):
        service.begin(room.bo, f"post:{post}", space_id=room.narrow, now=now)
    climb_id = begun(room, now, key=f"post:{post}", words="They sing.")
    moderation.decide(cast.hana, Which("post", post), decision="hidden", reason="No.", now=now)
    with pytest.raises(NotVisible):
        sent(room, climb_id, now)


def test_as_a_story_they_are_a_draft_of_their_writer_alone(room, now):
    climb_id = begun(room, now, words="It can wait.")
    draft = db.session.get_one(StoryDraft, sent(room, climb_id, now, as_story=True))

    assert (draft.author_id, draft.title, draft.reach) == (room.bo.id, "A question of time", f"space:{room.wide}")
    assert draft.answers == {"text": "It can wait."}
    assert db.session.scalars(select(Climb.id)).all() == []


def test_what_others_answered_stays_when_it_is_taken_back(room, now):
    climb_id = begun(room, now, words="It can wait.")
    thread_id = sent(room, climb_id, now)
    first = posts_of(thread_id, page=1)[0].id
    quoting = f"> [Bo](/threads/{thread_id}?page=1#post-{first}):\n>\n> It can wait.\n\nHere too."
    talking.reply(room.mina, thread_id, body=quoting, now=now)
    with pytest.raises(NotAllowed):
        talking.withdraw(room.mina, thread_id, now=now)
    service.take_back(room.bo, climb_id, now=now)

    assert db.session.get_one(Thread, thread_id).title == "A conversation whose beginning was removed"
    left = db.session.scalars(select(Post.source).where(Post.thread_id == thread_id).order_by(Post.id)).all()
    assert left[0] == ""
    assert "can wait" not in left[1]
    with pytest.raises(NotVisible):
        service.take_back(room.bo, climb_id, now=now)


def test_there_is_an_end_to_what_one_begins_and_to_whom_one_names(room, now):
    for _ in range(rules.MOST_BEGUN):
        climb_id = service.begin(room.bo, room.piece, space_id=room.wide, now=now).id
    with pytest.raises(RuleBroken, match="have begun"):
        service.begin(room.bo, room.piece, space_id=room.wide, now=now)
    names = ("Nia", "Omar", "Pia", "Quin")
    with transaction() as tx:
        for at, (name, person) in enumerate(zip(names, (room.cast.cy, room.cast.dee, room.cast.fay, room.cast.eli),
                                                strict=True)):  # fmt: skip
            tx.session.execute(update(type(person)).where(type(person).id == person.id).values(name=name))
            tx.session.add(Seat(set_id=room.set, user_id=person.id, state="accepted", joined_at=now, position=20 + at,
                                invited_by_id=person.id, invited_at=now))  # fmt: skip
    service.keep(room.bo, climb_id, title="All", words="Ada, Mina, Nia, Omar, Pia and Quin.", now=now)
    with pytest.raises(RuleBroken, match="more than 5"):
        service.ask_named(room.bo, climb_id, now=now)
    with pytest.raises(RuleBroken, match="not read there"):
        service.take_back(room.bo, climb_id, now=now)
    with pytest.raises(NotVisible):
        service.put_away(room.mina, climb_id)


def test_what_goes_with_whoever_goes(room, now):
    """Whoever is erased is asked no more and named in nothing that was about to be sent; a set's words end with it."""
    climb_id = begun(room, now)
    service.ask_named(room.bo, climb_id, now=now)
    said = {"season": 1, "half": "middle", "prompt": "working", "text": "T."}
    (answer,) = put(SeasonAnswer(set_id=room.set, user_id=room.bo.id, written_at=now, **said))
    of_set = begun(room, now, key=f"answer:{answer}", words="Together.")
    with transaction() as tx:
        service.forget(tx, room.mina.id)
    assert db.session.scalars(select(Climb.id)).all() == [of_set]
    assert db.session.scalars(select(ClimbAsk.id)).all() == []

    own = begun(room, now, words="It can wait.")
    closing.announce_closing(room.cast.ada, room.set, months=6, now=now)
    then = now + timedelta(days=15)
    closing.close_due(now=then)
    closing.empty(room.set, now=then + timedelta(days=200))
    assert db.session.scalars(select(Climb.id)).all() == [own]
    assert not queries.lets_out(room.bo, queries.piece_for(room.bo, room.piece))
    with transaction() as tx:
        tx.announce(PersonErased(room.bo.id, keeps_words=True))
    assert db.session.scalars(select(Climb.id)).all() == []
    assert db.session.scalars(select(ChallengeTurn.id)).all() == []
