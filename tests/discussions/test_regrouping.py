"""Nothing that hangs on a post or a conversation is left behind, and nobody reads what they did not read before."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import Column, Table, func, select, text

from cop.communities import queries as communities
from cop.communities.models import CommunityMembership
from cop.communities.service import name_member
from cop.core.database import Base, db, transaction
from cop.core.errors import CopError
from cop.discussions import rules, service
from cop.discussions.models import EarlierWording, Post, PostFile, PostMention, Thread, ThreadReading
from cop.discussions.queries.guests import readable
from cop.discussions.queries.splitting import posts_in
from cop.discussions.rules.polls import Asked
from cop.files.models import File
from cop.ladder.models import Climb
from cop.moderation.models import Report
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread, use_unnamed

# What hangs on a post goes along, whatever it is. Of what hangs on a conversation: where it is once two of its posts
# were taken out of it («new»), and once those were joined to it again.
ON_POSTS = {
    "disagreement.one_id", "disagreement.other_id", "earlier_wording.post_id", "post_file.post_id",
    "post_mention.post_id", "post_nod.post_id", "post_stood.post_id", "quotation.post_id", "quotation.quoted_id",
    "report.post_id",
}  # fmt: skip
ON_THREADS: Mapping[str, tuple[str, str]] = {
    "climb.thread_id": ("old", "old"),
    "disagreement.thread_id": ("new", "old"),
    "poll.thread_id": ("old", "old"),
    "post.thread_id": ("new new old old", "old old old old"),
    "post_stood.thread_id": ("old old", "new new old old"),
    "thread.into_id": ("", "old"),
    "thread_guest.thread_id": ("new old", "new old"),
    "thread_move.from_id": ("old", "new old"),
    "thread_move.thread_id": ("new", "new old"),
    "thread_reading.thread_id": ("new new new old old old", "old old old"),
}


def _pointing(to: str) -> Iterator[tuple[str, Table, Column[int]]]:
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.target_fullname == f"{to}.id":
                yield f"{table.name}.{key.parent.name}", table, key.parent


def _pointed(to: str) -> dict[str, list[int]]:
    return {
        name: sorted(db.session.scalars(select(column).where(column.is_not(None)))) for name, _, column in _pointing(to)
    }


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo and Mina have written two posts each; on Mina's first and Bo's second hangs all that can."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now)
        claim = rules.Claim(("lived",), "It helps.")
        one = service.reply(cast.mina, thread, body="No.", claim=claim, now=now).id
        quoted = rules.quoted("No.", name="Mina", thread_id=thread, page=1, post_id=one)
        other = service.reply(cast.bo, thread, body=f"{quoted}Why?", claim=claim, now=now).id
        service.reply(cast.mina, thread, body="Elsewhere.", now=now)
        talk = SimpleNamespace(community=community, space=space, thread=thread, one=one, other=other)
        _hang_everything(cast, talk, now=now)
        return talk


def _hang_everything(cast: SimpleNamespace, talk: SimpleNamespace, *, now: datetime) -> None:
    service.say_that_they_disagree(cast.bo, talk.one, other_id=talk.other, now=now)
    service.nod(cast.bo, talk.one, kind="thanks", now=now)
    service.begin_poll(cast.bo, talk.thread, asked=Asked("Who?", "Bo\nMina", many=False, named=False), now=now)
    service.seat_guest(cast.hana, talk.thread, email=cast.cy.email, until=now + timedelta(days=3), now=now)
    service.mark_read(cast.hana, talk.thread, posts=2)
    with transaction() as tx:
        tx.session.add(PostMention(post_id=talk.one, user_id=cast.bo.id, stands=True, called_at=now))
        tx.session.add(EarlierWording(post_id=talk.one, source="Well.", until=now))
        tx.session.add(
            File(
                id="f", owner_id=cast.bo.id, whose="post", kind="document", form="pdf", name="f", stored="f", size=1,
                kept_at=now,
            )
        )  # fmt: skip
        tx.flush()
        tx.session.add(PostFile(file_id="f", post_id=talk.one))
        tx.session.add(Report(community_id=talk.community, post_id=talk.one, why="else", at=now))
        tx.session.add(
            Climb(
                user_id=cast.bo.id, thread_id=talk.thread, origin="o", words="w", html="h", began_at=now, changed_at=now
            )
        )


def test_whatever_refers_to_a_post_or_a_conversation_is_known_here() -> None:
    assert {name for name, *_ in _pointing("post")} == ON_POSTS
    assert {name for name, *_ in _pointing("thread")} == set(ON_THREADS)


def test_all_that_hangs_on_them_goes_along_and_comes_back(app: Flask, cast, talk, now) -> None:
    with app.app_context():
        before = _pointed("post")
        new = _split(cast.ada, talk, now=now)
        after = _pointed("post")
        assert all(after.values())
        assert {**after, "post_stood.post_id": []} == before
        split = _named(_pointed("thread"), talk, new)
        service.join(cast.ada, new, into_id=talk.thread, reason="Back.", now=now)
        joined = _named(_pointed("thread"), talk, new)

    assert {name: (split[name], joined[name]) for name in split} == ON_THREADS


def _split(actor, talk: SimpleNamespace, *, now: datetime) -> int:
    told = {"title": "Apart", "space_id": talk.space, "reason": "Another matter."}
    return service.split(actor, talk.thread, posts=[talk.other, talk.one], now=now, **told).id


def _named(found: Mapping[str, list[int]], talk: SimpleNamespace, new: int) -> dict[str, str]:
    names = {talk.thread: "old", new: "new"}
    return {name: " ".join(sorted(names[each] for each in there)) for name, there in found.items()}


# ---------------------------------------------------------------- whoever, wherever, in whatever order

PRESETS = ("open", "restricted", "private", "confidential", "confidential", "private")
EARLY = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE = ("hana", "ada", "bo", "mina", "gil", "cy", "fay", "nobody")


def test_whatever_is_split_joined_and_moved_nobody_reads_what_they_did_not(app: Flask, cast) -> None:
    done = dict.fromkeys(("split", "join", "move"), 0)
    with app.app_context():
        for seed in range(7):
            dice = random.Random(seed)
            world = _a_world(cast, dice)
            for step in range(16):
                before, now = _read_by(cast, world), EARLY + timedelta(days=50 + step)
                name, change = _any_change(cast, world, dice, now=now)
                if _happens(change):
                    done[name] += 1
                    _compare(cast, before, _read_by(cast, world))
                    _counts_are_right()
        _the_index_of_words_is_true()
    assert min(done.values()) > 2, done


def _a_world(cast: SimpleNamespace, dice: random.Random) -> SimpleNamespace:
    """A community with spaces of every kind, in which people came at different times."""
    community = a_community(cast, preset="open", now=EARLY)
    use_unnamed(community)
    with transaction() as tx:
        for each in tx.session.scalars(select(CommunityMembership).where(CommunityMembership.role == "member")):
            each.since = EARLY + timedelta(days=dice.randrange(20))
    world = SimpleNamespace(community=community, spaces=[], threads=[], at=EARLY + timedelta(days=60))
    for number, preset in enumerate(PRESETS):
        named = dice.sample([cast.ada, cast.bo, cast.mina], dice.randrange(4)) if number > 1 else []
        at = EARLY + timedelta(days=dice.randrange(20))
        name = f"S{number}"
        world.spaces.append(a_space(community, by=cast.hana, preset=preset, named=named, now=at, name=name))
    for number in range(10):
        _happens(partial(_begin, cast, world, dice, at=EARLY + timedelta(days=20 + number)))
    for space in world.spaces[2:]:  # whoever comes late to what is sealed reads nothing from before
        late = dice.choice([cast.bo, cast.mina]).id
        _happens(partial(name_member, cast.hana, space, person_id=late, now=EARLY + timedelta(days=24)))
    return world


def _begin(cast: SimpleNamespace, world: SimpleNamespace, dice: random.Random, *, at: datetime) -> None:
    writers = [cast.hana, cast.ada, cast.bo, cast.mina]
    thread = a_thread(dice.choice(writers), dice.choice(world.spaces), now=at, title=f"T{len(world.threads)}")
    world.threads.append(thread)
    if dice.random() < 0.3:
        until = {"until": at + timedelta(days=dice.choice((80, 89)))}
        _happens(lambda: service.seat_guest(cast.hana, thread, email=cast.cy.email, now=at, **until))
    for _ in range(dice.randrange(5)):
        unnamed, who = dice.random() < 0.15, dice.choice([*writers, cast.cy])
        _happens(partial(service.reply, who, thread, body="Yes.", unnamed=unnamed, now=at))


def _any_change(
    cast: SimpleNamespace, world: SimpleNamespace, dice: random.Random, *, now: datetime
) -> tuple[str, Callable[[], object]]:
    actor, thread, space = dice.choice([cast.hana, cast.ada]), dice.choice(world.threads), dice.choice(world.spaces)
    other = dice.choice(world.threads)
    chosen = [each for each in posts_in(thread)[1:] if dice.random() < 0.6]

    def split() -> None:
        told = {"title": "Apart", "space_id": dice.choice([space, db.session.get_one(Thread, thread).space_id])}
        world.threads.append(service.split(actor, thread, posts=chosen, reason="So.", now=now, **told).id)

    def join() -> None:
        service.join(actor, thread, into_id=other, reason="So.", now=now)

    def move() -> None:
        service.move(actor, thread, space_id=space, reason="So.", now=now)

    return dice.choice([("split", split), ("split", split), ("join", join), ("join", join), ("move", move)])


def _happens(change: Callable[[], object]) -> bool:
    try:
        change()
    except CopError:
        db.session.rollback()
        return False
    return True


def _read_by(cast: SimpleNamespace, world: SimpleNamespace) -> dict[str, set[int]]:
    """Which posts each of them reads, by the very conditions of every list and door."""
    asked = readable(select(Post.id).join(Thread, Thread.id == Post.thread_id))
    seen = {who: communities.as_seen_by(getattr(cast, who), now=world.at) for who in PEOPLE}
    return {who: set(db.session.scalars(asked, told)) for who, told in seen.items()}


def _compare(cast: SimpleNamespace, before: Mapping[str, set[int]], after: Mapping[str, set[int]]) -> None:
    wrote = {row.id: row.author_id for row in db.session.execute(select(Post.id, Post.author_id))}
    for who in PEOPLE:
        assert after[who] <= before[who], who
        person = getattr(cast, who)
        own = {post for post, writer in wrote.items() if person is not None and writer == person.id}
        assert before[who] & own == after[who] & own, who


def _the_index_of_words_is_true() -> None:
    if db.engine.dialect.name == "sqlite":
        for kind in ("post", "thread"):
            check = "INSERT INTO search_in_{0}(search_in_{0}, rank) VALUES ('integrity-check', 1)"
            with transaction() as tx:
                tx.session.execute(text(check.format(kind)))


def _counts_are_right() -> None:
    db.session.expire_all()
    for thread in db.session.scalars(select(Thread)):
        told = select(func.count(Post.id), func.max(Post.created_at)).where(Post.thread_id == thread.id)
        posts, latest = db.session.execute(told).one()
        assert thread.post_count == posts
        assert (posts == 0) is (thread.into_id is not None)
        assert posts == 0 or thread.last_post_at == latest
    beyond = select(ThreadReading).join(Thread, Thread.id == ThreadReading.thread_id)
    assert not db.session.scalars(beyond.where(ThreadReading.posts > Thread.post_count)).all()
