"""Issues for tests, by the whole way that editors and tellers go."""

from collections.abc import Mapping
from datetime import datetime

from cop.people.models import User
from cop.stories.queries import issues as queries
from cop.stories.service import issues


def an_issue(
    editor: User, community_id: int, *, now: datetime, audience: str = "community", title: str = "Nights"
) -> int:
    """The id of an issue that is begun."""
    return issues.begin(editor, community_id, title=title, note="Why *now*.", audience=audience, now=now).id


def published(
    editor: User, community_id: int, told: Mapping[int, User], *, now: datetime, audience: str = "community",
    title: str = "Nights",
) -> int:  # fmt: skip
    """The id of one that is out, with these stories in it, to each of which its teller has said yes."""
    made = an_issue(editor, community_id, now=now, audience=audience, title=title)
    for story_id, teller in told.items():
        issues.choose(editor, made, story_id=story_id, now=now)
        issues.answer(teller, story_id, issue_id=made, yes=True, now=now)
    let_out(editor, made, now=now)
    return made


def let_out(editor: User, issue_id: int, *, now: datetime) -> int:
    """How many were left out, once it is published as its editor sees it."""
    seen = issues.as_seen(queries.places_of(editor, queries.issue_for(editor, issue_id)))
    return issues.publish(editor, issue_id, seen=seen, now=now)
