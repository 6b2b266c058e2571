"""People who may be mentioned where somebody writes, while they write; and what waits for whoever was mentioned."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as places
from cop.communities.models import Space
from cop.communities.rules import Read
from cop.core import clock
from cop.core.access import require
from cop.core.pages import Next
from cop.core.words import day, gettext
from cop.discussions import queries, service
from cop.discussions.models import Thread
from cop.discussions.queries.mentions import calling, mentionable, organisations_of
from cop.discussions.rules.mentions import offered, typed_as
from cop.discussions.views import offering
from cop.people.models import User

bp = Blueprint("mentions", __name__)


class Where(NamedTuple):
    """A conversation in which somebody writes, or would begin one, and its space."""

    thread: Thread
    space: Space


@bp.get("/mentions/at/<place>")
def show(place: str) -> ResponseReturnValue:
    """The fragment: whose names begin with the words in `q`, for whoever may write at this place."""
    there = offering.at(place, WRITES_AT)
    if not offering.may_ask("cop_mentions"):
        return "", offering.TOO_MANY
    return _offering(there, request.args.get("q", ""))


def say_who_is_unclear(words: str, *, thread_id: int, own: Collection[int] = ()) -> None:
    """Tell whoever wrote this there, if it could name several people: none of them is mentioned then. `own` is the post
    that they changed."""
    for name in service.unclear_in(current_user, thread_id, words=words, own=own, now=clock.now()):
        flash(
            gettext(
                "Several people who read this are called %(name)s, so none of them was told. Change your words, and "
                "choose one from the list behind the @.",
                name=name,
            )
        )


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """The conversations that the viewer is a guest in, since a guest has no community's page, and the posts that
    mention them and that they have not read so far; by whom is told where they stand."""
    if community_id is not None:
        return []
    seats, calls = calling(viewer, now=now)
    as_guest = [
        Next(
            title=each.title,
            url=url_for("discussions.show", thread_id=each.thread_id),
            button=gettext("Read it"),
            detail=gettext("You are a guest until %(day)s.", day=day(each.until)),
        )
        for each in seats
    ]
    return as_guest + [
        Next(
            title=gettext("Somebody mentions you"),
            url=url_for("discussions.ways.show", post_id=each.post_id),
            button=gettext("Read it"),
            detail=each.title,
        )
        for each in calls
    ]


def _offering(there: Where, typed: str) -> str:
    known = mentionable(current_user, there.thread, space=there.space, now=clock.now())
    found = offered({number: name for number, name in known.items() if number != current_user.id}, typed)
    belong = organisations_of([number for number, _ in found], on=clock.now().date())
    people = [(number, name, typed_as(number, known), belong.get(number, "")) for number, name in found]
    return render_template("discussions/_mentionable.html", people=people)


def _in_thread(thread_id: int) -> Where:
    thread = offering.thread_to_answer(thread_id)
    return Where(thread, thread.space)


def _beside_post(post_id: int) -> Where:
    thread = offering.post_to_change(post_id).thread
    return Where(thread, thread.space)


def _in_space(space_id: int) -> Where:
    space = offering.space_to_begin_in(space_id)
    return Where(Thread(space_id=space_id, created_at=clock.now(), bound=space.axes.read), space)


def _asking(space_id: int) -> Where:
    """Read by those who coordinate, and whoever asks."""
    return _privately(offering.space_to_begin_in(space_id), asked_id=None)


def _asking_author(post_id: int) -> Where:
    post = queries.post_for(current_user, post_id)
    require(places.can_post(current_user, post.thread.space), service.READS_ONLY)
    return _privately(post.thread.space, asked_id=None if post.unnamed else post.author_id)


def _privately(space: Space, *, asked_id: int | None) -> Where:
    bound = max(space.axes.read, Read.NEARBY)
    parties = {"privately": True, "author_id": current_user.id, "asked_id": asked_id}
    return Where(Thread(space_id=space.id, created_at=clock.now(), bound=bound, **parties), space)


WRITES_AT: Final[Mapping[str, Callable[[int], Where]]] = {
    "thread": _in_thread, "space": _in_space, "post": _beside_post, "asking": _asking, "author": _asking_author,
}  # fmt: skip
