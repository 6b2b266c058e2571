"""Pictures and a recording of a story: approved with its words, read with them, gone with them."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.core.uploads import Upload
from cop.files import queries, service
from cop.files.models import File
from cop.people.models import User
from cop.stories import service as stories
from cop.stories.models import Story
from cop.stories.queries import draft_for, text_of
from cop.stories.rules import FREE, Reach, Text
from cop.stories.service import drafts, revisions
from tests.conftest import TestClock
from tests.factories.communities import a_cast, a_community
from tests.factories.files import a_document, a_picture
from tests.factories.stories import TERMS

RECORDING = Upload("how I tell it.wav", b"RIFF\x24\0\0\0WAVEfmt ")


@pytest.fixture
def here(app: Flask, now: datetime) -> Iterator[SimpleNamespace]:
    """Bo writes for a community: one draft, ready but for what is said of its files."""
    with app.app_context():
        cast = a_cast()
        community_id = a_community(cast, now=now)
        reach = Reach("community", community_id)
        draft_id = drafts.begin(cast.bo, reach, template=FREE, now=now).id
        drafts.write(cast.bo, draft_id, page=1, answer="He stood at the gate.", now=now)
        drafts.head(cast.bo, draft_id, title="The gate", note="", now=now)
        drafts.settle_others(cast.bo, draft_id, now=now)
    yield SimpleNamespace(cast=cast, community=community_id, draft=draft_id, reach=reach, now=now)
    shutil.rmtree(app.config["COP"].files_folder, ignore_errors=True)


def hang(actor: User, name: str, *uploads: Upload, now: datetime) -> list[str]:
    """Their ids, with words for each."""
    service.add(actor, name, uploads=uploads, now=now)
    whose, _, number = name.partition(":")
    found = [file.id for file in queries.files_on(whose, [int(number)])[int(number)] if not file.is_ready]
    for each in found:
        service.describe(actor, each, words="A garden gate at night.", is_plain=False)
    return found


def approve(here: SimpleNamespace, draft_id: int) -> None:
    seen = text_of(draft_for(here.cast.bo, draft_id)).digest
    drafts.approve(here.cast.bo, draft_id, seen=seen, now=here.now)


def told(here: SimpleNamespace, *uploads: Upload) -> tuple[int, list[str]]:
    found = hang(here.cast.bo, f"draft:{here.draft}", *uploads, now=here.now)
    approve(here, here.draft)
    return drafts.tell(here.cast.bo, here.draft, reach=here.reach, terms=TERMS, now=here.now).id, found


def may_fetch(here: SimpleNamespace, file_id: str) -> set[str]:
    found = set()
    for who, person in vars(here.cast).items():
        try:
            queries.file_for(person, file_id)
            found.add(who)
        except NotVisible:
            pass
    return found


def test_pictures_and_words_are_approved_together(app: Flask, here: SimpleNamespace) -> None:
    bo, name = here.cast.bo, f"draft:{here.draft}"
    with app.app_context():
        before = text_of(draft_for(bo, here.draft)).digest
        service.add(bo, name, uploads=[a_picture()], now=here.now)
        waiting = text_of(draft_for(bo, here.draft)).digest
        (picture,) = (file.id for file in queries.sent_by(bo.id))

        with pytest.raises(RuleBroken, match="Say first what each picture shows"):
            drafts.approve(bo, here.draft, seen=waiting, now=here.now)
        service.describe(bo, picture, words="A gate.", is_plain=False)
        for seen in (before, waiting):
            with pytest.raises(Stale):
                drafts.approve(bo, here.draft, seen=seen, now=here.now)
        approve(here, here.draft)
        service.describe(bo, picture, words="A gate at night.", is_plain=False)
        with pytest.raises(RuleBroken, match="Read the finished text once more"):
            drafts.tell(bo, here.draft, reach=here.reach, terms=TERMS, now=here.now)
        assert may_fetch(here, picture) == {"bo"}


def test_abuse_14_what_is_told_is_seen_and_heard_by_its_readers_until_it_is_taken_back(
    app: Flask, here: SimpleNamespace
) -> None:
    with app.app_context():
        story_id, (picture, recording) = told(here, a_picture("a.png"), RECORDING)
        readers = {"hana", "ada", "bo", "mina", "gil"}

        assert may_fetch(here, picture) == may_fetch(here, recording) == readers
        rooms = set(db.session.scalars(select(File.community_id)))
        assert rooms == {here.community}
        stories.hide(here.cast.hana, story_id, now=here.now)
        assert may_fetch(here, picture) == {"bo", "hana", "ada"}, "its teller, and those who decide about it"
        stories.withdraw(here.cast.bo, story_id, now=here.now)
        assert may_fetch(here, picture) == set()
        assert db.session.scalar(select(func.count(File.id))) == 0


def test_what_is_told_is_changed_by_another_approval_alone(app: Flask, here: SimpleNamespace, clock: TestClock) -> None:
    with app.app_context():
        bo = here.cast.bo
        story_id, (picture,) = told(here, a_picture("a.png"))
        (recording,) = hang(bo, f"story:{story_id}", RECORDING, now=clock.now)  # within half an hour, as words
        approved = db.session.scalars(select(Story.approved)).one()
        later = clock.forward(days=1)

        for refused in (
            lambda: service.add(bo, f"story:{story_id}", uploads=[a_picture()], now=later),
            lambda: service.describe(bo, picture, words="Another.", is_plain=False),
        ):
            with pytest.raises(RuleBroken, match="stays as you approved it"):
                refused()
        with pytest.raises(NotAllowed):
            service.remove(here.cast.mina, picture, now=later)
        service.remove(bo, recording, now=later)
        assert db.session.scalars(select(Story.approved)).one() != approved
        assert may_fetch(here, recording) == set()


def test_other_words_bring_other_pictures(app: Flask, here: SimpleNamespace, clock: TestClock) -> None:
    with app.app_context():
        bo = here.cast.bo
        story_id, (before,) = told(here, a_picture("a.png"))
        later = clock.forward(days=1)
        draft = revisions.change(bo, story_id, text=Text("The gate", "He stood there."), now=later)
        assert draft is not None
        draft_id = draft.id
        (more,) = hang(bo, f"draft:{draft_id}", a_picture("b.png"), now=later)

        assert may_fetch(here, more) == {"bo"}
        approve(here, draft_id)
        revisions.put_in(bo, draft_id, now=later)

        assert "mina" in may_fetch(here, before) & may_fetch(here, more)
        story = db.session.scalars(select(Story)).one()
        assert story.approved == text_of_story(story)


def text_of_story(story: Story) -> str:
    files = queries.files_on("story", [story.id])[story.id]
    shown = [f"{file.id} {file.is_plain} {file.words}" for file in sorted(files, key=lambda each: each.id)]
    return Text(story.title, story.source, story.note, shown=shown).digest


def test_a_story_takes_pictures_and_one_recording(app: Flask, here: SimpleNamespace) -> None:
    bo, name = here.cast.bo, f"draft:{here.draft}"
    with app.app_context():
        with pytest.raises(RuleBroken, match="cannot be taken here"):
            service.add(bo, name, uploads=[a_document()], now=here.now)
        with pytest.raises(NotVisible):
            service.add(here.cast.mina, name, uploads=[a_picture()], now=here.now)
        service.add(bo, name, uploads=[RECORDING], now=here.now)
        with pytest.raises(RuleBroken, match="One recording is there already"):
            service.add(bo, name, uploads=[RECORDING], now=here.now)
        alone = drafts.begin(bo, Reach("me"), template=FREE, now=here.now).id
        service.add(bo, f"draft:{alone}", uploads=[a_picture()], now=here.now)

        assert set(db.session.scalars(select(File.community_id))) == {here.community, None}
