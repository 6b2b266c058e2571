"""Files that hang on posts: who may send them, fetch them and take them away, and when they die."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from cop.communities import service as communities
from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.stores import store
from cop.core.uploads import Upload
from cop.discussions import service as discussions
from cop.discussions.models import Post, Thread
from cop.files import listeners, queries, service
from cop.files.models import File
from cop.people import service as people
from tests.conftest import TestClock
from tests.factories.files import a_document, a_picture, a_png

Night = SimpleNamespace


def a_post(nights: Night, *uploads: Upload, now: datetime, by: str = "bo") -> tuple[int, list[str]]:
    """A post with files: its id, and theirs as they are shown."""
    actor = getattr(nights.cast, by)
    post_id = discussions.reply(actor, nights.thread, body="Look.", files=uploads, now=now).id
    return post_id, [file.id for file in queries.files_on("post", [post_id]).get(post_id, [])]


def may_fetch(nights: Night, file_id: str) -> set[str]:
    found = set()
    for who, person in vars(nights.cast).items():
        try:
            queries.file_for(person, file_id)
            found.add(who)
        except NotVisible:
            pass
    return found


def stored(file_id: str) -> list[bool]:
    name = db.session.scalars(select(File.stored).where(File.id == file_id)).one()
    return [is_kept(each) for each in (name, f"{name}-s")]


def is_kept(name: str) -> bool:
    found = store().get(name)
    if found:
        found.close()
    return found is not None


def test_a_picture_waits_for_words_and_everything_else_does_not(app: Flask, nights: Night, now: datetime) -> None:
    with app.app_context():
        _, (picture, plan) = a_post(nights, a_picture("gate.png"), a_document(), now=now)

        assert may_fetch(nights, plan) == {"bo", "mina", "hana"}
        assert may_fetch(nights, picture) == {"bo"}
        with pytest.raises(RuleBroken, match="Say what the picture shows"):
            service.describe(nights.cast.bo, picture, words=" ", is_plain=False)
        assert service.describe(nights.cast.bo, picture, words="The garden gate.", is_plain=False).startswith("post:")
        assert may_fetch(nights, picture) == {"bo", "mina", "hana"}
        assert stored(picture) == [True, True]
        assert stored(plan) == [True, False]


def test_a_conversation_begins_with_files_too(app: Flask, nights: Night, now: datetime) -> None:
    told = {"title": "Look", "body": "At this.", "now": now}
    with app.app_context():
        thread = discussions.start(nights.cast.mina, nights.space, files=[a_document()], **told)  # type: ignore[arg-type]  # as keywords

        (post_id,) = db.session.scalars(select(Post.id).where(Post.thread_id == thread.id))
        assert [file.name for file in queries.files_on("post", [post_id])[post_id]] == ["plan.pdf"]
        for who, refusal in (("ada", NotVisible), ("gil", NotVisible), ("cy", NotVisible)):
            with pytest.raises(refusal):
                discussions.start(getattr(nights.cast, who), nights.space, files=[a_document()], **told)  # type: ignore[arg-type]  # as above


def test_abuse_23_a_file_dies_with_its_readers_membership(app: Flask, nights: Night, now: datetime) -> None:
    with app.app_context():
        _, (plan,) = a_post(nights, a_document(), now=now)

        communities.unname_member(nights.cast.hana, nights.space, person_id=nights.cast.mina.id, now=now)

        assert may_fetch(nights, plan) == {"bo", "hana"}
        for strange in ("", "made-up", plan[:-1], plan.upper()):
            with pytest.raises(NotVisible):
                queries.file_for(nights.cast.bo, strange)


def test_with_hidden_words_files_are_hidden(app: Flask, nights: Night, now: datetime) -> None:
    with app.app_context():
        post_id, (plan,) = a_post(nights, a_document(), now=now)

        discussions.hide(nights.cast.hana, post_id, now=now)

        assert may_fetch(nights, plan) == {"bo", "hana"}
        with pytest.raises(NotAllowed):
            service.remove(nights.cast.bo, plan, now=now)
        discussions.release(nights.cast.hana, post_id)
        assert "mina" in may_fetch(nights, plan)


def test_only_whoever_wrote_the_words_changes_their_files(app: Flask, nights: Night, now: datetime) -> None:
    with app.app_context():
        post_id, (plan,) = a_post(nights, a_document(), now=now)
        edition = db.session.scalars(select(Thread.edition).where(Thread.id == nights.thread)).one

        for who, refusal in (("mina", NotAllowed), ("hana", NotAllowed), ("cy", NotVisible)):
            with pytest.raises(refusal):
                service.add(getattr(nights.cast, who), f"post:{post_id}", uploads=[a_document()], now=now)
            with pytest.raises(refusal):
                service.remove(getattr(nights.cast, who), plan, now=now)
        before = edition()
        service.add(nights.cast.bo, f"post:{post_id}", uploads=[a_document("more.odt")], now=now)
        after = db.session.scalars(select(Thread.edition).where(Thread.id == nights.thread)).one()

        assert [file.name for file in queries.files_on("post", [post_id])[post_id]] == ["more.odt", "plan.pdf"]
        assert before != after
        for strange in ("", "post:", "post:x", "post:99999999999", "nothing:1", f"post:{post_id}:1"):
            with pytest.raises(NotVisible):
                queries.hung_for(nights.cast.bo, strange)


def test_what_is_removed_is_gone_at_once_and_its_bytes_soon(app: Flask, nights: Night, now: datetime) -> None:
    with app.app_context():
        _, (plan,) = a_post(nights, a_document(), now=now)
        name = db.session.scalars(select(File.stored)).one()
        service.delete_bytes([name])  # as a job would that was written down by mistake

        assert stored(plan)[0]
        service.remove(nights.cast.bo, plan, now=now)
        assert may_fetch(nights, plan) == set()
        assert jobs.run_one(now=now)
        assert not is_kept(name)


def test_abuse_80_what_cannot_be_taken_leaves_nothing(app: Flask, nights: Night, now: datetime) -> None:
    with app.app_context():
        for bad in (Upload("page.html", b"<p>"), Upload("a.png", b"<svg>"), Upload("a.pdf", b"")):
            with pytest.raises(RuleBroken):
                a_post(nights, a_document(), bad, now=now)
        with pytest.raises(RuleBroken, match="at most 6"):
            a_post(nights, *[a_document()] * 7, now=now)
        with pytest.raises(NotVisible):
            a_post(nights, a_picture(), by="cy", now=now)

        assert db.session.scalar(select(func.count(File.id))) == 0
        assert db.session.scalar(select(func.count(Post.id))) == 1
        assert not [each for each in app.config["COP"].files_folder.rglob("*") if each.is_file()]


def test_abuse_80_there_is_room_for_so_much(
    app: Flask, nights: Night, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "room", lambda: (3_000, 5_300))
    large = Upload("plan.txt", b"x" * 1_400)
    with app.app_context():
        a_post(nights, large, large, now=clock.now)
        with pytest.raises(RuleBroken, match="You can send 0 kB more today, of 3 kB in a day"):
            a_post(nights, large, now=clock.now)
        a_post(nights, large, now=clock.now, by="mina")
        with pytest.raises(RuleBroken, match="of this community may take 1 kB more"):
            a_post(nights, large, now=clock.now, by="hana")

        clock.forward(hours=25)
        with pytest.raises(RuleBroken, match="of this community"):
            a_post(nights, large, now=clock.now)
        service.sweep(now=clock.now)
        assert db.session.scalar(select(func.count(File.id))) == 3


def test_the_last_of_the_room_is_given_once(
    app: Flask, nights: Night, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else sends between the first look and the second, which alone counts."""
    monkeypatch.setattr(service, "room", lambda: (3_000, 3_000))
    with app.app_context():
        uploads = [Upload("plan.txt", b"x" * 2_000)]
        with (
            pytest.raises(RuleBroken, match="You can send 1 kB more"),
            service.taken_in(nights.cast.bo, uploads, takes=["document"], community_id=None, now=now) as files,
        ):
            post_id, _ = a_post(nights, *uploads, now=now)
            with transaction() as tx:
                service.hang(tx, files, whose="post", thing_id=post_id)

        assert len([each for each in app.config["COP"].files_folder.rglob("*") if each.is_file()]) == 1


