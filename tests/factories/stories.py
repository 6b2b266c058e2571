"""Stories for tests, told by the whole way that a teller goes, in one transaction."""

from dataclasses import replace
from datetime import datetime, timedelta

from cop.core.database import transaction
from cop.people.models import User
from cop.stories import rules, service
from cop.stories.models import Story
from cop.stories.queries import draft_for, text_of
from cop.stories.rules import FREE, Reach, Terms
from cop.stories.service import drafts, window

TERMS = Terms("full", months=12)


def a_story(
    teller: User, reach: str = "me", *, now: datetime, named: str = "full", title: str = "The singing hour",
    body: str = "He had not sung.", note: str = "",
) -> int:  # fmt: skip
    """The id of a story that reaches whom the text says: me, space:7, community:3, public:3."""
    return tell(teller, title=title, body=body, reach=rules.reach(reach), named=named, now=now, note=note).id


def a_draft(
    teller: User, reach: Reach, *, now: datetime, title: str = "The singing hour", body: str = "He had not sung.",
    note: str = "", approved: bool = True, template: str = FREE,
) -> int:  # fmt: skip
    """The id of a story that was begun, with an answer on its first page, and approved."""
    draft_id = drafts.begin(teller, reach, template=template, now=now).id
    drafts.write(teller, draft_id, page=1, answer=body, now=now)
    drafts.head(teller, draft_id, title=title, note=note, now=now)
    drafts.settle_others(teller, draft_id, now=now)
    if approved:
        drafts.approve(teller, draft_id, seen=text_of(draft_for(teller, draft_id)).digest, now=now)
    return draft_id


def a_careful_story(
    teller: User, reach: str, *, decides: str, now: datetime, title: str = "My brother", body: str = "He sang."
) -> int:
    """The id of a story of somebody who is not alone with it, told by a first name."""
    where, terms = rules.reach(reach), Terms("first", 12, together=True)
    with transaction():
        draft_id = a_draft(teller, where, now=now, title=title, body=body, approved=False)
        drafts.say_who_decides(teller, draft_id, decides=decides, supporter="my aunt", now=now)
        drafts.approve(teller, draft_id, seen=text_of(draft_for(teller, draft_id)).digest, now=now)
        return drafts.tell(teller, draft_id, reach=where, terms=terms, now=now).id


def tell(
    teller: User, *, title: str, body: str, reach: Reach, named: str, now: datetime, note: str = "",
    by: User | None = None,
) -> Story:  # fmt: skip
    """A story told; what everybody may read is told to the community first, and opens when a week has passed, and when
    somebody of the core group has said yes, where its teller is not of it."""
    terms, first = replace(TERMS, named=named, place="Fife"), reach
    if reach.audience == "public":
        first = Reach("community", reach.place_id)
    with transaction():
        draft_id = a_draft(teller, first, now=now, title=title, body=body, note=note)
        story = drafts.tell(teller, draft_id, reach=first, terms=terms, now=now)
        if reach.audience == "public":
            _open(teller, story.id, reach=reach, terms=terms, now=now, by=by)
        return story


def _open(teller: User, story_id: int, *, reach: Reach, terms: Terms, now: datetime, by: User | None) -> None:
    if by is None:
        service.change_audience(teller, story_id, reach=reach, seen="community", terms=terms, now=now)
    else:
        service.propose(teller, story_id, terms=terms, now=now)
        service.show_publicly(by, story_id, now=now)
    window.open_due(now=now + timedelta(days=7))


def an_adaptation(
    teller: User, origin_id: int, reach: Reach, *, now: datetime, title: str = "Here too", named: str = "full"
) -> int:
    """The id of a story that tells how somebody tried what another tells of."""
    with transaction():
        draft_id = drafts.adapt(teller, origin_id, now=now).id
        drafts.write(teller, draft_id, page=1, answer="The singing.", now=now)
        drafts.head(teller, draft_id, title=title, note="", now=now)
        drafts.settle_others(teller, draft_id, now=now)
        drafts.approve(teller, draft_id, seen=text_of(draft_for(teller, draft_id)).digest, now=now)
        return drafts.tell(teller, draft_id, reach=reach, terms=replace(TERMS, named=named), now=now).id
