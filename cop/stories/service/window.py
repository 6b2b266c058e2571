"""The way of a story into a public window: its teller agrees, seven days pass, and where others say yes to what
stands there, one of them has."""

from datetime import datetime

from sqlalchemy import select

from cop.communities import policy as places
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import StoryAudienceChanged, StoryProposed
from cop.stories.models import Story
from cop.stories.queries import opens_alone, story_for
from cop.stories.service import consents
from cop.stories.service.consents import TELLER
from cop.stories.service.telling import MEMBERS, check_shared


def propose(actor: User, story_id: int, *, terms: rules.Terms, now: datetime) -> Story:
    """Ask for a story of one's own to stand in the public window of its community. This is the teller's consent."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        check_shared(story)
        require(story.community is not None and policy.can_propose(actor, story.community), MEMBERS)
        consents.promise(tx, story, terms=rules.check_agreed(terms, decides=story.decides), now=now)
        story.proposed_at = now
        tx.announce(StoryProposed(story.id))
        return story


def show_publicly(actor: User, story_id: int, *, now: datetime) -> Story:
    """Say yes to what its teller has proposed, and to nothing that nobody proposed. It opens once it has cooled off."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        if story.community is None or story.proposed_at is None or story.withdrawn_at is not None:
            raise NotVisible
        require(places.can_show(actor, story.community), "Only the core group of this community shows things publicly.")
        require(not policy.is_teller(actor, story), "Somebody else of the core group reads it, and says yes.")
        story.cleared_at = now
        if rules.may_open(opens_at=story.opens_at, needs_yes=True, has_yes=True, now=now):
            _open_or_stop(tx, story, tx.session.get_one(User, story.author_id), now=now)
        tx.announce(StoryAudienceChanged(story.id))
        return story


def stop(actor: User, story_id: int, *, now: datetime) -> Story:
    """Stop the opening of a story of one's own while it cools off."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        if story.opens_at is not None:
            _stop(tx, story, now=now)
            tx.announce(StoryProposed(story.id))
        return story


def open_due(*, now: datetime) -> None:
    """Open what has cooled off, where its teller may still open it or another has said yes; or else stop it."""
    asked = select(Story, User).join(User, User.id == Story.author_id)
    with transaction() as tx:
        for story, teller in tx.session.execute(asked.where(Story.opens_at <= now).order_by(Story.id)).all():
            needs_yes, has_yes = story.proposed_at is not None, story.cleared_at is not None
            if rules.may_open(opens_at=story.opens_at, needs_yes=needs_yes, has_yes=has_yes, now=now):
                _open_or_stop(tx, story, teller, now=now)
                tx.announce(StoryAudienceChanged(story.id))


def _still(story_id: int, teller: User) -> bool:
    story = story_for(teller, story_id)
    if story.community is None:
        return False
    by_others = story.proposed_at is not None
    return policy.can_propose(teller, story.community) and (by_others or opens_alone(teller, story))


def _open_or_stop(tx: Transaction, story: Story, teller: User, *, now: datetime) -> None:
    """Where its teller has gone meanwhile, or its community has closed, nobody opens it."""
    if not _still(story.id, teller):
        _stop(tx, story, now=now)
        return
    assert story.opens_at is not None  # noqa: S101  they are set together
    assert story.opening is not None  # noqa: S101  as above
    consents.hold(story, rules.Terms(**story.opening), since=story.opens_at - rules.COOLING)
    story.audience, story.bound = "public", rules.UNBOUND
    consents.keep_closed(story)
    consents.note(tx, story, kind="opened", now=now)


def _stop(tx: Transaction, story: Story, *, now: datetime) -> None:
    consents.keep_closed(story)
    consents.note(tx, story, kind="stopped", now=now)
