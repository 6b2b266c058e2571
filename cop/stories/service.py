"""Every change to stories."""

from datetime import datetime

from sqlalchemy import and_, delete, not_, select, true, update

from cop.communities import policy as places
from cop.communities.models import Community, Space
from cop.communities.queries import community_for, space_for
from cop.communities.service import check_alive
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken, Stale
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import (
    StoriesOpened,
    StoryAudienceChanged,
    StoryKeptOpen,
    StoryProposed,
    StoryTold,
    StoryWithdrawn,
)
from cop.stories.models import Story
from cop.stories.queries import held_back, story_for
from cop.stories.rules import Reach

TELLER = N_("Only the teller of a story can do that.")
MEMBERS = N_("Members share stories here. Ask a coordinator of the community if you would like to.")
WINDOW = N_(
    "In this community the core group opens stories to everybody. Share yours with the members, and ask one of them."
)
ELSEWHERE = N_("This story was told in another place.")


def tell(actor: User, *, title: str, body: str, reach: Reach, named: str, now: datetime) -> Story:
    """Tell a story to those it is to reach."""
    title, body = rules.check_told(title, body, named=named)
    html = markup.render(body)
    with transaction() as tx:
        community, space = _place(actor, reach)
        story = Story(
            author_id=actor.id, community_id=community and community.id, space_id=space and space.id,
            title=title, source=body, html=html, render_version=markup.RENDER_VERSION,
            audience=reach.audience, bound=_bound(reach, community, space), named=named, created_at=now,
            published_at=None if reach.audience == "me" else now,
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
        community: Community | None
        if rules.is_wider(reach.audience, than=story.audience):
            community, space = _widen(actor, story, reach)
            story.published_at = story.published_at or now
        else:
            community, space = _check_same_place(story, reach)
        story.audience, story.proposed_at = reach.audience, None
        story.bound = _bound(reach, community, space)
        tx.announce(StoryAudienceChanged(story.id))
        return story


def open_wider(actor: User, community_id: int, *, story_id: int | None = None) -> None:
    """Let one's own stories that are held back in a community be read by whoever reads there now; or one of them."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        check_alive(community)
        found = {each.id: each.openness for each in held_back(actor, community.id)}
        if story_id is not None and story_id not in found:
            raise NotVisible
        for each in found if story_id is None else [story_id]:
            tx.session.execute(update(Story).where(Story.id == each).values(bound=found[each]))
        tx.announce(StoriesOpened(community.id, actor.id))


def propose(actor: User, story_id: int, *, now: datetime) -> Story:
    """Ask for a story of one's own to stand in the public window of its community. This is the teller's yes."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        if story.community is None or story.audience not in {"space", "community"}:
            raise RuleBroken("Share it with the members of a community first.")
        require(policy.can_propose(actor, story.community), MEMBERS)
        story.proposed_at = now
        tx.announce(StoryProposed(story.id))
        return story


def show_publicly(actor: User, story_id: int) -> Story:
    """Show in the window what its teller has proposed, and nothing that nobody proposed."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        if story.community is None or story.proposed_at is None or story.withdrawn_at is not None:
            raise NotVisible
        require(places.can_show(actor, story.community), "Only the core group of this community shows things publicly.")
        story.audience, story.bound, story.proposed_at = "public", rules.UNBOUND, None
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
            story.audience, story.bound = "community", community.axes.read
            tx.announce(StoryAudienceChanged(story.id))


def _bound(reach: Reach, community: Community | None, space: Space | None) -> int:
    """Who could read it there when its teller chose them: it is not read beyond that without another yes."""
    place = space if reach.audience == "space" else community
    return rules.UNBOUND if place is None or reach.audience in {"me", "public"} else place.axes.read


def _widen(actor: User, story: Story, reach: Reach) -> tuple[Community, Space | None]:
    community, space = _place(actor, reach)
    if community is None or story.community_id not in {None, community.id}:
        raise RuleBroken(ELSEWHERE)
    story.community_id = community.id
    if space is not None:
        story.space_id = space.id
    return community, space


def _check_same_place(story: Story, reach: Reach) -> tuple[Community | None, Space | None]:
    here = story.space_id if reach.audience == "space" else story.community_id
    if reach.audience != "me" and reach.place_id != here:
        raise RuleBroken(ELSEWHERE)
    return story.community, story.space


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
    require(reach.audience != "public" or rules.opens_window(community.axes, role), WINDOW)
    return community, None


def forget(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """Somebody is gone. What nobody else could read goes with them; the rest stays where they put it, without a name,
    or goes too."""
    stays = (Story.audience != "me", Story.withdrawn_at.is_(None))
    theirs = Story.author_id == person_id
    tx.session.execute(delete(Story).where(theirs, not_(and_(*stays)) if keeps_words else true()))
    tx.session.execute(update(Story).where(theirs).values(named="anonymous", proposed_at=None))
