"""Who may do what with a story. Its teller always reads it; nobody else decides about it."""

from datetime import datetime
from typing import Any

from cop.communities import policy as communities
from cop.communities import rules as bounds
from cop.communities.models import Community
from cop.stories import rules
from cop.stories.models import Issue, Story, StoryResponse


def is_teller(viewer: Any, story: Story) -> bool:
    """Told it themself."""
    return story.author_id == communities.person_id(viewer)


def can_read(viewer: Any, story: Story) -> bool:
    """May read it now: whoever has left the place, or was taken out of it, may not."""
    return is_teller(viewer, story) or (story.hidden_at is None and _is_reached(viewer, story))


def can_hide(viewer: Any, story: Story) -> bool:
    """May hide it, or let it stand again: who organises the community where it was told and is among its readers, in an
    archive too, and never its teller."""
    if story.community is None or is_teller(viewer, story):
        return False
    organises = communities.standing_in(viewer, story.community).role in communities.ORGANISERS
    return organises and _is_reached(viewer, story)


def can_see_hidden(viewer: Any, story: Story) -> bool:
    """May read what is hidden: who could hide it, and whoever told it."""
    return is_teller(viewer, story) or can_hide(viewer, story)


def reads_response(viewer: Any, said: StoryResponse) -> bool:
    """May read what was said to a teller: whoever said it, and the teller unless it is hidden."""
    own = said.author_id == communities.person_id(viewer)
    return own or (said.hidden_at is None and is_teller(viewer, said.story))


def can_hide_response(viewer: Any, said: StoryResponse) -> bool:
    """May hide it, or let it stand again: who could hide the story, and neither of the two whose words these are."""
    return can_hide(viewer, said.story) and said.author_id != communities.person_id(viewer)


def _is_reached(viewer: Any, story: Story) -> bool:
    """Is among those for whom it is meant, hidden or not."""
    if story.withdrawn_at is not None or story.community is None:
        return False
    if story.audience == "public" and story.community.axes.has_window:
        return True
    if story.audience == "space":
        return communities.is_member(viewer, story.community) and _reads_space(viewer, story)
    return story.audience in {"public", "community"} and _reads_shared(viewer, story, story.community)


def can_change(viewer: Any, story: Story) -> bool:
    """May change who reads it, or take it back."""
    return is_teller(viewer, story) and story.withdrawn_at is None


def can_adapt(viewer: Any, story: Story) -> bool:
    """May tell how they tried it too: whoever has an account and reads it, and did not tell it."""
    return communities.person_id(viewer) is not None and not is_teller(viewer, story) and can_read(viewer, story)


def can_respond(viewer: Any, story: Story) -> bool:
    """May say something to its teller: who writes in the community where it was told, reads it and did not tell it."""
    if story.community is None or is_teller(viewer, story):
        return False
    return communities.can_write(viewer, story.community) and can_read(viewer, story)


def can_propose(viewer: Any, community: Community) -> bool:
    """May ask for a story of their own to stand in the window of a community that uses stories."""
    return communities.can_share(viewer, community) and communities.can_propose(viewer, community)


def is_asked_again(viewer: Any, story: Story) -> bool:
    """Told it to everybody, in a community that is about to close, and has not said yet that it stays so."""
    community = story.community
    if community is None or community.closing_since is None or not communities.is_alive(community):
        return False
    if story.audience != "public" or not can_change(viewer, story):
        return False
    return not rules.stays_open(kept_open_at=story.kept_open_at, closing_since=community.closing_since)


def is_ending(story: Story, *, by: datetime) -> bool:
    """Others read it, and the consent to that comes to its end by then."""
    return story.audience != "me" and story.withdrawn_at is None and story.until is not None and story.until <= by


def can_gather(viewer: Any, community: Community) -> bool:
    """May edit the issues of a community that uses stories: its core group."""
    return community.uses("stories") and communities.organises(viewer, community)


def can_hide_issue(viewer: Any, issue: Issue) -> bool:
    """May hide an issue that is out, or let it stand again: who organises the community and is among its readers, in an
    archive too, and never whoever began it."""
    organises = communities.standing_in(viewer, issue.community).role in communities.ORGANISERS
    own = issue.by_id == communities.person_id(viewer)
    return organises and not own and _reaches(viewer, issue)


def can_see_hidden_issue(viewer: Any, issue: Issue) -> bool:
    """May read what is hidden: who could hide it, and whoever began it and is among its readers."""
    own = issue.by_id is not None and issue.by_id == communities.person_id(viewer)
    return can_hide_issue(viewer, issue) or (own and _reaches(viewer, issue))


def can_read_issue(viewer: Any, issue: Issue) -> bool:
    """May read it now: those for whom it is, once it is published; until then its editors. What stands in it each may
    read as far as they may read those stories."""
    if issue.published_at is None:
        return can_gather(viewer, issue.community)
    return issue.hidden_at is None and _reaches(viewer, issue)


def _reaches(viewer: Any, issue: Issue) -> bool:
    """Is among those for whom a published one is, hidden or not."""
    if issue.published_at is None:
        return False
    if issue.audience == "public" and issue.community.axes.has_window:
        return True
    axes = bounds.bounded(issue.community.axes, issue.bound)
    return bounds.reads_shared(axes, communities.standing_in(viewer, issue.community), at=issue.published_at)


def _reads_space(viewer: Any, story: Story) -> bool:
    if story.space is None or story.published_at is None:
        return False
    standing = communities.standing_in_space(viewer, story.space)
    return bounds.reads_item(story.space.bounds, standing, created_at=story.published_at, beyond=story.bound)


def _reads_shared(viewer: Any, story: Story, community: Community) -> bool:
    if story.published_at is None:
        return False
    standing, axes = communities.standing_in(viewer, community), bounds.bounded(community.axes, story.bound)
    return bounds.reads_shared(axes, standing, at=story.published_at)
