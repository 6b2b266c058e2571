"""Other words for a story that is told: half an hour freely, and then only what was read and approved once more."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.stories import queries, service
from cop.stories.models import Story, StoryConsent, StoryDraft
from cop.stories.queries.issues import contents_of, issue_for
from cop.stories.rules import Reach, Text, may_change_freely
from cop.stories.service import drafts, issues, revisions
from tests.factories.communities import a_community
from tests.factories.issues import published
from tests.factories.stories import TERMS, a_draft, a_story

LATER = timedelta(minutes=31)
OTHER = Text("The hour", "He had *hummed*.", "grief")


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    with app.app_context():
        made = a_community(cast, now=now)
        return SimpleNamespace(community=made, story=a_story(cast.mina, f"community:{made}", now=now))


@pytest.mark.parametrize(
    ("audience", "minutes", "free"), [("community", 30, True), ("community", 31, False), ("me", 9_000, True)]
)
def test_it_changes_freely_for_half_an_hour_and_while_nobody_else_reads_it(audience, minutes, free, now):
    then = now + timedelta(minutes=minutes)

    assert may_change_freely(audience=audience, told_at=now, now=then) is free


def approved(teller, draft_id: int, *, now: datetime) -> None:
    drafts.approve(teller, draft_id, seen=queries.text_of(queries.draft_for(teller, draft_id)).digest, now=now)


def test_within_half_an_hour_it_says_at_once_what_its_teller_wants(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        with pytest.raises(NotAllowed):
            revisions.change(cast.bo, here.story, text=OTHER, now=now)
        with pytest.raises(RuleBroken, match="title"):
            revisions.change(cast.mina, here.story, text=Text(" ", "x"), now=now)
        assert revisions.change(cast.mina, here.story, text=OTHER, now=now) is None
        assert revisions.change(cast.mina, here.story, text=OTHER, now=now) is None

        story = queries.story_for(cast.bo, here.story)
        assert (story.title, story.note, "<em>hummed</em>" in story.html) == ("The hour", "grief", True)
        assert story.approved == OTHER.digest
        kinds = db.session.scalars(select(StoryConsent.kind).order_by(StoryConsent.id)).all()
        assert kinds == ["given", "reworded"]


def test_after_that_it_says_only_what_was_approved_and_keeps_nothing_of_before(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    later = now + LATER
    with app.app_context():
        draft = revisions.change(cast.mina, here.story, text=OTHER, now=later)
        assert draft is not None
        assert queries.story_for(cast.bo, here.story).title == "The singing hour"
        with pytest.raises(RuleBroken, match="once more"):
            revisions.put_in(cast.mina, draft.id, now=later)
        with pytest.raises(RuleBroken, match="already"):
            drafts.tell(cast.mina, draft.id, reach=Reach("me"), terms=TERMS, now=later)
        again = revisions.change(cast.mina, here.story, text=OTHER, now=later)
        assert again is not None
        assert again.id == draft.id
        with pytest.raises(NotVisible):
            revisions.put_in(cast.bo, draft.id, now=later)
        approved(cast.mina, draft.id, now=later)
        revisions.put_in(cast.mina, draft.id, now=later)

        assert queries.story_for(cast.bo, here.story).source == "He had *hummed*."
        assert db.session.scalars(select(StoryDraft.id)).all() == []
        assert db.session.scalars(select(Story.id)).all() == [here.story]


def test_what_everybody_may_read_is_the_members_again_in_other_words(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    later = now + LATER
    with app.app_context():
        lamp = a_story(cast.hana, f"public:{here.community}", title="The lamp", now=now)
        opening = a_story(cast.hana, f"community:{here.community}", title="The oven", now=now)
        public = Reach("public", here.community)
        service.change_audience(cast.hana, opening, reach=public, seen="community", terms=TERMS, now=now)
        for each in (lamp, opening):
            draft = revisions.change(cast.hana, each, text=OTHER, now=later)
            assert draft is not None
            approved(cast.hana, draft.id, now=later)
            revisions.put_in(cast.hana, draft.id, now=later)
        service.window.open_due(now=now + timedelta(days=8))

        told = [queries.story_for(cast.bo, each) for each in (lamp, opening)]
        assert [(each.audience, each.opens_at) for each in told] == [("community", None)] * 2
        kinds = db.session.scalars(select(StoryConsent.kind).where(StoryConsent.story_id == opening))
        assert kinds.all()[-2:] == ["stopped", "reworded"]


def test_a_place_in_an_issue_is_for_the_words_to_which_its_teller_said_yes(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = published(cast.ada, here.community, {here.story: cast.mina}, now=now)
        revisions.change(cast.mina, here.story, text=OTHER, now=now)
        assert contents_of(cast.bo, issue_for(cast.bo, made)) == [None]

        issues.answer(cast.mina, here.story, issue_id=made, yes=True, now=now)
        [stands] = contents_of(cast.bo, issue_for(cast.bo, made))
        assert stands is not None
        assert stands.story.title == "The hour"


def test_other_words_go_with_a_story_that_is_taken_back(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        own = a_draft(cast.mina, Reach("me"), now=now)
        with pytest.raises(NotVisible):
            revisions.put_in(cast.mina, own, now=now)
        monkeypatch.setattr(drafts, "MOST_DRAFTS", 1)
        with pytest.raises(RuleBroken, match="You have begun"):
            revisions.change(cast.mina, here.story, text=OTHER, now=now + LATER)
        drafts.put_away(cast.mina, own)
        revisions.change(cast.mina, here.story, text=OTHER, now=now + LATER)
        service.withdraw(cast.mina, here.story, now=now + LATER)

        assert db.session.scalars(select(StoryDraft.id)).all() == []
        with pytest.raises(NotAllowed):
            revisions.change(cast.mina, here.story, text=OTHER, now=now)
