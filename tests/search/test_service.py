"""What is found by whom, on both databases: each change is told to the index by the database itself."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from cop.communities import service as communities
from cop.communities.models import Space
from cop.communities.queries import spaces_visible_to
from cop.communities.rules import PRESETS
from cop.core.database import db, transaction
from cop.discussions import service as talking
from cop.discussions.models import Post, Thread
from cop.discussions.rules import Claim
from cop.gatherings import service as gatherings
from cop.people.facts import PersonErased
from cop.search import queries
from cop.search.queries import found, guesses, matching
from cop.search.rules import COMMON, Asked
from cop.stories import service as telling
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.gatherings import a_gathering
from tests.factories.organisations import an_organisation
from tests.factories.stories import a_story

INSIDE = ("hana", "ada", "bo", "mina", "gil")
OUTSIDE = ("cy", "dee", "eli", "nobody")
SIGNED_IN = (*INSIDE, "cy", "dee", "eli")
pytestmark = pytest.mark.usefixtures("whole")


def _first(thread_id):
    return db.session.scalars(select(Post.id).where(Post.thread_id == thread_id)).first()


def test_abuse_03_everybody_finds_what_their_lists_show_and_nothing_else(cast, placed, find, now):
    here, room, inner = placed
    a_question = a_thread(cast.bo, room, now=now, title="A question", body="Is singing good for whoever SINGS?")
    readers = {
        ("post", _first(a_question)): INSIDE,
        ("thread", a_thread(cast.bo, inner, now=now, title="Singing at night", body="Well?")): ("hana", "bo"),
        ("story", a_story(cast.bo, f"community:{here}", now=now, body="They were singing.")): INSIDE,
        ("story", a_story(cast.hana, f"public:{here}", now=now, title="Singing out", body="So.")): (*INSIDE, *OUTSIDE),
        ("story", a_story(cast.mina, now=now, title="Alone", body="I sang, singing.")): ("mina",),
        ("gathering", a_gathering(room, by=cast.ada, now=now, title="An hour of singing")): INSIDE,
        ("space", a_space(here, by=cast.hana, now=now, name="Singing lessons")): INSIDE,
        ("community", communities.found(cast.cy, name="Singing", purpose="P", preset="private", now=now).id): SIGNED_IN,
        ("organisation", an_organisation("Singing Trust")): SIGNED_IN,
        ("organisation", an_organisation("Singing Guild", valid_to=now.date() - timedelta(days=1))): (),
    }

    for who in (*INSIDE, *OUTSIDE):
        expected = {thing for thing, may in readers.items() if who in may}
        found = find(getattr(cast, who), "SINGINGS")
        assert set(found) == expected, who
        assert len(found) == len(expected), who


def test_abuse_04_28_what_happens_to_a_thing_happens_to_what_is_found(cast, placed, find, now):
    here, room, inner = placed
    post = _first(a_thread(cast.bo, room, now=now, title="One", body="Marigolds."))
    story = a_story(cast.bo, f"community:{here}", now=now, title="Marigolds", body="B")
    thread = a_thread(cast.hana, inner, now=now, title="Marigolds", body="B")

    assert set(find(cast.hana, "marigold")) == {("post", post), ("story", story), ("thread", thread)}
    talking.edit(cast.bo, post, body="Tulips.", now=now)
    assert ("post", post) in find(cast.hana, "tulip")
    telling.withdraw(cast.bo, story, now=now)
    assert find(cast.hana, "marigolds") == find(cast.bo, "marigolds") == [("thread", thread)]
    communities.unname_member(cast.hana, inner, person_id=cast.bo.id, now=now)
    assert find(cast.bo, "marigolds") == []
    assert find(cast.mina, "tulips") == [("post", post)]
    communities.ban(cast.hana, here, person_id=cast.mina.id, now=now)
    assert find(cast.mina, "tulips") == []
    _erase(cast.bo)
    assert find(cast.hana, "tulips") == []
    assert find(cast.hana, "marigolds") == [("thread", thread)]


def test_what_moves_is_found_where_it_stands_and_what_goes_with_its_place_is_gone(cast, placed, find, now):
    _, room, inner = placed
    thread = a_thread(cast.bo, room, now=now, title="Marigolds", body="Marigolds in a jar")
    post = _first(thread)

    with transaction() as tx:
        tx.session.execute(update(Thread).where(Thread.id == thread).values(space_id=inner))
    assert (find(cast.ada, "marigolds"), len(find(cast.bo, "marigolds"))) == ([], 2)
    with transaction() as tx:
        tx.session.execute(update(Thread).where(Thread.id == thread).values(space_id=room))
    assert find(cast.ada, "marigolds jar") == [("post", post)]
    with transaction() as tx:
        tx.session.execute(delete(Space).where(Space.id == room))
    assert find(cast.bo, "marigolds") == []


@pytest.mark.parametrize("most_places", [200, 0])
def test_nothing_sealed_is_found_by_anybody_whenever_it_was_sealed(cast, placed, find, now, monkeypatch, most_places):
    monkeypatch.setattr(found, "MOST_PLACES", most_places)
    here, room, inner = placed
    a_community(cast, now=now, name="Elsewhere")
    sealed = communities.found(cast.hana, name="Marigold", purpose="P", preset="confidential", now=now).id
    a_thread(cast.hana, spaces_visible_to(cast.hana, sealed)[0].id, now=now, title="Marigolds", body="Marigolds")
    a_story(cast.hana, f"community:{sealed}", now=now, title="Marigolds")
    a_gathering(spaces_visible_to(cast.hana, sealed)[0].id, by=cast.hana, now=now, title="Marigolds")
    assert find(cast.hana, "marigolds") == []

    a_thread(cast.hana, room, now=now, title="Tulips", body="Tulips")
    for reach in (f"community:{here}", f"space:{inner}"):
        a_story(cast.bo, reach, now=now, title="Tulips")
    a_gathering(room, by=cast.hana, now=now, title="Tulips")
    assert len(find(cast.hana, "tulips")) == 5
    axes = PRESETS["confidential"]
    communities.change_community(cast.hana, here, axes=axes, seen=PRESETS["restricted"], now=now)
    assert find(cast.hana, "tulips") == find(cast.hana, "tenors") == find(cast.hana, "choirs") == []


def test_a_guest_finds_their_conversation_for_as_long_as_they_have_a_seat(cast, placed, find, clock):
    _, room, _ = placed
    thread = a_thread(cast.bo, room, now=clock.now, title="Marigolds", body="B")
    a_thread(cast.bo, room, now=clock.now, title="Marigolds too", body="B")
    until = clock.now + timedelta(days=3)
    talking.seat_guest(cast.hana, thread, email="cy@example.org", until=until, now=clock.now)

    assert find(cast.cy, "marigolds") == [("thread", thread)]
    clock.forward(days=4)
    assert find(cast.cy, "marigolds") == []


def test_what_stands_behind_a_content_note_is_found_and_not_quoted(cast, placed, now):
    here, _, _ = placed
    for note, title in (("bereavement", "Noted"), ("", "Plain")):
        a_story(cast.bo, f"community:{here}", now=now, title=title, body="The marigolds died.", note=note)
    found = queries.found_by(cast.hana, Asked(("marigolds",)), now=now, on=now.date()).found

    assert {each.title: each.text for each in found} == {"Noted": "", "Plain": "The marigolds died."}


def test_what_narrows_it(cast, placed, find, clock):
    here, room, _ = placed
    thread = a_thread(cast.bo, room, now=clock.now, title="Marigolds", body="B")
    later = clock.forward(days=2)
    story = a_story(cast.bo, f"community:{here}", now=later, title="Marigolds", body="B")
    unnamed = [
        a_story(cast.bo, f"community:{here}", now=later, title="Marigolds", body="B", named=named)
        for named in ("first", "anonymous")
    ]
    mine = a_story(cast.bo, now=later, title="Marigolds", body="B")

    def found(**narrowed):
        return find(cast.bo, "marigolds", **narrowed)

    assert {number for _, number in found()} == {thread, story, mine, *unnamed}
    assert found(kind="conversation") == [("thread", thread)]
    assert found(kind="gathering") == []
    assert {number for _, number in found(kind="story", community_id=here)} == {story, *unnamed}
    assert found(community_id=here + 1) == []
    assert set(found(person_id=cast.bo.id)) == {("thread", thread), ("story", story), ("story", mine)}
    assert found(until=later) == [("thread", thread)]
    assert len(found(since=later)) == 4
    assert find(cast.bo, "bo") == []


def test_titles_come_first_and_then_the_latest_a_page_at_a_time(cast, placed, clock):
    here, room, _ = placed
    a_space(here, by=cast.hana, now=clock.now, name="Marigolds", preset="restricted")
    for number in range(22):
        a_thread(cast.bo, room, now=clock.forward(minutes=1), title=f"T{number}", body="Marigolds")
    a_thread(cast.bo, room, now=clock.now, title="Marigolds", body="B")
    asked = Asked(("marigolds",))

    first, second, beyond = (
        queries.found_by(cast.bo, asked, now=clock.now, on=clock.now.date(), page=page) for page in (0, 2, 99)
    )

    assert [each.title for each in first.found] == ["Marigolds", "Marigolds", *(f"T{n}" for n in range(21, 3, -1))]
    assert [each.title for each in second.found] == ["T3", "T2", "T1", "T0"]
    assert (first.number, first.has_more, second.has_more) == (1, True, False)
    assert (beyond.number, beyond.found, beyond.has_more) == (10, [], False)
    assert queries.found_by(cast.bo, Asked(()), now=clock.now, on=clock.now.date()).found == []


@pytest.mark.parametrize(("few", "most_places"), [(-1, 200), (-1, 0), (10_000, 0)])
def test_however_many_have_the_words_and_wherever_one_reads_the_same_is_found(
    cast, placed, find, now, monkeypatch, few, most_places
):
    _, room, inner = placed
    in_room = a_thread(cast.bo, room, now=now, title="Marigolds", body="B")
    in_inner = a_thread(cast.bo, inner, now=now, title="Marigolds", body="B")
    monkeypatch.setattr(matching, "FEW", few)
    for module in (found, guesses):
        monkeypatch.setattr(module, "MOST_PLACES", most_places)

    assert find(cast.bo, "marigolds") == [("thread", in_inner), ("thread", in_room)]
    assert find(cast.ada, "marigolds") == [("thread", in_room)]
    assert find(cast.cy, "marigolds") == []
    near = queries.meant_by(cast.ada, Asked(("marygolds",)), now=now, on=now.date())
    assert near is not None
    assert near.text == "Marigolds"


@pytest.mark.parametrize("few_there", [-1, 3_000])
def test_however_many_posts_stand_where_one_reads_the_same_are_found(cast, placed, now, monkeypatch, few_there):
    _, room, inner = placed
    said = {where: a_thread(cast.bo, where, now=now, title="T", body="Marigolds") for where in (room, inner, room)}
    monkeypatch.setattr(matching, "FEW", -1)
    monkeypatch.setattr(matching, "FEW_THERE", few_there)

    def found_by(who):
        asked = Asked(("marigolds",), kind="conversation")
        return [(each.thread_id, each.earlier) for each in queries.found_by(who, asked, now=now, on=now.date()).found]

    assert found_by(cast.bo) == [(said[room], 0), (said[inner], 0), (said[room] - 2, 0)]
    assert found_by(cast.ada) == [(said[room], 0), (said[room] - 2, 0)]
    assert found_by(cast.cy) == []


def test_only_words_that_one_may_read_are_offered_and_only_if_they_lead_somewhere(cast, placed, clock):
    _, room, inner = placed
    a_thread(cast.bo, room, now=clock.now, title="Marigolds", body="B")
    a_thread(cast.bo, inner, now=clock.now, title="Chrysanthemums", body="B")

    def meant(who, typed, **narrowed):
        asked = Asked((typed,), **narrowed)
        found = queries.meant_by(who, asked, now=clock.now, on=clock.now.date())
        return found and found.text

    assert meant(cast.ada, "Marygolds") == "Marigolds"
    assert meant(cast.ada, "marigolds", kind="story") is None
    assert meant(cast.ada, "Marygolds", kind="story") is None
    assert meant(cast.bo, "chrisanthemum") == "Chrysanthemums"
    assert meant(cast.ada, "chrisanthemum") is None
    assert meant(cast.nobody, "marygolds") is None


def test_what_is_found_says_where_it_stands_and_how_far_it_is_read(cast, placed, clock):
    here, _, inner = placed
    a_thread(cast.bo, inner, now=clock.now, title="Marigolds", body="B")
    a_story(cast.bo, f"community:{here}", now=clock.now, title="Marigolds", named="first")
    a_story(cast.bo, now=clock.now, title="Marigolds", named="anonymous")
    a_story(cast.hana, f"public:{here}", now=clock.now, title="Marigolds")
    open_one = communities.found(cast.cy, name="Marigolds", purpose="P", preset="open", now=clock.now).id
    near = communities.found(cast.cy, name="Marigolds", purpose="P", preset="private", now=clock.now).id
    common = spaces_visible_to(cast.cy, open_one)[0].id
    a_thread(cast.cy, common, now=clock.now, title="Marigolds", body="B")
    an_organisation("Marigolds")

    found = _found(cast.bo, now=clock.now)
    told = {(each.kind, each.community_id, each.author): (each.readers, *each.who) for each in found}

    assert told == {
        ("thread", here, "Bo"): ("inside", "Bo", cast.bo.id),
        ("story", here, "Bo"): ("members", "Bo", None),
        ("story", None, "Bo"): ("me", "", None),
        ("story", here, "Hana"): ("anybody", "Hana", cast.hana.id),
        ("community", open_one, None): ("anybody", "", None),
        ("community", near, None): ("members", "", None),
        ("thread", open_one, "Cy"): ("anybody", "Cy", cast.cy.id),
        ("organisation", None, None): ("signed_in", "", None),
    }


def test_an_answer_is_found_on_its_page_of_the_conversation(cast, placed, now):
    long = a_thread(cast.bo, placed[1], now=now, title="Long", body="A")
    for body in [*(f"Reply {number}" for number in range(20)), "Marigolds"]:
        talking.reply(cast.ada, long, body=body, now=now)

    [post] = _found(cast.bo, now=now)

    assert (post.kind, post.thread_id, post.earlier, post.readers, post.who) == (
        "post", long, 21, "members", ("Ada", cast.ada.id),
    )  # fmt: skip


HOSTILE = (
    *"\"'*^()%_\\;:&|!-", *("\0", "a\0b", 'a"b', '""', "NEAR(a b, 3)", "a*", "title:a", "{source}: x", "place:s1"),
    *("-a", "NOT a", "a AND", "OR", "a+b", "a:*", "<->", ";--", "x" * 10_240, "a" * 40 + "\u0301", "\u0301"),
    *("\N{MUSICAL NOTE}", "\U0001f469\u200d\U0001f692", "\u202eabc\u202c"),
    *("\u0645\u0631\u062d\u0628\u0627", "\ud800", "\u01c5", "\u00b2", "\u00aa\u00ba"),
    *("\U0001d7d8\U0001d7d9", "\ufb01", "\u00df", "\u0130"),
)  # fmt: skip
HERE = ("Ada", "thread", "words", "café")
TYPED = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=300),
    st.lists(st.sampled_from([*HERE, *HOSTILE]), max_size=5).map(" ".join),
)


@pytest.fixture
def written(cast, placed, now):
    here, room, inner = placed
    words = "Ada thread words café a b x s1 s2 NEAR AND OR NOT title source place"
    return {
        "members": ("thread", a_thread(cast.bo, room, now=now, title=words, body="Qzq.")),
        "inside": ("thread", a_thread(cast.bo, inner, now=now, title=words, body="Qzq.")),
        "bo": ("story", a_story(cast.bo, now=now, title=words)),
        "anybody": ("story", a_story(cast.hana, f"public:{here}", now=now, title=words)),
    }


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(typed=TYPED)
def test_abuse_54_whatever_is_typed_is_answered_and_never_with_more_than_one_may_read(cast, written, find, typed):
    may = {"bo": {"members", "inside", "bo", "anybody"}, "ada": {"members", "anybody"}, "nobody": {"anybody"}}

    for who, read in may.items():
        assert set(find(getattr(cast, who), typed)) <= {written[each] for each in read}


def test_what_a_post_claims_is_found_with_it_and_by_what_it_speaks_from(cast, placed, find, now):
    _, room, inner = placed
    claim = Claim(("lived", "local"), "Marigolds calm.", "Eleven evenings.")
    thread = talking.start(cast.bo, room, title="Gardens", body="We tried it.", claim=claim, now=now).id
    post = _first(thread)
    voice = talking.reply(cast.mina, thread, body="Eleven of us.", claim=Claim(("policy",)), now=now).id
    talking.start(cast.bo, inner, title="Tenors", body="No.", claim=claim, now=now)

    assert find(cast.mina, "marigold tried") == [("post", post)]
    assert find(cast.mina, "eleven", evidence="local") == [("post", post)]
    assert find(cast.mina, "eleven", evidence="policy") == [("post", voice)]
    assert find(cast.mina, "gardens", evidence="lived") == []
    assert find(cast.gil, "eleven", evidence="research") == []
    talking.edit(cast.bo, post, body="We tried it.", claim=claim._replace(known="Roses calm."), now=now)
    assert (find(cast.mina, "marigolds"), find(cast.mina, "roses")) == ([], [("post", post)])
    talking.hide(cast.hana, post, now=now)
    assert find(cast.hana, "roses") == []
    talking.release(cast.hana, post)
    assert find(cast.hana, "roses", evidence="lived") == [("post", post)]


def test_abuse_54_each_word_of_a_hostile_line_is_still_a_word(cast, written, find):
    assert len(find(cast.bo, '"café" NEAR(title:words) -CAFE* s1')) == 4
    assert len(find(cast.bo, '"café" NEAR(title:words) -CAFE* s3')) == 0
    assert len(find(cast.nobody, "thread s2")) == 1


def test_words_that_are_in_nearly_everything_find_nothing_alone_and_leave_nothing_out(cast, placed, find, now):
    _, room, _ = placed
    post = _first(a_thread(cast.bo, room, now=now, title="Lamps", body="One lamp by a kettle, of all things."))

    assert [find(cast.bo, typed) for typed in ("of all", "the of and", "by", "a of")] == [[]] * 4
    assert find(cast.bo, "the kettle and lamp") == find(cast.bo, "kettle lamp") == [("post", post)]


def test_they_are_those_that_postgresql_leaves_out(postgres_app):
    with postgres_app.app_context():
        left = select(func.strip(func.to_tsvector("english", " ".join([*COMMON, "lamps"]))))

        assert (db.session.scalar(left), len(COMMON)) == ("'lamp'", 127)


def _found(viewer, *, now):
    return queries.found_by(viewer, Asked(("marigolds",)), now=now, on=now.date()).found


def _erase(person):
    with transaction() as tx:
        tx.announce(PersonErased(person.id, keeps_words=False))


def test_a_guest_is_not_told_where_their_conversation_stands(cast, placed, clock):
    here, room, _ = placed
    thread = a_thread(cast.bo, room, now=clock.now, title="Marigolds", body="Marigolds bloom.")
    until = clock.now + timedelta(days=3)
    evening = a_gathering(room, by=cast.hana, now=clock.now, title="Marigolds")
    for what, service in ((thread, talking), (evening, gatherings)):
        service.seat_guest(cast.hana, what, email="cy@example.org", until=until, now=clock.now)

    def places(viewer, **narrowed):
        asked = Asked(("marigolds",), **narrowed)
        found = queries.found_by(viewer, asked, now=clock.now, on=clock.now.date()).found
        return {(each.space, each.community, each.community_id) for each in found}

    assert places(cast.cy) == {(None, None, None)}
    assert places(cast.cy, community_id=here) == set()
    assert places(cast.bo) == places(cast.bo, community_id=here) == {("Common room", "Choirs of the north", here)}


def test_abuse_08_the_number_that_stands_for_somebody_finds_nothing(app, cast, now, find):
    with app.app_context():
        here = a_community(cast, preset="open", now=now)
        room = spaces_visible_to(cast.hana, here)[0].id
        number = f"m{cast.mina.id}"
        mentions = a_thread(cast.bo, room, now=now, title="Nights", body="Would you know, @Mina?")
        says = a_thread(cast.bo, room, now=now, title="Roads", body=f"Ask @Mina how she came by the {number.upper()}.")

        for who in (cast.cy, None, cast.hana):
            assert set(find(who, "know")) == {("post", _first(mentions))}
            assert set(find(who, number)) == {("post", _first(says))}
            assert set(find(who, f"ask {number}")) == {("post", _first(says))}
