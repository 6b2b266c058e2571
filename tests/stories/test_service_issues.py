"""Issues: a story stands in one while its teller says yes and lets all its readers read it, and not a moment longer."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import delete, select

from cop.communities.models import CommunityMembership
from cop.communities.service import life
from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.people.models import User
from cop.stories import queries as stories
from cop.stories import service
from cop.stories.models import Issue, IssueStory, Story, StoryConsent
from cop.stories.queries import issues as queries
from cop.stories.rules import reach
from cop.stories.service import consents, issues
from tests.factories.communities import a_community, a_space
from tests.factories.issues import an_issue, let_out, published
from tests.factories.stories import TERMS, a_story


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A story of Mina's and one of Bo's, for the members; and one of Ada's for everybody."""
    with app.app_context():
        made = a_community(cast, now=now)
        where = f"community:{made}"
        return SimpleNamespace(
            community=made,
            zither=a_story(cast.mina, where, title="The zither", now=now),
            gate=a_story(cast.bo, where, title="The gate", now=now),
            lamp=a_story(cast.ada, f"public:{made}", title="The lamp", now=now),
        )


def stands(viewer: User | None, issue_id: int) -> list[str]:
    """What somebody reads in it, a dash for a place where nothing is left."""
    found = queries.contents_of(viewer, queries.issue_for(viewer, issue_id))
    return [each.story.title if each else "-" for each in found]


def letters(app: Flask) -> list[tuple[str, str]]:
    return [(each["To"], each["Subject"]) for each in app.extensions["cop_mailer"].sent]


