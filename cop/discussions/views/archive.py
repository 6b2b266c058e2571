"""What of conversations members take along from a community that closes."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import render_template

from cop.communities import policy as places
from cop.core import clock
from cop.core.archives import Chapter, Piece
from cop.core.errors import N_
from cop.core.kept import piece
from cop.core.words import gettext
from cop.discussions import queries, rules, service
from cop.discussions.queries.listing import ListedThread
from cop.discussions.queries.polls import poll_in, standing_of
from cop.discussions.rules.mentions import drawn, named_plainly, names_in
from cop.discussions.rules.quotes import plainly
from cop.discussions.views import drawing
from cop.files.models import File
from cop.files.queries import files_on

ALL = 100_000


def _pieces(viewer: Any, community_id: int) -> Iterator[Piece]:
    for thread in queries.threads_visible_to(viewer, community_id=community_id, most=ALL):
        posts = queries.whole_posts_of(thread.id)
        files = files_on(service.POST, [each.id for each in posts if each.html])
        for post_id, html, source, at, by, unnamed, evidence, claimed, opened, mentioned in posts:
            who, when = (gettext("A member"), rules.day_of(at)) if unnamed else (by or "", at)
            names = names_in(mentioned)
            told = drawing.with_claim(drawn(html, names), evidence=evidence, claimed=claimed)
            shown, said = _with_files(
                told, rules.with_claim(named_plainly(source, names), claimed), files=files.get(post_id, ())
            )
            title = f"{thread.title}: {opened}" if opened and html else thread.title
            yield Piece(title, thread.space, who, when, shown, said)
        yield from _poll(viewer, thread)


def _with_files(html: str, source: str, *, files: Iterable[File]) -> tuple[str, str]:
    """With what hung on it, in words: the files themselves are in no archive."""
    ready = [each for each in files if each.is_ready and not each.is_plain]
    if not ready:
        return html, source
    lines = "".join(f"\n- {plainly(each.words or each.name)}" for each in ready)
    return html + piece("discussions/_files_kept.html", files=ready, site=None), f"{source}\n{lines}"


def _poll(viewer: Any, thread: ListedThread) -> Iterator[Piece]:
    """What was asked and what came of it, counted as far as whoever takes it along sees that."""
    poll = poll_in(thread.id)
    if poll is None:
        return
    standing = standing_of(poll, viewer_id=places.person_id(viewer), now=clock.now())
    told = {"poll": poll, "standing": standing}
    html = piece("discussions/_poll_kept.html", **told)
    source = render_template("discussions/_poll_kept.txt", plainly=plainly, **told)
    yield Piece(thread.title, thread.space, "", poll.begun_at, html, source)


CHAPTERS = [Chapter("conversations", N_("Conversations"), _pieces)]
