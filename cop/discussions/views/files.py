"""Posts as what files hang on: whoever reads the words reads those, and whoever may change the words changes those."""

from functools import partial
from typing import Any

from flask import request, url_for
from flask_login import current_user

from cop.core.access import require
from cop.core.errors import NotVisible
from cop.core.holders import Holder, Place
from cop.discussions import policy, queries, service
from cop.discussions.models import Post, PostFile, Thread
from cop.discussions.service.files import TAKES
from cop.discussions.views.drawing import address_of
from cop.files.queries import files_on
from cop.files.rules import PICTURE


def way_to(post: Post) -> str:
    """Where somebody is led who has just written it: first to say what its pictures show, if any came with it."""
    came = files_on(service.POST, [post.id]).get(post.id, []) if request.files else []
    if not all(file.is_ready for file in came):
        return url_for("files.of", holder=f"{service.POST}:{post.id}")
    return address_of(post)


def way_to_start(thread: Thread) -> str:
    """The same for whoever has begun a conversation."""
    first = queries.posts_of(thread.id, page=1)[0].id if request.files else None
    return way_to(queries.post_for(current_user, first)) if first else url_for("discussions.show", thread_id=thread.id)


def _see(viewer: Any, post_id: int) -> None:
    """With the words of a post its files are hidden, from all but those who may look at them all the same."""
    post = queries.post_for(viewer, post_id)
    if post.hidden_at is not None and not policy.can_see_hidden(viewer, post):
        raise NotVisible


def _open(viewer: Any, post_id: int) -> Place:
    post = queries.post_for(viewer, post_id)
    require(policy.can_edit(viewer, post), service.WRITER)
    takes = (PICTURE,) if post.unnamed else TAKES
    return Place(post.thread.title, partial(address_of, post), post.thread.space.community_id, takes)


HOLDERS = {service.POST: Holder(PostFile, PostFile.post_id, _see, _open)}
