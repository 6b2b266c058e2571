"""How the page of a conversation is drawn: what is the same for all who read it is kept, and put together for each."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from flask import Response, flash, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.core import clock, headers, markup, packing, shells
from cop.core.access import whoever_asks
from cop.core.kept import kept, piece, weighed
from cop.core.packing import Piece
from cop.core.questions import number_of
from cop.core.risks import may_need_a_person
from cop.core.words import gettext, reader
from cop.discussions import policy, queries, rules, service
from cop.discussions.forms import ReplyForm
from cop.discussions.models import Poll, Post
from cop.discussions.queries.disagreements import pairs_of
from cop.discussions.queries.moving import move_of
from cop.discussions.queries.polls import poll_of
from cop.discussions.queries.ways import regrouped, ways_of
from cop.discussions.rules import Conversation
from cop.discussions.rules.polls import is_over
from cop.discussions.views import keeping
from cop.files.queries import files_on

POSTS_AT = "/posts"
CUT = f"[{shells.MARK}]"
"""Before each post of a page, and after the last: nobody who writes on one knows it."""
WAYS = f"[{shells.MARK}ways]"
"""Where each reader is told where posts went, and came from."""


class Found(NamedTuple):
    """What stands on a page, and its conversation's poll: asked for once, if at all."""

    posts: Callable[[], queries.ShownPosts]
    poll: Callable[[], Poll]


def thread_page(thread: Conversation, refused: ReplyForm | None, *, page: int) -> str | Response:
    """For whoever asks. Without a form to draw, the page is kept for all who see the same: its key is all that the door
    told of them, and who they are only where they wrote in it."""
    if keeping.is_listed(thread):
        headers.let_engines_list()
    page = min(max(page, 1), rules.pages(thread.post_count))
    found, ways = _asking(thread, page=page), _ways(thread)
    if refused or shells.has_to_be_said():
        shown, pieces = _shown(thread, found, page=page, ways=ways)
        whole = {name: markup.our_own(packing.plain(parts).decode()) for name, parts in pieces.items()}
        answer = {"answer": _answer(thread, refused)} if refused else {}
        return render_template("discussions/show.html", refused=refused, **shown, **whole | answer)
    wrote = kept(keeping.who_wrote_at(thread, page), lambda: _who_wrote(thread, found, page=page))
    key = keeping.key(thread, whoever_asks(), reading=reader(), page=page, wrote=wrote, ways=ways)
    return shells.answer(kept(key, lambda: _sheet(thread, found, page=page, ways=ways)))


def _sheet(thread: Conversation, found: Found, *, page: int, ways: str) -> tuple[shells.Sheet, int]:
    shown, pieces = _shown(thread, found, page=page, ways=ways)
    return shells.sheet("discussions/show.html", pieces=pieces, **shown)


def _shown(
    thread: Conversation, found: Found, *, page: int, ways: str
) -> tuple[Mapping[str, Any], Mapping[str, Sequence[Piece]]]:
    """What the page of a conversation is drawn from, and the pieces in it that are kept for all."""
    pages = rules.pages(thread.post_count)
    can_reply, asks = rules.may_answer(thread), _may_ask(thread)
    own = places.person_id(current_user) if can_reply else None
    is_known = current_user.is_authenticated
    unread = rules.unread_on(page, read=thread.read, posts=thread.post_count) if is_known else None
    drawn = _drawn_page(thread, found, page=page, own=own)
    pieces = {"conversation": drawn.with_line(unread.begins if unread else None, ways=ways)}
    pieces["answer"] = [Piece(_answer(thread, None).encode())] if can_reply else []
    shown = {
        "thread": thread,
        "can_reply": can_reply,
        "can_nod": rules.may_nod(thread),
        "seats": policy.seats_guests(thread),
        "moves": policy.moves(thread),
        "splits": policy.moves(thread) and thread.post_count > 1,
        "asks": asks,
        "own_id": places.person_id(current_user),
        "unread": unread,
        "nudge": rules.nudge_for(own, drawn.voices, posts=thread.post_count),
        "watched": is_known and not thread.is_closed and page == pages and page,
        "action": url_for("discussions.reply", thread_id=thread.id),
        "place": rules.answer_place(thread.id),
    }
    return shown, pieces


def _who_wrote(thread: Conversation, found: Found, *, page: int) -> tuple[frozenset[int | None], int]:
    """Whose page may look different from that of others who see as much."""
    drawn = _drawn_page(thread, found, page=page, own=None)
    wrote = drawn.authors | set(drawn.voices.most) | set(drawn.voices.latest)
    return wrote, len(wrote)


def _asking(thread: Conversation, *, page: int) -> Found:
    tells_all = policy.is_told_names(current_user, thread)
    posts = partial(queries.posts_and_voices_of, thread.id, page=page, tells_all=tells_all)
    return Found(cache(posts), cache(partial(poll_of, thread.id)))


def quoting(thread: Conversation, post_ids: Sequence[int]) -> ReplyForm | None:
    """An answer that begins with the words of a post, for whoever has no scripts to put them there; or with the claims
    of two."""
    page, body = request.args.get("page", 1, type=int), ""
    for post_id in post_ids[:2] if rules.may_answer(thread) else ():
        if post_id > 0 and (found := queries.quotable(thread.id, post_id)):
            words, name, claimed = found
            words = claimed.partition("\n")[0] or words if len(post_ids) > 1 else words
            body += rules.quoted(words, name=name or rules.NOBODY, thread_id=thread.id, page=page, post_id=post_id)
    return ReplyForm(body=body) if body else None


