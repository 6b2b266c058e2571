"""What follows for stories from what happens to communities."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.communities.facts import CommunityClosed
from cop.core import clock
from cop.core.database import Transaction, db
from cop.core.errors import N_, NotVisible
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.files.facts import FilesChanged
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.stories import policy, rules, service
from cop.stories.facts import StoryAdapted, StoryAudienceChanged, StoryWithdrawn
from cop.stories.models import Issue, Story, StoryConsent, StoryDraft, StoryFollowUp, StoryResponse, StoryWay
from cop.stories.queries import story_for
from cop.stories.queries.drafts import STORY
from cop.stories.queries.following import follow_up_of
from cop.stories.queries.issues import waits_for
from cop.stories.service import attached, consents, following, issues, letters, revisions, ways, window

listeners = Listeners()
jobs = Jobs()


@listeners.within(CommunityClosed)
def narrow_what_was_not_confirmed(fact: CommunityClosed, tx: Transaction) -> None:
    issues.narrow_closed(tx, fact.community_id, now=clock.now())
    service.narrow_unconfirmed(tx, fact.community_id, now=clock.now())


@listeners.within(StoryAudienceChanged)
@listeners.within(StoryWithdrawn)
def leave_issues(fact: StoryAudienceChanged | StoryWithdrawn, tx: Transaction) -> None:
    issues.let_go(tx, fact.story_id, now=clock.now())


@listeners.within(FilesChanged)
def approve_what_is_left(fact: FilesChanged, tx: Transaction) -> None:
    if fact.whose == STORY:
        attached.settle(tx, fact.thing_id)


@listeners.within(StoryWithdrawn)
def put_away_other_words(fact: StoryWithdrawn, tx: Transaction) -> None:
    revisions.forget(tx, fact.story_id)
    following.forget(tx, fact.story_id)


@jobs.permits_if(letters.GATHERING)
def is_waited_for(person_id: int, story_id: int) -> bool:
    """Whether an issue still waits for what they say."""
    return waits_for(person_id, story_id)


@jobs.permits_if(consents.RENEWING)
def is_asked(person_id: int, story_id: int) -> bool:
    """Whether a letter that asks them about this story still has something to ask."""
    story = db.session.get(Story, story_id)
    soon = clock.now() + max(rules.ASKED_BEFORE)
    return story is not None and story.author_id == person_id and policy.is_ending(story, by=soon)


@jobs.permits_if(letters.READING)
def may_read(person_id: int, story_id: int) -> bool:
    """Whether somebody who is written to may read what the letter is about."""
    person = db.session.get(User, person_id)
    try:
        return person is not None and story_for(person, story_id).withdrawn_at is None
    except NotVisible:
        return False


@jobs.permits_if(letters.TRYING)
def has_tried(person_id: int, story_id: int) -> bool:
    """Whether there is still something to say of what they tried, and they have not said it."""
    story, asked = db.session.get(Story, story_id), follow_up_of(story_id)
    unsaid = asked is not None and asked.said_at is None
    return unsaid and story is not None and story.author_id == person_id and story.withdrawn_at is None


@listeners.within(StoryAdapted)
def tell_the_teller(fact: StoryAdapted, tx: Transaction) -> None:
    letters.tell_teller(tx, fact.story_id, origin_id=fact.origin_id, now=clock.now())


@jobs.hourly
def let_time_pass(*, now: datetime) -> None:
    """What has cooled off opens, what ends soon is asked about, and what nobody renewed is its teller's again."""
    consents.narrow_expired(now=now)
    window.open_due(now=now)
    consents.ask_due(now=now)
    following.ask_due(now=now)


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id, keeps_words=fact.keeps_words)
    issues.forget(tx, fact.user_id, keeps_words=fact.keeps_words)
    ways.forget(tx, fact.user_id)


