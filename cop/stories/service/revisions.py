"""Putting a told story into other words. What it said before is kept for nobody."""

from datetime import datetime

from sqlalchemy import select

from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import DraftChanged, StoryAudienceChanged, StoryReworded
from cop.stories.models import Story, StoryDraft
from cop.stories.queries import draft_for, story_for, text_of
from cop.stories.queries.drafts import attached_to_story, how_many_drafts, revision_of, text_with
from cop.stories.service import consents, drafts
from cop.stories.service.attached import bring
from cop.stories.service.consents import TELLER
from cop.stories.service.telling import say_that_it_waits

PROMPT = "text"


def change(actor: User, story_id: int, *, text: rules.Text, now: datetime) -> StoryDraft | None:
    """Other words at once, as long as that is free; else a draft of them, which its teller reads and approves."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        title, note = rules.check_heading(text.title, text.note)
        source, there = rules.check_answer(text.source), attached_to_story(story.id)
        text = text_with(there, title=title, source=source, note=note)
        rules.check_ready(text, others=story.others)
        told_at = story.published_at or story.created_at
        if not rules.may_change_freely(audience=story.audience, told_at=told_at, now=now):
            return _drafted(tx, actor, story, text=text, now=now)
        _replace(tx, story, text, now=now)
        forget(tx, story.id)
        return None


def put_in(actor: User, draft_id: int, *, now: datetime) -> Story:
    """Let the approved words take the place of those that stand there. What was agreed to goes on for them, among those
    who read it; what stood open to everybody opens to them once more, as before, or not at all."""
    with transaction() as tx:
        draft = draft_for(actor, draft_id)
        if draft.story_id is None:
            raise NotVisible
        story, text = story_for(actor, draft.story_id), text_of(draft)
        require(policy.can_change(actor, story), TELLER)
        rules.check_ready(text, others=draft.others)
        if text.digest != draft.approved:
            raise RuleBroken(drafts.READ_FIRST)
        story.others = draft.others or []
        _replace(tx, story, text, now=now)
        bring(tx, draft, story=story)
        drafts.remove(tx, draft, of=actor)
        return story


def forget(tx: Transaction, story_id: int) -> None:
    """It is taken back, or says something else already: what was to take its place goes."""
    found = select(StoryDraft, User).join(User, User.id == StoryDraft.author_id)
    for draft, teller in tx.session.execute(found.where(StoryDraft.story_id == story_id)).all():
        drafts.remove(tx, draft, of=teller)


def _drafted(tx: Transaction, actor: User, story: Story, *, text: rules.Text, now: datetime) -> StoryDraft:
    draft = revision_of(story)
    if draft is None:
        if how_many_drafts(actor) >= drafts.MOST_DRAFTS:
            raise RuleBroken(drafts.FULL, most=drafts.MOST_DRAFTS)
        told = rules.template(rules.FREE)
        draft = StoryDraft(
            author_id=actor.id, story_id=story.id, reach="me", template=told.key, template_version=told.version,
            others=[[*each] for each in story.others], origin_id=story.origin_id, began_at=now,
            decides=story.decides, supporter=story.supporter,
        )  # fmt: skip
        tx.session.add(draft)
    markup.render(text.source)  # raises for what no page could show, while it stands where it was typed
    draft.answers, draft.title, draft.note = {PROMPT: text.source}, text.title, text.note
    draft.changed_at = now
    tx.flush()
    tx.announce(DraftChanged(draft.id))
    return draft


def _replace(tx: Transaction, story: Story, text: rules.Text, *, now: datetime) -> None:
    """Whoever said yes to everybody's reading it said so of other words: that ends with them."""
    if text.digest == story.approved:
        return
    story.title, story.source, story.note = text.title, text.source, text.note
    story.html, story.render_version = markup.render(text.source), markup.RENDER_VERSION
    story.approved = text.digest
    if story.opens_at is not None:
        consents.keep_closed(story)
        consents.note(tx, story, kind="stopped", now=now)
    if story.audience == "public":
        assert story.community is not None  # noqa: S101  everybody reads only what stands in a community's window
        story.audience, story.bound = "community", story.community.axes.read
        consents.note(tx, story, kind="narrowed", now=now)
        tx.announce(StoryAudienceChanged(story.id))
    if story.audience != "me":
        consents.note(tx, story, kind="reworded", now=now)
    if rules.is_read_first(story.decides) and story.hidden_at is None:
        story.hidden_at, story.waits = now, True
        say_that_it_waits(tx, story)
    tx.announce(StoryReworded(story.id))
