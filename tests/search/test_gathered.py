"""Issues and polls are found by whoever their pages let in, and by nobody else, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from cop.communities import service as communities
from cop.communities.queries import spaces_visible_to
from cop.communities.rules import PRESETS
from cop.core.database import db, transaction
from cop.discussions import service as talking
from cop.discussions.models import Poll, Thread
from cop.discussions.rules.polls import asked
from cop.search import queries
from cop.search.rules import Asked
from cop.stories import service as telling
from cop.stories.models import Issue
from cop.stories.service import issues
from tests.factories.discussions import a_thread
from tests.factories.issues import an_issue, published
from tests.factories.stories import a_story

INSIDE = ("hana", "ada", "bo", "mina", "gil")
OUTSIDE = ("cy", "dee", "eli", "nobody")
pytestmark = pytest.mark.usefixtures("whole")


def _poll(by, thread, *, now, question="Which marigolds?", options="Red\nYellow"):
    asks = asked(question, options, many=False, named=True)
    return talking.begin_poll(by, thread, asked=asks, now=now).id


def _of(cast, here, *, now, audience="community", title="Marigolds"):
    reach = "public" if audience == "public" else "community"
    story = a_story(cast.ada, f"{reach}:{here}", now=now, title="Nights")
    return published(cast.hana, here, {story: cast.ada}, now=now, audience=audience, title=title)


def _who(cast, find, thing):
    """Of everybody, those who find it."""
    return {who for who in (*INSIDE, *OUTSIDE) if thing in find(getattr(cast, who), "marigolds")}


def test_abuse_03_an_issue_that_is_out_is_found_by_its_readers(cast, placed, find, now):
    here, _, _ = placed
    members, public = (_of(cast, here, now=now, audience=each) for each in ("community", "public"))
    draft = an_issue(cast.hana, here, now=now, title="Marigolds")

    assert _who(cast, find, ("issue", members)) == set(INSIDE)
    assert _who(cast, find, ("issue", public)) == {*INSIDE, *OUTSIDE}
    assert _who(cast, find, ("issue", draft)) == set()
    issues.rewrite(cast.hana, members, title="Tulips", note="For *roses*.", now=now)
    assert find(cast.mina, "marigolds") == [("issue", public)]
    assert find(cast.mina, "tulips rose") == [("issue", members)]


def test_abuse_04_a_poll_is_found_by_the_readers_of_its_conversation(cast, placed, find, now):
    _, room, inner = placed
    in_room = _poll(cast.bo, a_thread(cast.bo, room, now=now, title="A", body="B"), now=now)
    in_inner = _poll(cast.bo, a_thread(cast.bo, inner, now=now, title="A", body="B"), now=now)

    assert _who(cast, find, ("poll", in_room)) == set(INSIDE)
    assert _who(cast, find, ("poll", in_inner)) == {"hana", "bo"}
    assert find(cast.ada, "yellow red") == [("poll", in_room)]


def test_a_poll_asked_privately_is_found_by_those_who_were_asked(cast, placed, find, now):
    _, room, _ = placed
    question = talking.ask_coordinators(cast.mina, room, title="A", body="B", now=now).id
    poll = _poll(cast.mina, question, now=now)

    assert _who(cast, find, ("poll", poll)) == {"mina", "hana"}


def test_a_poll_is_found_by_what_came_of_it_and_no_longer_once_it_is_gone(cast, placed, find, now):
    _, room, _ = placed
    thread = a_thread(cast.bo, room, now=now, title="A", body="B")
    poll = _poll(cast.bo, thread, now=now)
    talking.end_poll(cast.bo, thread, now=now)
    talking.conclude(cast.bo, thread, words="We plant tulips.", now=now)

    assert find(cast.mina, "tulips marigolds") == [("poll", poll)]
    [told] = queries.found_by(cast.mina, Asked(("tulips",)), now=now, on=now.date()).found
    assert (told.title, told.text, told.thread_id) == (
        "Which marigolds?", "Red · Yellow · We plant tulips.", thread,
    )  # fmt: skip
    assert (told.readers, told.who, told.space) == ("members", ("", None), "Common room")
    talking.remove_poll(cast.hana, thread)
    assert find(cast.mina, "tulips") == []


def test_what_goes_with_its_place_is_gone(cast, placed, find, now):
    here, room, _ = placed
    thread = a_thread(cast.bo, room, now=now, title="A", body="B")
    _poll(cast.bo, thread, now=now)
    issue = _of(cast, here, now=now)
    with transaction() as tx:
        tx.session.execute(delete(Thread).where(Thread.id == thread))
    assert find(cast.bo, "marigolds") == [("issue", issue)]
    with transaction() as tx:
        tx.session.execute(delete(Issue).where(Issue.id == issue))
    assert find(cast.bo, "marigolds") == []


def test_what_is_hidden_is_found_by_nobody_until_it_stands_again(cast, placed, find, now):
    here, room, _ = placed
    poll = _poll(cast.bo, a_thread(cast.bo, room, now=now, title="A", body="B"), now=now)
    issue = _of(cast, here, now=now)
    talking.hide_poll(cast.hana, poll, now=now)
    telling.hide_issue(cast.ada, issue, now=now)

    assert [find(getattr(cast, who), "marigolds") for who in INSIDE] == [[]] * len(INSIDE)
    talking.release_poll(cast.hana, poll)
    telling.release_issue(cast.ada, issue)
    assert set(find(cast.mina, "marigolds")) == {("poll", poll), ("issue", issue)}


def test_a_poll_that_is_moved_is_found_where_it_stands_and_bound_by_it(cast, placed, find, now):
    _, room, inner = placed
    thread = a_thread(cast.bo, room, now=now, title="A", body="B")
    poll = _poll(cast.bo, thread, now=now)
    with transaction() as tx:
        tx.session.execute(update(Poll).where(Poll.id == poll).values(bound=0))
    talking.move(cast.hana, thread, space_id=inner, reason="It is about tenors.", now=now)

    assert db.session.get_one(Poll, poll).bound == db.session.get_one(Thread, thread).bound > 0
    assert _who(cast, find, ("poll", poll)) == {"hana", "bo"}


def test_nothing_sealed_is_found_and_what_was_sealed_then_is_not_indexed(cast, placed, find, now):
    here, room, _ = placed
    sealed = communities.found(cast.hana, name="Apart", purpose="P", preset="confidential", now=now).id
    inside = spaces_visible_to(cast.hana, sealed)[0].id
    apart = _poll(cast.hana, a_thread(cast.hana, inside, now=now, title="A", body="B"), now=now)
    poll = _poll(cast.bo, a_thread(cast.bo, room, now=now, title="A", body="B"), now=now)
    issue = _of(cast, here, now=now)
    assert set(find(cast.hana, "marigolds")) == {("poll", poll), ("issue", issue)}

    axes = PRESETS["confidential"]
    communities.change_community(cast.hana, here, axes=axes, seen=PRESETS["restricted"], now=now)
    assert find(cast.hana, "marigolds") == []
    assert [db.session.get_one(Poll, each).bound for each in (apart, poll)] == [3, 2]


def test_what_narrows_them(cast, placed, find, clock):
    here, room, _ = placed
    poll = _poll(cast.bo, a_thread(cast.bo, room, now=clock.now, title="A", body="B"), now=clock.now)
    later = clock.forward(days=2)
    issue = _of(cast, here, now=later)

    def found(**narrowed):
        return find(cast.bo, "marigolds", **narrowed)

    assert (found(kind="poll"), found(kind="issue")) == ([("poll", poll)], [("issue", issue)])
    assert (found(until=later), found(since=later)) == ([("poll", poll)], [("issue", issue)])
    assert set(found(community_id=here)) == {("poll", poll), ("issue", issue)}
    assert found(community_id=here + 1) == found(person_id=cast.bo.id) == found(person_id=cast.hana.id) == []


def test_a_guest_finds_the_poll_of_their_conversation_and_is_not_told_where_it_stands(cast, placed, clock, find):
    _, room, _ = placed
    thread = a_thread(cast.bo, room, now=clock.now, title="A", body="B")
    poll = _poll(cast.bo, thread, now=clock.now)
    until = clock.now + timedelta(days=3)
    talking.seat_guest(cast.hana, thread, email="cy@example.org", until=until, now=clock.now)

    [told] = queries.found_by(cast.cy, Asked(("marigolds",)), now=clock.now, on=clock.now.date()).found
    assert (told.id, told.space, told.community) == (poll, None, None)
    clock.forward(days=4)
    assert find(cast.cy, "marigolds") == []


def test_a_visitor_is_not_led_to_a_poll_whose_page_asks_them_to_sign_in(cast, placed, find, now):
    near = communities.found(cast.cy, name="Gardens", purpose="P", preset="open", now=now).id
    thread = a_thread(cast.cy, spaces_visible_to(cast.cy, near)[0].id, now=now, title="A", body="B")
    poll = _poll(cast.cy, thread, now=now)

    assert find(cast.dee, "marigolds") == [("poll", poll)]
    assert find(cast.nobody, "marigolds") == []


def test_a_page_leads_to_them(app, client_for, cast, placed, now):
    here, room, _ = placed
    thread = a_thread(cast.bo, room, now=now, title="A", body="B")
    _poll(cast.bo, thread, now=now)
    issue = _of(cast, here, now=now)
    page = client_for(cast.mina).get("/search?q=marigold").text

    for address in (f"/threads/{thread}/poll", f"/issues/{issue}"):
        assert f'href="{address}"' in page
        assert client_for(cast.mina).get(address).status_code == 200
    for words in ("<span>Poll</span>", "<span>Issue of stories</span>", "Red · Yellow"):
        assert words in page
    assert 'option value="poll"' in page
    assert 'class="found"' in client_for(cast.mina).get("/search?q=marigold&kind=issue").text
