"""What stories bring to the pages of communities and spaces, to the front page and to archives."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import exists

from cop.communities import policy as places
from cop.communities.models import Community, Space
from cop.communities.queries.life import is_closing
from cop.core import headers, markup
from cop.core.archives import Chapter, Piece
from cop.core.errors import N_
from cop.core.pages import Next
from cop.core.panels import SUBJECT, Panel
from cop.core.words import gettext
from cop.people.models import User
from cop.stories import policy, queries, rules
from cop.stories.models import Story

ON_A_PAGE = 3
ALL = 10_000


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """Stories whose community closes, or whose time comes to an end: may people go on reading them?"""
    if community_id is not None and not is_closing(community_id):
        return []
    asked = queries.asked_of(viewer, community_id=community_id, by=now + max(rules.ASKED_BEFORE))
    return [_of_closing(each) if policy.is_asked_again(viewer, each) else _of_ending(each) for each in asked]


def community_stories(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """The latest stories of a community among those the viewer may read."""
    del now
    found = queries.stories_visible_to(viewer, community_id=community.id, most=ON_A_PAGE)
    mind_engines(found)
    can_tell = places.can_share(viewer, community)
    tell = f"community:{community.id}" if can_tell else None
    return {"stories": found, "tell": tell, "community": community.id} if found or can_tell else None


def space_stories(viewer: Any, space: Space, *, now: datetime, is_there: bool) -> Mapping[str, Any] | None:
    """The latest stories told in a space among those the viewer may read."""
    del now
    found = queries.stories_visible_to(viewer, space_id=space.id, most=ON_A_PAGE) if is_there else []
    mind_engines(found)
    can_tell = places.can_tell_in(viewer, space)
    return {"stories": found, "tell": f"space:{space.id}" if can_tell else None} if found or can_tell else None


def own_stories(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """What the viewer told here when fewer people read it."""
    del now
    found = queries.held_back(viewer, community.id)
    return {"stories": found, "community": community} if found else None


def window_stories(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """The stories in the public window, those proposed, and those of one's own that could be."""
    del now
    shows, proposes = places.can_show(viewer, community), policy.can_propose(viewer, community)
    found = [
        each
        for each in queries.window_of(viewer, community.id)
        if each.audience == "public" or (each.proposed_at and shows) or (each.is_own and proposes)
    ]
    mind_engines(found)
    return {"stories": found, "shows": shows, "community": community} if found else None


def mind_engines(stories: Iterable[queries.ListedStory | queries.WindowStory]) -> None:
    """A page that names a story whose teller did not say yes to search engines is not for them either."""
    if not all(each.in_engines for each in stories):
        headers.keep_engines_out()


panels = [
    Panel("window", 30, "stories/_window.html", window_stories),
    Panel("widening", 30, "stories/_widening.html", own_stories),
    Panel("community", 30, "stories/_panel.html", community_stories),
    Panel("space", 30, "stories/_panel.html", space_stories, exists().where(Story.space_id == SUBJECT)),
]


def _of_closing(story: Story) -> Next:
    return Next(
        title=story.title,
        url=url_for("stories.show", story_id=story.id),
        button=gettext("Say whether it stays open"),
        detail=gettext("Its community closes. Without your word, its members alone read it then."),
    )


def _of_ending(story: Story) -> Next:
    return Next(
        title=story.title,
        url=url_for("stories.show", story_id=story.id),
        button=gettext("Say whether it goes on"),
        detail=gettext("You agreed for a time that is nearly over. Without your word, only you read it then."),
    )


def _pieces(viewer: Any, community_id: int) -> Iterator[Piece]:
    for told in queries.stories_visible_to(viewer, community_id=community_id, most=ALL):
        story = queries.story_for(viewer, told.id)
        if not (story.in_archive or told.is_own):
            continue
        before = "> " + gettext("This story speaks of: %(note)s", note=story.note) + "\n\n" if story.note else ""
        html = markup.render(before) + story.html
        yield Piece(story.title, told.place, told.teller, told.since, html, before + story.source)


CHAPTERS = [Chapter("stories", N_("Stories"), _pieces)]