def claim_of(post: Post) -> Mapping[str, Any]:
    """What a post rests on, for the fields of its form."""
    claim = rules.claim_in(post.evidence, post.claim)
    return {**claim._asdict(), "evidence": list(claim.kinds)}


def with_claim(html: str, *, evidence: str, claimed: str) -> str:
    """A post as it is taken along, with what it rests on."""
    claim = rules.claim_in(evidence, claimed)
    if not html or not claim.kinds:
        return html
    return html + piece("discussions/_claim_kept.html", claim=claim)


def signpost(words: str) -> None:
    """Tell whoever wrote of danger, and nobody else, who answers at once."""
    if may_need_a_person(words):
        flash(
            gettext(
                "If you or somebody is in danger now, call 999; NHS 111 and its option 2 helps at any hour, and so do "
                "Samaritans on 116 123."
            )
        )


def address_of(post: Post) -> str:
    """Where a post stands, on its page."""
    thread_id, page = queries.page_of(post)
    return url_for("discussions.show", thread_id=thread_id, page=page, _anchor=f"post-{number_of(post)}")


class Drawn(NamedTuple):
    """A page of a conversation as readers of one zone and language see it, who wrote in it, and who speaks."""

    parts: tuple[Piece, ...]
    authors: frozenset[int | None]
    voices: rules.Voices

    def after(self, posts: int) -> Markup:
        """What of it stands after so many posts."""
        return markup.our_own(packing.plain(self.parts[posts + 1 : -1]).decode())

    def with_line(self, before: int | None, *, ways: str) -> Sequence[Piece]:
        """With the ways to and from other conversations, and the line that says what is new, before the post of this
        number on the page."""
        head, posts = Piece(self.parts[0].plain.replace(WAYS.encode(), ways.encode(), 1)), self.parts[1:]
        if before is None:
            return (head, *posts)
        return (head, *posts[:before], Piece(_new_line().encode()), *posts[before:])


def drawn_page(thread: Conversation, *, page: int, own: int | None) -> Drawn:
    """Drawn once for all; once more for each of its authors, who may change what is their `own`."""
    return _drawn_page(thread, _asking(thread, page=page), page=page, own=own)


def _drawn_page(thread: Conversation, found: Found, *, page: int, own: int | None) -> Drawn:
    where = (thread.title, thread.space_id, thread.space, thread.community_id, thread.community, thread.as_guest)
    may = rules.may_nod(thread), rules.may_answer(thread), rules.is_inside(thread), _may_ask(thread)
    may_see = *may, rules.may_ask(thread), policy.is_told_names(current_user, thread)
    key = ("conversation", thread.edition, *where, page, *may_see, clock.now().date(), *reader())
    drawn: Drawn = kept(key, lambda: _drawn(thread, found, page=page, own=None))
    if own is not None and own in drawn.authors:
        drawn = kept((*key, own), lambda: _drawn(thread, found, page=page, own=own))
    return drawn


def _drawn(thread: Conversation, asked: Found, *, page: int, own: int | None) -> tuple[Drawn, int]:
    pages = rules.pages(thread.post_count)
    found = asked.posts()
    with_files = [post.id for post in found.posts if post.has_files and post.html]
    shown = {
        "thread": thread,
        "files": files_on(service.POST, with_files) if with_files else {},
        "posts": found.posts,
        "page": page,
        "pages": pages,
        "own": own,
        "posts_at": POSTS_AT,
        "can_nod": rules.may_nod(thread),
        "can_answer": rules.may_answer(thread),
        "inside": rules.is_inside(thread),
        "asks": _may_ask(thread),
        "blend": rules.blend_of(found.spoken, thread.asks),
        "pairs": pairs_of(thread.id) if found.spoken else [],
        "moved": move_of(thread.move_id) if thread.move_id else None,
        "regrouped": regrouped(thread.id) if thread.shape else [],
        "can_ask": rules.may_ask(thread),
        "poll": asked.poll() if thread.poll_id else None,
        "is_over": partial(is_over, now=clock.now()),
        "parties": queries.parties_of(thread.id) if thread.privately else None,
    }
    marks = {"cut": markup.our_own(CUT), "ways": markup.our_own(WAYS)}
    html = piece("discussions/_conversation.html", **marks, **shown)
    parts = tuple(Piece(each.encode()) for each in html.split(CUT))
    return Drawn(parts, frozenset(post.author_id for post in found.posts), found.voices), len(html)


def _ways(thread: Conversation) -> str:
    found = ways_of(current_user, thread.id, now=clock.now()) if thread.shape else []
    return piece("discussions/_ways.html", ways=found) if found else ""


def _may_ask(thread: Conversation) -> bool:
    return policy.asks_for_voices(thread, places.person_id(current_user))


def _new_line() -> Markup:
    drawn: Markup = kept(("new line", *reader()), lambda: weighed(piece("discussions/_new.html")))
    return drawn


def _answer(thread: Conversation, refused: ReplyForm | None) -> Markup:
    """The fields of an answer, and who will read it: the same for all whose answer so many people read."""
    shown = {
        "axes": thread.axes,
        "readers": communities.readers_from(thread.read_by),
        "guests": thread.guests,
        "privately": thread.privately,
        "may_be_unnamed": rules.may_be_unnamed(thread),
    }
    if refused:
        return piece("discussions/_answer.html", refused=refused, **shown)
    key = ("answer", *shown.values(), *reader())
    drawn: Markup = kept(key, lambda: weighed(piece("discussions/_answer.html", **shown)))
    return drawn
