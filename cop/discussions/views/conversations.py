"""The pages of conversations, and what they bring to the pages of communities and spaces."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import Blueprint, has_request_context, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.core import clock
from cop.core.access import TOLD, public, require, whoever_asks
from cop.core.errors import NotVisible
from cop.core.forms import Form
from cop.core.pages import LARGEST_ID
from cop.core.panels import Panel
from cop.core.panels import panels as panels_of
from cop.core.rows import Listing
from cop.core.uploads import handed_in, takes_files
from cop.discussions import policy, queries, rules, service
from cop.discussions.forms import EditForm, ReplyForm, ThreadForm
from cop.discussions.models import Post, Thread
from cop.discussions.queries.mentions import with_names
from cop.discussions.queries.ways import leading_on, way_on
from cop.discussions.views import drawing, files, mentions
from cop.drafts.queries import has_begun

bp = Blueprint("discussions", __name__)

IN_A_SPACE = 30
MOST_PAGES = 10_000


@bp.route("/spaces/<int:space_id>/threads/new", methods=["GET", "POST"])
@takes_files
def start(space_id: int) -> ResponseReturnValue:
    space = communities.space_for(current_user, space_id)
    form = ThreadForm(body=_own_words(request.args.get("words", 0, type=int)))
    require(places.can_post(current_user, space), service.READS_ONLY)
    if request.method == "POST" and (thread := form.then(lambda: _start(space_id, form))):
        drawing.signpost(form.said)
        mentions.say_who_is_unclear(form.words, thread_id=thread.id)
        return redirect(files.way_to_start(thread), 303)
    readers = communities.audience_of_space(space_id, on=_today())
    return _page("discussions/start.html", form, rules.start_place(space_id), space=space, readers=readers)


@bp.get("/threads/<int:thread_id>")
@public
def show(thread_id: int) -> ResponseReturnValue:
    who = whoever_asks()
    try:
        thread = request.environ.get(TOLD, {}).get("conversation")
        thread = thread or queries.conversation_for(who, thread_id, on=_today())
    except NotVisible:
        return redirect(url_for(".show", thread_id=way_on(who, thread_id)), 303)
    there = rules.opens_on(thread.read, posts=thread.post_count)
    quoting = drawing.quoting(thread, request.args.getlist("quote", type=int))
    return drawing.thread_page(thread, quoting, page=request.args.get("page", there, type=int)), 200


@bp.post("/threads/<int:thread_id>/posts")
@takes_files
def reply(thread_id: int) -> ResponseReturnValue:
    form, thread_id = ReplyForm(), leading_on(thread_id)
    if post := form.then(lambda: _reply(thread_id, form)):
        drawing.signpost(form.said)
        mentions.say_who_is_unclear(form.words, thread_id=thread_id)
        return redirect(files.way_to(post), 303)
    thread = queries.conversation_for(current_user, thread_id, on=_today())
    return drawing.thread_page(thread, form, page=rules.pages(thread.post_count)), 422


@bp.route(f"{drawing.POSTS_AT}/<int:post_id>/edit", methods=["GET", "POST"])
def edit(post_id: int) -> ResponseReturnValue:
    post = queries.post_for(current_user, post_id)
    require(policy.can_edit(current_user, post), service.WRITER)
    form = EditForm() if request.method == "POST" else _as_it_stands(post)
    if request.method == "POST" and (changed := form.then(lambda: _edit(post_id, form))):
        return redirect(drawing.address_of(changed), 303)
    readers, as_guest = queries.readers_of(post.thread, on=_today()), policy.is_guest(current_user, post.thread)
    shown = {"panels": panels_of("own_post", current_user, subject=post, now=clock.now()), "post": post}
    return _page(
        "discussions/edit.html", form, rules.change_place(post_id), readers=readers, as_guest=as_guest, **shown
    )


def asked_in_space() -> Mapping[str, int | datetime]:
    """A page of conversations and one more."""
    return queries.listed(most=IN_A_SPACE + 1, skip=(_page_asked() - 1) * IN_A_SPACE)


def space_threads(
    viewer: Any, space: Space, *, now: datetime, seen: Sequence[Sequence[Any]] | None = None
) -> Mapping[str, Any] | None:
    """The conversations of a space, for whoever reads it."""
    del now
    if not places.can_read_space(viewer, space):
        return None
    page = _page_asked()
    if seen is None:
        found = queries.threads_visible_to(viewer, space_id=space.id, most=IN_A_SPACE + 1, skip=(page - 1) * IN_A_SPACE)
    else:
        found = [queries.ListedThread._make(row) for row in seen]
    return {
        "threads": found[:IN_A_SPACE],
        "earlier": page + 1 if len(found) > IN_A_SPACE else None,
        "later": page - 1 if page > 1 else None,
        "space": space,
        "can_post": places.can_post(viewer, space),
    }


def community_threads(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """The liveliest conversations of a community among those the viewer may read."""
    del now
    found = queries.threads_visible_to(viewer, community_id=community.id)
    if not found and not places.is_member(viewer, community):
        return None
    return {"threads": found}


@bp.post(f"{drawing.POSTS_AT}/<int:post_id>/widenings")
def open_wider(post_id: int) -> ResponseReturnValue:
    community_id = service.open_wider(current_user, post_id)
    return redirect(url_for("communities.openness.widenings", community_id=community_id), 303)


@bp.post("/communities/<int:community_id>/posts/widenings")
def open_all_wider(community_id: int) -> ResponseReturnValue:
    service.open_all_wider(current_user, community_id)
    return redirect(url_for("communities.openness.widenings", community_id=community_id), 303)


def own_posts(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """What the viewer wrote here when fewer people read it."""
    del now
    found = queries.held_back(viewer, community.id)
    return {"posts": found, "community": community} if found else None


@bp.post(f"{drawing.POSTS_AT}/<int:post_id>/proposals")
def propose(post_id: int) -> ResponseReturnValue:
    return _to_window(service.propose(current_user, post_id, now=clock.now()))


@bp.post(f"{drawing.POSTS_AT}/<int:post_id>/showings")
def show_publicly(post_id: int) -> ResponseReturnValue:
    return _to_window(service.show_publicly(current_user, post_id, now=clock.now()))


@bp.post(f"{drawing.POSTS_AT}/<int:post_id>/withdrawals")
def take_back(post_id: int) -> ResponseReturnValue:
    return _to_window(service.take_back(current_user, post_id))


def window_posts(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """What began conversations and stands in the public window, what is proposed, and one's own that could be."""
    del now
    shows, proposes = places.can_show(viewer, community), places.can_propose(viewer, community)
    found = [
        each
        for each in queries.window_of(viewer, community.id)
        if each.shown_at or (each.proposed_at and shows) or (each.is_own and proposes)
    ]
    return {"posts": found, "shows": shows} if found else None


