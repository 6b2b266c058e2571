"""Where words that were begun for a conversation would be sent."""

from typing import Any

from flask import url_for

from cop.communities.queries import space_for
from cop.core.spots import Finder, Spot
from cop.core.words import gettext
from cop.discussions import queries
from cop.discussions.queries.ways import leading_on


def _thread(viewer: Any, thread_id: int) -> Spot:
    thread = queries.thread_for(viewer, leading_on(thread_id))
    return Spot(thread.title, url_for("discussions.show", thread_id=thread.id))


def _space(viewer: Any, space_id: int) -> Spot:
    space = space_for(viewer, space_id)
    title = gettext("A conversation in %(space)s", space=space.name)
    return Spot(title, url_for("discussions.start", space_id=space_id))


def _post(viewer: Any, post_id: int) -> Spot:
    post = queries.post_for(viewer, post_id)
    title = gettext("Your words in: %(title)s", title=post.thread.title)
    return Spot(title, url_for("discussions.edit", post_id=post_id))


def _asking(viewer: Any, space_id: int) -> Spot:
    space = space_for(viewer, space_id)
    title = gettext("A private question in %(space)s", space=space.name)
    return Spot(title, url_for("discussions.asking.of_coordinators", space_id=space_id))


def _author(viewer: Any, post_id: int) -> Spot:
    post = queries.post_for(viewer, post_id)
    title = gettext("A private question about: %(title)s", title=post.thread.title)
    return Spot(title, url_for("discussions.asking.of_author", post_id=post_id))


SPOTS: dict[str, Finder] = {"thread": _thread, "space": _space, "post": _post, "asking": _asking, "author": _author}
