"""Every change to stories."""

from datetime import datetime

from sqlalchemy import select

from cop.communities import policy as places
from cop.communities.models import Community, Space
from cop.communities.queries import community_for, space_for
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken, Stale
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import StoryAudienceChanged, StoryKeptOpen, StoryTold, StoryWithdrawn
from cop.stories.models import Story
from cop.stories.queries import story_for
from cop.stories.rules import Reach

TELLER = "Only the teller of a story can do that."
MEMBERS = "Members share stories here. Ask a coordinator of the community if you would like to."
WINDOW = (
    "In this community the core group opens stories to everybody. Share yours with the members, and ask one of them."
)
ELSEWHERE = "This story was told in another place."


def tell(actor: User, *, title: str, body: str, reach: Reach, named: str, now: datetime) -> Story:
    """Tell a story to those it is to reach."""
    title, body = rules.check_told(title, body, named=named)
    html = markup.render(body)
    with transaction() as tx:
        community, space = _place(actor, reach)
        story = Story(
            author_id=actor.id, community_id=community and community.id, space_id=space and space.id,
            title=title, source=body, html=html, render_version=markup.RENDER_VERSION,
            audience=reach.audience, named=named, created_at=now, published_at=None if reach.audience == "me" else now,
        )  # fmt: skip
        tx.session.add(story)
        tx.flush()
        tx.announce(StoryTold(story.id))
        return story


def change_audience(actor: User, story_id: int, *, reach: Reach, seen: str, now: datetime) -> Story:
    """Let other people read it. `seen` is the audience the teller was looking at. Narrowing asks nobody; widening asks
    whether the teller still writes there."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        if story.audience != seen:
            raise Stale("You have changed this in another window. Here is who reads it now.")
        if rules.is_wider(reach.audience, than=story.audience):
            _widen(actor, story, reach)
            story.published_at = story.published_at or now
        else:
            _check_same_place(story, reach)
        story.audience = reach.audience
        tx.announce(StoryAudienceChanged(story.id))
        return story


def withdraw(actor: User, story_id: int, *, now: datetime) -> None:
    """Take it back: gone for everybody else, at once."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.is_teller(actor, story), TELLER)
        if story.withdrawn_at is None:
            story.withdrawn_at = now
            tx.announce(StoryWithdrawn(story.id))


def keep_open(actor: User, story_id: int, *, now: datetime) -> None:
    """Say once more that everybody may read it, although its community closes."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.is_teller(actor, story), TELLER)
        if policy.is_asked_again(actor, story):
            story.kept_open_at = now
            tx.announce(StoryKeptOpen(story.id))


def narrow_unconfirmed(tx: Transaction, community_id: int) -> None:
    """A community has closed: its members alone read what its tellers did not say once more is for everybody."""
    community = tx.session.get_one(Community, community_id)
    open_ones = (Story.community_id == community_id, Story.audience == "public")
    for story in tx.session.scalars(select(Story).where(*open_ones)):
        if not rules.stays_open(kept_open_at=story.kept_open_at, closing_since=community.closing_since):
            story.audience = "community"
            tx.announce(StoryAudienceChanged(story.id))


def _widen(actor: User, story: Story, reach: Reach) -> None:
    community, space = _place(actor, reach)
    if community is None or story.community_id not in {None, community.id}:
        raise RuleBroken(ELSEWHERE)
    story.community_id = community.id
    if space is not None:
        story.space_id = space.id


def _check_same_place(story: Story, reach: Reach) -> None:
    here = story.space_id if reach.audience == "space" else story.community_id
    if reach.audience != "me" and reach.place_id != here:
        raise RuleBroken(ELSEWHERE)


def _place(actor: User, reach: Reach) -> tuple[Community | None, Space | None]:
    """Where it reaches, past the doors and with the right to share there."""
    if reach.place_id is None:
        return None, None
    if reach.audience == "space":
        space = space_for(actor, reach.place_id)
        require(places.can_tell_in(actor, space), MEMBERS)
        return space.community, space
    community = community_for(actor, reach.place_id)
    role = places.standing_in(actor, community).role
    require(places.can_share(actor, community), MEMBERS)
    require(reach.audience != "public" or rules.opens_window(community.preset, role), WINDOW)
    return community, None