panels = [
    Panel("window", 20, "discussions/_window.html", window_posts),
    Panel("widening", 20, "discussions/_widening.html", own_posts),
    Panel("space", 20, "discussions/_space.html", space_threads, seen=Listing(queries.LISTED_IN_SPACE, asked_in_space)),
    Panel("community", 20, "discussions/_community.html", community_threads),
]


def _page_asked() -> int:
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES) if has_request_context() else 1


def _own_words(post_id: int) -> str | None:
    """What somebody wrote elsewhere, perhaps for fewer people, and would say here: theirs alone, and no quotation."""
    if not 0 < post_id <= LARGEST_ID:
        return None
    post = queries.post_for(current_user, post_id)
    own = post.author_id is not None and post.author_id == places.person_id(current_user)
    return rules.own_words(with_names(post.id, post.source)) if own else None


def _page(template: str, form: Form, place: str, **values: Any) -> ResponseReturnValue:
    begun = has_begun(current_user, place)
    return render_template(template, form=form, place=place, begun=begun, **values), 422 if form.problems else 200


def _to_window(community_id: int) -> ResponseReturnValue:
    return redirect(url_for("communities.window.show", community_id=community_id), 303)


def _today() -> date:
    return clock.now().date()


def _start(space_id: int, form: ThreadForm) -> Thread:
    title = form.title.data or ""
    return service.start(
        current_user, space_id, title=title, body=form.words, claim=form.claim, unnamed=form.is_unnamed,
        files=handed_in("files"), now=clock.now(),
    )  # fmt: skip


def _reply(thread_id: int, form: ReplyForm) -> Post:
    return service.reply(
        current_user, thread_id, body=form.words, claim=form.claim, unnamed=form.is_unnamed,
        files=handed_in("files"), now=clock.now(),
    )  # fmt: skip


def _edit(post_id: int, form: EditForm) -> Post:
    changed = service.edit(current_user, post_id, body=form.words, claim=form.claim, now=clock.now())
    drawing.signpost(form.words)
    mentions.say_who_is_unclear(form.words, thread_id=changed.thread_id, own=[post_id])
    return changed


def _as_it_stands(post: Post) -> EditForm:
    return EditForm(body=with_names(post.id, post.source), **drawing.claim_of(post))
