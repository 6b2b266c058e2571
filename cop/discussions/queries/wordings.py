"""What posts said before they were changed. Callers have passed the door of the post as it stands now."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import select

from cop.core.database import db
from cop.discussions import rules
from cop.discussions.models import EarlierWording, Post
from cop.discussions.queries.mentions import names_on
from cop.discussions.rules.mentions import named, nameless
from cop.people.models import User


class Change(NamedTuple):
    """What was changed then."""

    at: datetime
    parts: Sequence[rules.Part]


class Changes(NamedTuple):
    """How a post came to say what it says: its writer, unless they have left, and the changes, the latest first."""

    author: str | None
    changes: Sequence[Change]
    more: bool


def changes_of(post: Post, *, page: int, inside: bool) -> Changes:
    """One page of what was changed in a post, as far as it is kept; pages count from 1. Whoever is from outside is not
    told whom it mentions."""
    author = db.session.scalar(select(User.name).where(User.id == post.author_id)) if not post.unnamed else None
    before, most = (page - 1) * rules.CHANGES_ON_A_PAGE, rules.CHANGES_ON_A_PAGE
    asked = select(EarlierWording.source, EarlierWording.claim, EarlierWording.until).where(
        EarlierWording.post_id == post.id
    )
    ordered = asked.order_by(EarlierWording.id.desc()).offset(max(before - 1, 0)).limit(most + 2)
    said = [(rules.with_claim(source, claim), until) for source, claim, until in db.session.execute(ordered)]
    if page == 1:
        said.insert(0, (post.said, post.created_at))
    names = names_on(post.id) if inside else {}
    said = [(named(words, names) if inside else nameless(words), until) for words, until in said]
    told = [
        Change(until, rules.changed_between(earlier, later))
        for (later, _), (earlier, until) in pairwise(said[: most + 1])
    ]
    return Changes(author, told, more=len(said) > most + 1)