def _stories(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(
        Story.title, Story.source, Story.note, Story.others, Story.audience, Story.named, Story.place, Story.opening,
        Story.template, Story.created_at, Story.until, Story.withdrawn_at, Story.hidden_at, Story.decides,
        Story.supporter, Story.in_search, Story.in_engines, Story.in_archive,
    )  # fmt: skip
    return [tuple(row) for row in db.session.execute(told.where(Story.author_id == person_id).order_by(Story.id))]


def _drafts(person_id: int) -> Iterable[Sequence[Any]]:
    begun = select(
        StoryDraft.title, StoryDraft.answers, StoryDraft.note, StoryDraft.others, StoryDraft.template,
        StoryDraft.began_at, StoryDraft.changed_at, StoryDraft.decides, StoryDraft.supporter,
    )  # fmt: skip
    own = begun.where(StoryDraft.author_id == person_id).order_by(StoryDraft.id)
    return [tuple(row) for row in db.session.execute(own)]


def _consents(person_id: int) -> Iterable[Sequence[Any]]:
    said = select(
        StoryConsent.story_id, StoryConsent.kind, StoryConsent.audience, StoryConsent.named, StoryConsent.at,
        StoryConsent.until, StoryConsent.channels,
    ).join(Story, Story.id == StoryConsent.story_id)  # fmt: skip
    own = said.where(Story.author_id == person_id).order_by(StoryConsent.id)
    return [tuple(row) for row in db.session.execute(own)]


def _said(person_id: int) -> Iterable[Sequence[Any]]:
    told = StoryResponse.kind, StoryResponse.words, StoryResponse.said_at, StoryResponse.hidden_at
    said = select(StoryResponse.story_id, *told)
    own = said.where(StoryResponse.author_id == person_id).order_by(StoryResponse.id)
    return [tuple(row) for row in db.session.execute(own)]


def _changes(person_id: int) -> Iterable[Sequence[Any]]:
    said = select(StoryFollowUp.story_id, StoryFollowUp.words, StoryFollowUp.asked_at, StoryFollowUp.said_at)
    own = said.join(Story, Story.id == StoryFollowUp.story_id).where(Story.author_id == person_id)
    return [tuple(row) for row in db.session.execute(own.order_by(Story.id))]


def _issues(person_id: int) -> Iterable[Sequence[Any]]:
    begun = select(Issue.title, Issue.note, Issue.audience, Issue.began_at, Issue.published_at, Issue.hidden_at)
    return [tuple(row) for row in db.session.execute(begun.where(Issue.by_id == person_id).order_by(Issue.id))]


def _ways(person_id: int) -> Iterable[Sequence[Any]]:
    asked = select(StoryWay.name, StoryWay.about, StoryWay.prompts, StoryWay.version, StoryWay.at, StoryWay.retired_at)
    return [tuple(row) for row in db.session.execute(asked.where(StoryWay.by_id == person_id).order_by(StoryWay.id))]


PARTS = [
    Part(
        "story_ways", N_("Ways to tell a story that you wrote for a community"),
        {
            "title": N_("Name"), "about": N_("What it is for"), "text": N_("Questions"), "version": N_("Version"),
            "at": N_("When"), "retired_at": N_("Taken away"),
        },
        _ways,
    ),
    Part(
        "story_changes", N_("What you said has changed since you tried something"),
        {"story": N_("Number of the story"), "text": N_("Text"), "asked_at": N_("Asked"), "at": N_("When")},
        _changes,
    ),
    Part(
        "story_issues", N_("Issues of stories that you began"),
        {
            "title": N_("Title"), "text": N_("Text"), "audience": N_("Who reads it"), "at": N_("When"),
            "published_at": N_("Published"), "hidden_at": N_("Hidden since"),
        },
        _issues,
    ),
    Part(
        "story_responses", N_("What you said to the teller of a story"),
        {"story": N_("Number of the story"), "what": N_("What"), "text": N_("Text"), "at": N_("When"),
         "hidden_at": N_("Hidden since")},
        _said,
    ),
    Part(
        "stories", N_("Your stories"),
        {
            "title": N_("Title"), "text": N_("Text"), "note": N_("What stands before it"),
            "others": N_("Who else is in it"),
            "audience": N_("Who reads it"), "named": N_("How you are named"), "place": N_("From where"),
            "opening": N_("What you agreed to for everybody"),
            "template": N_("Told by"), "at": N_("When"), "until": N_("Until when"), "withdrawn_at": N_("Taken back"),
            "hidden_at": N_("Hidden since"), "decides": N_("Who decides"), "supporter": N_("Who is beside you"),
            "in_search": N_("Found by the search"), "in_engines": N_("Found by search engines"),
            "in_archive": N_("Taken along when the community closes"),
        },
        _stories,
    ),
    Part(
        "story_drafts", N_("Stories that you have begun"),
        {
            "title": N_("Title"), "text": N_("Text"), "note": N_("What stands before it"),
            "others": N_("Who else is in it"),
            "template": N_("Told by"), "at": N_("When"), "changed_at": N_("Last changed"),
            "decides": N_("Who decides"), "supporter": N_("Who is beside you"),
        },
        _drafts,
    ),
    Part(
        "story_consents", N_("What you agreed to about your stories"),
        {
            "story": N_("Number of the story"), "what": N_("What"), "audience": N_("Who reads it"),
            "named": N_("How you are named"), "at": N_("When"), "until": N_("Until when"),
            "channels": N_("Where else"),
        },
        _consents,
    ),
]  # fmt: skip