@pytest.mark.parametrize("keeps_words", [True, False])
def test_whoever_is_erased_leaves_no_file(app: Flask, nights: Night, now: datetime, keeps_words: bool) -> None:
    with app.app_context():
        _, (picture,) = a_post(nights, Upload("a.png", a_png()), by="mina", now=now)
        service.describe(nights.cast.mina, picture, words="", is_plain=True)
        told = [part.told(nights.cast.mina.id) for part in listeners.PARTS]
        name = db.session.scalars(select(File.stored)).one()

        people.erase(nights.cast.mina.id, keeps_words=keeps_words, now=now)

        assert told[0][0]["name"] == "a.webp"
        assert told[0][0]["address"] == f"/files/{picture}"
        assert may_fetch(nights, picture) == set()
        while jobs.run_one(now=now):
            pass
        assert not is_kept(name)
        assert not is_kept(f"{name}-s")


def test_what_hangs_on_nothing_is_swept_away(app: Flask, nights: Night, clock: TestClock) -> None:
    with app.app_context():
        post_id, (plan, waits) = a_post(nights, a_document("a.pdf"), a_picture("b.png"), now=clock.now)
        store().put(loose := "a" * 32, b"nobody knows it")
        far = clock.forward(days=3000)

        assert may_fetch(nights, waits) == {"bo"}
        service.sweep(now=far)
        assert may_fetch(nights, plan) == {"bo", "mina", "hana"}
        assert may_fetch(nights, waits) == set()
        assert not is_kept(loose)
        with transaction() as tx:
            tx.session.delete(tx.session.get_one(Post, post_id))
        assert may_fetch(nights, plan) == set()
        listeners.sweep(now=far)

        assert db.session.scalar(select(func.count(File.id))) == 0
        assert not list(store().names(before=far))
