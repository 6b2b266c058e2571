"""Drafts, approvals, consents and what time does to them."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from cop.communities import service as communities
from cop.communities.models import Community
from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.core.models import Job
from cop.drafts import queries as begun
from cop.drafts import service as beginnings
from cop.drafts.rules import Letter
from cop.people.models import User
from cop.stories import listeners, queries, service
from cop.stories.models import Story, StoryConsent, StoryDraft
from cop.stories.rules import Reach, Terms, reach
from cop.stories.service import consents, drafts, window
from tests.factories.communities import a_community, a_space
from tests.factories.stories import TERMS, a_draft, a_story

DAY = timedelta(days=1)


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> int:
    with app.app_context():
        return a_community(cast, now=now)


def said(story_id: int) -> list[tuple[str, str]]:
    asked = select(StoryConsent.kind, StoryConsent.audience).where(StoryConsent.story_id == story_id)
    return [(kind, audience) for kind, audience in db.session.execute(asked.order_by(StoryConsent.id))]


def ask_to_open(teller: User, story_id: int, *, terms: Terms | None = TERMS, now: datetime) -> None:
    story = queries.story_for(teller, story_id)
    wider = Reach("public", story.community_id)
    service.change_audience(teller, story_id, reach=wider, seen=story.audience, terms=terms, now=now)


def audience_of(story_id: int) -> str:
    db.session.expire_all()
    return db.session.scalars(select(Story.audience).where(Story.id == story_id)).one()


def test_any_change_after_the_approval_asks_again(app: Flask, cast: SimpleNamespace, here: int, now: datetime) -> None:
    with app.app_context():
        where = Reach("community", here)
        draft_id = a_draft(cast.bo, where, now=now)
        seen = queries.text_of(queries.draft_for(cast.bo, draft_id)).digest
        drafts.write(cast.bo, draft_id, page=1, answer="He had never sung.", now=now)

        with pytest.raises(RuleBroken, match="Read the finished text"):
            drafts.tell(cast.bo, draft_id, reach=where, terms=TERMS, now=now)
        with pytest.raises(Stale, match="Read the finished text"):
            drafts.approve(cast.bo, draft_id, seen=seen, now=now)
        again = queries.text_of(queries.draft_for(cast.bo, draft_id)).digest
        drafts.approve(cast.bo, draft_id, seen=again, now=now)
        with pytest.raises(RuleBroken, match="members of the community read it first"):
            drafts.tell(cast.bo, draft_id, reach=Reach("public", here), terms=TERMS, now=now)
        story = drafts.tell(cast.bo, draft_id, reach=where, terms=TERMS, now=now)

        assert (story.approved, story.until) == (again, now + 365 * DAY)
        assert said(story.id) == [("given", "community")]
        assert db.session.scalars(select(StoryDraft)).all() == []


def test_whoever_is_taken_out_meanwhile_tells_it_nowhere_and_keeps_the_draft(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        draft_id = a_draft(cast.bo, Reach("community", here), now=now)
        communities.remove(cast.hana, here, person_id=cast.bo.id, now=now)

        with pytest.raises(NotAllowed):
            drafts.tell(cast.bo, draft_id, reach=Reach("community", here), terms=TERMS, now=now)
        assert queries.choices_for_draft(cast.bo, queries.draft_for(cast.bo, draft_id), on=now.date()) == []
        assert [each.id for each in queries.drafts_of(cast.bo)] == [draft_id]
        with pytest.raises(NotVisible):
            drafts.put_away(cast.hana, draft_id)


def test_what_was_typed_and_not_kept_goes_with_the_draft_that_is_told(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        draft_id = a_draft(cast.bo, Reach("me"), now=now)
        for place in (f"story:{draft_id}:1", "thread:7"):
            beginnings.keep(cast.bo, place, letter=Letter("one", 1, "", "Other words."), now=now)

        drafts.tell(cast.bo, draft_id, reach=Reach("me"), terms=TERMS, now=now)

        assert [each.place for each in begun.drafts_of(cast.bo.id)] == ["thread:7"]


def test_nobody_begins_without_end(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        with transaction():
            for _ in range(drafts.MOST_DRAFTS):
                drafts.begin(cast.bo, Reach("me"), template="moment", now=now)
        with pytest.raises(RuleBroken, match="You have begun 30"):
            drafts.begin(cast.bo, Reach("me"), template="moment", now=now)


def test_it_opens_to_everybody_after_seven_days_unless_it_is_stopped(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        opened, stopped = (a_story(cast.ada, f"community:{here}", now=now) for _ in range(2))
        with pytest.raises(RuleBroken, match="how we shall name you"):
            ask_to_open(cast.ada, opened, terms=None, now=now)
        for each in (opened, stopped):
            ask_to_open(cast.ada, each, terms=Terms("first", 24), now=now)
        with pytest.raises(NotAllowed):
            window.stop(cast.bo, stopped, now=now)
        window.stop(cast.ada, stopped, now=now)
        window.stop(cast.ada, stopped, now=now)

        listeners.let_time_pass(now=now + 7 * DAY - timedelta(seconds=1))
        assert (audience_of(opened), audience_of(stopped)) == ("community", "community")
        listeners.let_time_pass(now=now + 7 * DAY)

        assert (audience_of(opened), audience_of(stopped)) == ("public", "community")
        assert said(opened) == [("given", "community"), ("given", "public"), ("opened", "public")]
        assert said(stopped)[2:] == [("stopped", "community")]
        assert queries.teller_of(queries.story_for(None, opened)) == "Ada"


@pytest.mark.parametrize(("before", "after"), [("community", "me"), ("community", "space"), ("space", "community")])
def test_another_choice_while_it_cools_off_ends_the_opening(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime, before: str, after: str
) -> None:
    with app.app_context():
        space = a_space(here, by=cast.hana, now=now, named=[cast.ada])
        places = {"me": "me", "space": f"space:{space}", "community": f"community:{here}"}
        story_id = a_story(cast.ada, places["space"], now=now)
        for seen, wanted in (("space", before), (before, "public"), (before, after)):
            if wanted == "public":
                ask_to_open(cast.ada, story_id, now=now)
            elif wanted != seen:
                there = reach(places[wanted])
                service.change_audience(cast.ada, story_id, reach=there, seen=seen, terms=TERMS, now=now)

        window.open_due(now=now + 8 * DAY)

        assert audience_of(story_id) == after
        assert (queries.story_for(cast.ada, story_id).until is None) == (after == "me")


def test_abuse_36_nothing_opens_for_somebody_who_may_not_open_it_any_more(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.ada, f"community:{here}", now=now)
        ask_to_open(cast.ada, story_id, now=now)
        communities.remove(cast.hana, here, person_id=cast.ada.id, now=now)

        window.open_due(now=now + 8 * DAY)

        assert audience_of(story_id) == "community"
        assert said(story_id)[-1] == ("stopped", "community")


def test_nothing_opens_where_there_is_no_community_any_more(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.ada, f"community:{here}", now=now)
        ask_to_open(cast.ada, story_id, now=now)
        with transaction() as tx:
            tx.session.execute(update(Story).values(community_id=None))

        window.open_due(now=now + 8 * DAY)

        assert (audience_of(story_id), said(story_id)[-1][0]) == ("community", "stopped")


def test_nothing_opens_in_a_community_that_has_closed_meanwhile(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.ada, f"community:{here}", now=now)
        ask_to_open(cast.ada, story_id, now=now)
        with transaction() as tx:
            tx.session.get_one(Community, here).closed_at = now

        window.open_due(now=now + 8 * DAY)

        assert (audience_of(story_id), said(story_id)[-1][0]) == ("community", "stopped")


def test_a_yes_opens_nothing_of_a_teller_who_was_taken_out(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.bo, f"community:{here}", now=now)
        service.propose(cast.bo, story_id, terms=TERMS, now=now)
        communities.remove(cast.hana, here, person_id=cast.bo.id, now=now)

        service.show_publicly(cast.hana, story_id, now=now + 8 * DAY)

        assert (audience_of(story_id), said(story_id)[-1][0]) == ("community", "stopped")


def test_a_proposal_waits_for_both_the_week_and_the_yes(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        late, early = (a_story(cast.bo, f"community:{here}", now=now) for _ in range(2))
        for each in (late, early):
            service.propose(cast.bo, each, terms=TERMS, now=now)
        service.show_publicly(cast.ada, early, now=now)
        assert audience_of(early) == "community"

        window.open_due(now=now + 7 * DAY)
        assert (audience_of(early), audience_of(late)) == ("public", "community")

        service.show_publicly(cast.hana, late, now=now + 8 * DAY)
        assert audience_of(late) == "public"


def test_a_teller_is_asked_twice_without_a_word_of_the_story_and_then_it_is_theirs_again(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        sent = app.extensions["cop_mailer"].sent
        story_id = a_story(cast.bo, f"community:{here}", title="The zither", now=now, named="anonymous")
        end = now + 365 * DAY
        for before, letters in ((31, 0), (30, 1), (29, 1), (7, 2), (1, 2)):
            consents.ask_due(now=end - before * DAY)
            assert len(db.session.scalars(select(Job).where(Job.kind == "mail.send")).all()) == letters
        assert sent == []

        consents.narrow_expired(now=end)

        assert audience_of(story_id) == "me"
        assert said(story_id)[-1] == ("expired", "community")
        assert queries.story_for(cast.bo, story_id).until is None
        assert not listeners.is_asked(cast.bo.id, story_id)
        with pytest.raises(RuleBroken, match="nothing to renew"):
            consents.renew(cast.bo, story_id, months=12, now=end)


def test_a_letter_leads_to_the_story_and_says_nothing_of_it(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.bo, f"community:{here}", title="The zither", now=now - 340 * DAY)
        asked = queries.asked_of(cast.bo, by=now + 30 * DAY)
        consents.ask_due(now=now)
        jobs.run_all(now=now)
        [letter] = app.extensions["cop_mailer"].sent

        assert [each.id for each in asked] == [story_id]
        assert f"/stories/{story_id}/withdrawals" in letter.get_content()
        assert "zither" not in str(letter)

        consents.ask_due(now=now + 20 * DAY)
        renewed = consents.renew(cast.bo, story_id, months=24, now=now)
        jobs.run_all(now=now + 20 * DAY)
        assert renewed.until == now + 730 * DAY
        assert app.extensions["cop_mailer"].sent == [letter]
        assert queries.asked_of(cast.bo, by=now + 30 * DAY) == []
        assert said(story_id)[-1] == ("renewed", "community")
        with pytest.raises(NotAllowed):
            consents.renew(cast.hana, story_id, months=12, now=now)


def test_who_agrees_for_longer_or_anew_is_asked_again_before_the_new_end(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id, letters = a_story(cast.bo, f"community:{here}", now=now), select(Job).where(Job.kind == "mail.send")
        consents.ask_due(now=now + 360 * DAY)
        end = consents.renew(cast.bo, story_id, months=12, now=now + 360 * DAY).until
        assert end is not None
        consents.ask_due(now=end - 30 * DAY)
        assert len(db.session.scalars(letters).all()) == 2

        for there, seen in (("me", "community"), (f"community:{here}", "me")):
            service.change_audience(cast.bo, story_id, reach=reach(there), seen=seen, terms=TERMS, now=end - DAY)
        consents.ask_due(now=end + 335 * DAY)
        assert len(db.session.scalars(letters).all()) == 3


def test_what_somebody_left_behind_is_gone_at_the_end_of_their_consent(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.bo, f"community:{here}", now=now)
        with transaction() as tx:
            service.forget(tx, cast.bo.id, keeps_words=True)
            tx.session.get_one(User, cast.bo.id).erased_at = now
        consents.ask_due(now=now + 360 * DAY)
        assert db.session.scalars(select(Job).where(Job.kind == "mail.send")).all() == []
        assert audience_of(story_id) == "community"

        consents.narrow_expired(now=now + 365 * DAY)

        assert db.session.scalars(select(Story)).all() == []
        assert said(story_id) == []


def test_what_is_left_behind_names_nobody_and_opens_no_further(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.ada, f"community:{here}", now=now)
        ask_to_open(cast.ada, story_id, terms=Terms("place", 12, "Fife"), now=now)
        with transaction() as tx:
            tx.session.get_one(Story, story_id).others = [["my sister", "agreed"]]
            service.forget(tx, cast.ada.id, keeps_words=True)

        window.open_due(now=now + 8 * DAY)

        db.session.expire_all()
        left = db.session.get_one(Story, story_id)
        assert (left.audience, left.named, left.place, left.others) == ("community", "anonymous", "", [])


def test_what_is_taken_back_leaves_dates_and_no_word(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.bo, f"community:{here}", title="Zither", body="Zither", note="Zither", now=now)
        service.change_audience(cast.bo, story_id, reach=reach("me"), seen="community", now=now)
        service.withdraw(cast.bo, story_id, now=now)

        row = db.session.execute(select(Story.__table__).where(Story.id == story_id)).mappings().one()
        assert "Zither" not in str(row)
        assert (row["community_id"], row["named"], row["withdrawn_at"]) == (None, "anonymous", now)
        assert said(story_id) == [("given", "community"), ("narrowed", "me"), ("withdrawn", "me")]


def test_the_record_is_only_ever_added_to(app: Flask, cast: SimpleNamespace, here: int, now: datetime) -> None:
    with app.app_context():
        a_story(cast.bo, f"community:{here}", now=now)
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.execute(delete(StoryConsent))
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.scalars(select(StoryConsent)).one().kind = "renewed"
