"""A conversation to keep or print: one page that needs nothing else, or Markdown; only what its reader may read now."""

import time
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.errors import RuleBroken
from cop.core.limits import Buckets
from cop.discussions import queries, rules, service
from cop.discussions.queries.disagreements import pairs_of
from cop.discussions.queries.documents import KeptPost, document_of
from cop.discussions.queries.polls import poll_of, standing_of
from cop.discussions.rules.documents import leading_home
from cop.discussions.rules.mentions import named_plainly, nameless, names_in
from cop.discussions.rules.quotes import plainly
from cop.files.queries import files_on

bp = Blueprint("documents", __name__)

SECONDS_EACH = 20
AT_ONCE = 30


@bp.get("/threads/<int:thread_id>/document")
def page(thread_id: int) -> ResponseReturnValue:
    html = render_template("discussions/document.html", **_told(thread_id))
    return _to_keep(Response(html, mimetype="text/html"), f"conversation-{thread_id}.html")


@bp.get("/threads/<int:thread_id>/document.md")
def as_markdown(thread_id: int) -> ResponseReturnValue:
    text = render_template("discussions/document.txt", **_told(thread_id))
    return _to_keep(Response(text, mimetype="text/markdown"), f"conversation-{thread_id}.md")


def _told(thread_id: int) -> dict[str, Any]:
    now = clock.now()
    thread = queries.conversation_for(current_user, thread_id, on=now.date())
    _count(current_user.id)
    after = min(max(request.args.get("after", 0, type=int), 0), thread.post_count - 1)
    inside = rules.is_inside(thread)
    posts = [_as_told(each, inside=inside) for each in document_of(thread_id, after=after, most=thread.post_count)]
    last = after + len(posts)
    shown: dict[str, Any] = {
        "thread": thread,
        "posts": posts,
        "first": after + 1,
        "last": last,
        "taken_at": now,
        "inside": inside,
    }
    if thread.poll_id:
        shown["poll"] = poll = poll_of(thread_id)
        shown["standing"] = standing_of(poll, viewer_id=current_user.id, now=now)
    with_files = [each.post.id for each in posts if each.post.has_files and each.post.html]
    shown["files"] = files_on(service.POST, with_files) if with_files else {}
    shown["pairs"] = [] if after else pairs_of(thread_id)
    return {**shown, "site": current_app.config["COP"].public_url, "leading_home": leading_home, "plainly": plainly}


def _as_told(kept: KeptPost, *, inside: bool) -> KeptPost:
    """With the names of those whom it mentions, for whoever is told them."""
    told = named_plainly(kept.source, names_in(kept.post.mentioned)) if inside else nameless(kept.source)
    return kept._replace(source=told)


def _count(person_id: int) -> None:
    """A document is long: nobody asks for all that there is in one go."""
    asked = current_app.extensions.setdefault("cop_documents", Buckets(per_second=1 / SECONDS_EACH, burst=AT_ONCE))
    if not asked.take(person_id, at=time.monotonic()):
        raise RuleBroken("You have taken many conversations along in a short time. Please wait a few minutes.")


def _to_keep(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
