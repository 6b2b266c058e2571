"""A story that is being written: a page at a time, read as a whole, approved, and told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from cop.communities import policy as places
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken, Stale
from cop.drafts import service as beginnings
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import DraftChanged
from cop.stories.models import Story, StoryDraft
from cop.stories.queries import by_what, draft_for, how_many_drafts, story_for, text_of, ways
from cop.stories.rules import Reach
from cop.stories.service.telling import place_of, publish

MOST_DRAFTS = 30
ADAPTING = "adaptation"
FULL = N_("You have begun %(most)s stories. Finish one of them, or put one away, before you begin another.")
READ_FIRST = N_("Read the finished text once more, and say that it is as you want it. It has changed since you did.")


def begin(
    actor: User, reach: Reach, *, template: str, now: datetime, origin_id: int | None = None
) -> StoryDraft:  # fmt: skip
    """Begin to write for people of this place; until it is told nobody else knows of it."""
    with transaction() as tx:
        community, _ = place_of(actor, reach)
        told = ways.chosen_in(community.id if community else None, template)
        if how_many_drafts(actor) >= MOST_DRAFTS:
            raise RuleBroken(FULL, most=MOST_DRAFTS)
        draft = StoryDraft(
            author_id=actor.id, reach=str(reach), template=told.key, template_version=told.version, answers={},
            origin_id=origin_id, began_at=now, changed_at=now,
        )  # fmt: skip
        tx.session.add(draft)
        tx.flush()
        tx.announce(DraftChanged(draft.id))
        return draft


def adapt(actor: User, story_id: int, *, now: datetime) -> StoryDraft:
    """Begin to tell how one tried what this story tells of: for the same community, where one may share there."""
    with transaction():
        story = story_for(actor, story_id)
        require(policy.can_adapt(actor, story), "Others tell how they have tried it too. This story is yours.")
        here = story.community is not None and places.can_share(actor, story.community)
        reach = Reach("community", story.community_id) if here else Reach("me")
        return begin(actor, reach, template=ADAPTING, now=now, origin_id=story.id)


def write(actor: User, draft_id: int, *, page: int, answer: str, now: datetime) -> StoryDraft:
    """Keep what was written on one page of questions."""
    with transaction() as tx, _changing(actor, draft_id, now=now) as draft:
        told = by_what(draft)
        prompt = told.prompts[rules.check_page(told, page) - 1]
        markup.render(answer)  # raises for what no page could show, while it stands where it was typed
        draft.answers = {**draft.answers, prompt.key: rules.check_answer(answer)}
        beginnings.sent(tx, actor, place=rules.place_of_page(draft_id, page), body=answer)
        return draft


def head(actor: User, draft_id: int, *, title: str, note: str, now: datetime) -> StoryDraft:
    """Give it a title, and say what it speaks of that somebody may not want to meet unprepared."""
    with _changing(actor, draft_id, now=now) as draft:
        draft.title, draft.note = rules.check_heading(title, note)
        return draft


def add_other(actor: User, draft_id: int, *, who: str, basis: str, now: datetime) -> StoryDraft:
    """Say of one other person who is in it why they may be."""
    with _changing(actor, draft_id, now=now) as draft:
        draft.others = rules.with_another(draft.others, who, basis=basis)
        return draft


def take_out_other(actor: User, draft_id: int, *, number: int, now: datetime) -> StoryDraft:
    """Take somebody off the list again, by their place in it."""
    with _changing(actor, draft_id, now=now) as draft:
        draft.others = [each for place, each in enumerate(draft.others or ()) if place != number]
        return draft


def settle_others(actor: User, draft_id: int, *, now: datetime) -> StoryDraft:
    """Say that whoever is on the list, if anybody, is everybody who is in it."""
    with _changing(actor, draft_id, now=now) as draft:
        draft.others = draft.others or []
        return draft


def say_who_decides(actor: User, draft_id: int, *, decides: str, supporter: str, now: datetime) -> StoryDraft:
    """Say whether somebody is beside its teller, and who."""
    with _changing(actor, draft_id, now=now) as draft:
        if draft.story_id is not None:
            raise RuleBroken("It is told already, and whoever decides about it stays who they are.")
        draft.decides, draft.supporter = rules.check_deciding(decides, supporter)
        return draft


def approve(actor: User, draft_id: int, *, seen: str, now: datetime) -> StoryDraft:
    """Say that the text is as its teller wants it: this text, whose digest was on the page that they read."""
    with _changing(actor, draft_id, now=now) as draft:
        text = text_of(draft)
        rules.check_ready(text, others=draft.others)
        if text.digest != seen:
            raise Stale(READ_FIRST)
        draft.approved = seen
        return draft


def tell(actor: User, draft_id: int, *, reach: Reach, terms: rules.Terms, now: datetime) -> Story:
    """Agree to who reads it, how one is named and for how long: then it is told, and the draft is gone."""
    with transaction() as tx:
        draft = draft_for(actor, draft_id)
        if draft.story_id is not None:
            raise RuleBroken("You have told this story already: this is another text for it.")
        text = text_of(draft)
        rules.check_ready(text, others=draft.others)
        if text.digest != draft.approved:
            raise RuleBroken(READ_FIRST)
        if reach.audience == "public":
            raise RuleBroken("Let the members of the community read it first. You can open it to everybody after that.")
        terms = rules.check_agreed(terms, decides=draft.decides) if reach.audience != "me" else rules.check_terms(terms)
        story = publish(tx, actor, draft=draft, text=text, reach=reach, terms=terms, now=now)
        remove(tx, draft, of=actor)
        return story


def put_away(actor: User, draft_id: int) -> None:
    """Delete what was begun, and what was typed on its pages and not kept yet."""
    with transaction() as tx:
        draft = draft_for(actor, draft_id)
        remove(tx, draft, of=actor)
        tx.announce(DraftChanged(draft.id))


def remove(tx: Transaction, draft: StoryDraft, *, of: User) -> None:
    """Delete it with what was typed on its pages and not kept: its number may be another's after it."""
    pages = range(1, len(by_what(draft).prompts) + 1)
    beginnings.leave(tx, of, places=[rules.place_of_page(draft.id, page) for page in pages])
    tx.session.delete(draft)


@contextmanager
def _changing(actor: User, draft_id: int, *, now: datetime) -> Iterator[StoryDraft]:
    with transaction() as tx:
        draft = draft_for(actor, draft_id)
        yield draft
        draft.changed_at = now
        tx.announce(DraftChanged(draft.id))