def test_only_what_its_teller_said_yes_to_stands_in_it(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = an_issue(cast.hana, here.community, now=now)
        for story_id in (here.zither, here.gate, here.lamp, here.zither):
            issues.choose(cast.hana, made, story_id=story_id, now=now)
        jobs.run_all(now=now)
        asked = "May something that you told stand in an issue?"
        assert sorted(letters(app)) == [(each.email, asked) for each in (cast.ada, cast.bo, cast.mina)]
        assert "zither" not in str(app.extensions["cop_mailer"].sent)
        with pytest.raises(RuleBroken, match="needs the yes"):
            let_out(cast.hana, made, now=now)

        issues.answer(cast.mina, here.zither, issue_id=made, yes=True, now=now)
        issues.answer(cast.bo, here.gate, issue_id=made, yes=False, now=now)
        lacks = [each.lacks for each in queries.places_of(cast.ada, queries.issue_for(cast.ada, made))]
        assert lacks == ["", "Its teller would rather not have it in an issue.", "Its teller has not said yes yet."]
        assert let_out(cast.hana, made, now=now) == 2
        assert stands(cast.gil, made) == ["The zither"]


def test_what_is_out_takes_nothing_more(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        begun = an_issue(cast.hana, here.community, now=now)
        with pytest.raises(Stale):
            issues.publish(cast.hana, begun, seen="something else", now=now)
        made = published(cast.hana, here.community, {here.zither: cast.mina}, now=now)
        issue = queries.issue_for(cast.gil, made)
        assert (issue.number, issue.published_at, "<em>now</em>" in issue.html) == (1, now, True)
        kinds = db.session.scalars(select(StoryConsent.kind).where(StoryConsent.story_id == here.zither))
        assert kinds.all() == ["given", "gathered"]
        for refused in (
            lambda: issues.choose(cast.hana, made, story_id=here.gate, now=now),
            lambda: issues.leave_out(cast.hana, made, story_id=here.zither, now=now),
            lambda: issues.put_away(cast.hana, made),
        ):
            with pytest.raises(RuleBroken, match="is out"):
                refused()


def test_who_edits_and_who_reads(app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        made = an_issue(cast.ada, here.community, now=now)
        with pytest.raises(NotAllowed):
            an_issue(cast.bo, here.community, now=now)
        for who in (cast.bo, cast.gil, cast.cy, None):
            with pytest.raises(NotVisible):
                queries.issue_for(who, made)
            assert queries.issues_of(who, here.community) == []
        issues.rewrite(cast.hana, made, title="Days", note="", now=now)
        issues.choose(cast.ada, made, story_id=here.gate, now=now)
        issues.answer(cast.bo, here.gate, issue_id=made, yes=True, now=now)
        let_out(cast.ada, made, now=now)

        assert [each.title for each in queries.issues_of(cast.gil, here.community)] == ["Days"]
        assert queries.issues_of(cast.cy, here.community) == []
        with pytest.raises(NotAllowed):
            issues.rewrite(cast.bo, made, title="Mine", note="", now=now)
        with pytest.raises(NotAllowed):
            issues.answer(cast.mina, here.gate, issue_id=made, yes=False, now=now)


def test_it_is_taken_out_at_once_wherever_its_teller_narrows_it_or_takes_it_back(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        told = {here.zither: cast.mina, here.gate: cast.bo, here.lamp: cast.ada}
        made = published(cast.hana, here.community, told, now=now)
        later = now + timedelta(days=1)
        service.withdraw(cast.mina, here.zither, now=later)
        service.change_audience(cast.bo, here.gate, reach=reach("me"), seen="community", now=later)
        assert stands(cast.gil, made) == ["-", "-", "The lamp"]
        assert stands(cast.bo, made) == ["-", "-", "The lamp"]
        assert queries.subjects_of(cast.bo, here.community)[0][1].title == "The lamp"

        again = reach(f"community:{here.community}")
        service.change_audience(cast.bo, here.gate, reach=again, seen="me", terms=TERMS, now=later)
        assert stands(cast.gil, made) == ["-", "-", "The lamp"]
        issues.answer(cast.bo, here.gate, issue_id=made, yes=True, now=later)
        assert stands(cast.gil, made) == ["-", "The gate", "The lamp"]

        consents.narrow_expired(now=now + timedelta(days=400))
        assert stands(cast.gil, made) == ["-", "-", "-"]
        with pytest.raises(RuleBroken, match="Fewer people"):
            issues.answer(cast.bo, here.gate, issue_id=made, yes=True, now=later)


def test_what_is_gone_altogether_leaves_its_place(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = published(cast.hana, here.community, {here.zither: cast.mina, here.gate: cast.bo}, now=now)
        begun = an_issue(cast.hana, here.community, now=now)
        issues.choose(cast.hana, begun, story_id=here.gate, now=now)
        with transaction() as tx:
            tx.session.execute(delete(Story).where(Story.id == here.gate))

        assert stands(cast.gil, made) == ["The zither", "-"]
        [left] = queries.places_of(cast.hana, queries.issue_for(cast.hana, begun))
        assert (left.story_id, left.title, left.lacks) == (None, "", "It is not open to you now.")


def test_one_for_everybody_holds_only_what_everybody_may_read(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        made = an_issue(cast.hana, here.community, audience="public", now=now)
        offered = queries.offered_to(cast.hana, queries.issue_for(cast.hana, made))
        assert [each.title for each in offered] == ["The lamp"]
        with pytest.raises(RuleBroken, match="fewer people"):
            issues.choose(cast.hana, made, story_id=here.gate, now=now)
        issues.choose(cast.hana, made, story_id=here.lamp, now=now)
        issues.answer(cast.ada, here.lamp, issue_id=made, yes=True, now=now)
        let_out(cast.hana, made, now=now)
        assert (stands(None, made), stands(cast.cy, made)) == (["The lamp"], ["The lamp"])

        community = f"community:{here.community}"
        service.change_audience(cast.ada, here.lamp, reach=reach(community), seen="public", now=now)
        assert (stands(None, made), stands(cast.gil, made)) == (["-"], ["-"])
        issues.narrow(cast.ada, made, now=now)
        issues.narrow(cast.ada, made, now=now)
        with pytest.raises(NotVisible):
            queries.issue_for(None, made)
        assert stands(cast.gil, made) == ["-"]
        assert queries.issue_for(cast.gil, made).audience == "community"


def test_whoever_edits_and_tells_has_said_yes_and_is_not_written_to(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        where = f"community:{here.community}"
        own = a_story(cast.ada, where, title="The kettle", now=now)
        made = an_issue(cast.ada, here.community, now=now)
        issues.choose(cast.ada, made, story_id=own, now=now)
        assert jobs.run_all(now=now) == 0
        assert [each.lacks for each in queries.places_of(cast.ada, queries.issue_for(cast.ada, made))] == [""]
        assert [each.answer for each in queries.asked_about(stories.story_for(cast.ada, own))] == ["yes"]

        issues.choose(cast.ada, made, story_id=here.zither, now=now)
        issues.arrange(cast.ada, made, story_id=here.zither, subjects="nights, music", place=1, now=now)
        with pytest.raises(NotVisible):
            issues.arrange(cast.ada, made, story_id=here.gate, subjects="", place=1, now=now)
        issues.answer(cast.mina, here.zither, issue_id=made, yes=True, now=now)
        jobs.run_all(now=now)
        assert letters(app) == []  # Mina has said it meanwhile
        let_out(cast.ada, made, now=now)

        assert stands(cast.bo, made) == ["The zither", "The kettle"]
        told = [(subject, each.title) for subject, each in queries.subjects_of(cast.bo, here.community)]
        assert told == [("nights", "The zither"), ("music", "The zither"), ("In my own way", "The kettle")]
        assert queries.subjects_of(cast.cy, here.community) == []


def test_an_issue_that_is_not_out_is_put_away_and_numbers_go_on(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        away = an_issue(cast.ada, here.community, now=now)
        issues.choose(cast.ada, away, story_id=here.gate, now=now)
        issues.leave_out(cast.ada, away, story_id=here.gate, now=now)
        issues.choose(cast.ada, away, story_id=here.gate, now=now)
        assert issues.put_away(cast.ada, away) == here.community
        first, second = (published(cast.ada, here.community, {here.gate: cast.bo}, now=now) for _ in range(2))

        numbers = [(each.id, each.number) for each in queries.issues_of(cast.bo, here.community)]
        assert numbers == [(second, 2), (first, 1)]
        assert db.session.scalars(select(Issue.id).where(Issue.number.is_(None))).all() == []
        with pytest.raises(NotVisible):
            issues.answer(cast.bo, here.gate, issue_id=9_999, yes=True, now=now)


def test_there_is_room_for_so_many(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issues, "MOST_GATHERED", 1)
    with app.app_context():
        made = an_issue(cast.ada, here.community, now=now)
        issues.choose(cast.ada, made, story_id=here.gate, now=now)
        with pytest.raises(RuleBroken, match="There is room"):
            issues.choose(cast.ada, made, story_id=here.zither, now=now)
        space = a_space(here.community, by=cast.hana, now=now, named=[cast.ada])
        inner = a_story(cast.ada, f"space:{space}", now=now)
        with pytest.raises(RuleBroken, match="fewer people"):
            issues.choose(cast.ada, made, story_id=inner, now=now)


def test_a_community_without_a_window_has_none_for_everybody_and_one_that_closes_keeps_them_inside(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        inside = a_community(cast, preset="private", now=now, name="Inside")
        with pytest.raises(RuleBroken, match="no public window"):
            an_issue(cast.hana, inside, audience="public", now=now)

        made = published(cast.hana, here.community, {here.lamp: cast.ada}, audience="public", now=now)
        life.announce_closing(cast.hana, here.community, words="Thanks.", now=now)
        then = now + timedelta(days=60)
        life.close_due(now=then)
        assert stands(cast.gil, made) == ["The lamp"]
        with pytest.raises(NotVisible):
            queries.issue_for(None, made)
        with pytest.raises(NotAllowed):
            issues.rewrite(cast.hana, made, title="No", note="", now=then)
        with pytest.raises(NotAllowed):
            issues.answer(cast.ada, here.lamp, issue_id=made, yes=True, now=then)
        issues.answer(cast.ada, here.lamp, issue_id=made, yes=False, now=then)
        assert stands(cast.gil, made) == ["-"]


def test_who_came_later_to_a_sealed_community_reads_what_came_after_them(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        sealed = a_community(cast, preset="confidential", now=now, name="Sealed")
        told = a_story(cast.bo, f"community:{sealed}", now=now)
        made = published(cast.hana, sealed, {told: cast.bo}, now=now)
        then = now + timedelta(days=1)
        with transaction() as tx:
            tx.session.add(CommunityMembership(community_id=sealed, user_id=cast.cy.id, role="member", since=then))
        assert stands(cast.gil, made) == ["The singing hour"]
        with pytest.raises(NotVisible):
            queries.issue_for(cast.cy, made)


def test_what_an_editor_wrote_stays_their_communitys_or_goes(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for number, keeps in enumerate((True, False)):
            editor = (cast.ada, cast.hana)[number]
            made = published(editor, here.community, {here.gate: cast.bo}, now=now)
            with transaction() as tx:
                issues.forget(tx, editor.id, keeps_words=keeps)
            issue = queries.issue_for(cast.bo, made)
            assert (issue.by_id, issue.note) == (None, "Why *now*." if keeps else "")
        assert db.session.scalars(select(IssueStory.answer)).all() == ["yes", "yes"]
