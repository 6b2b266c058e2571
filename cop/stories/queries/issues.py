"""Issues of a community: their door, what stands in them for whoever asks, and the subjects of all of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager

from cop.communities import queries as communities
from cop.communities.models import Community, CommunityMembership
from cop.communities.policy import ORGANISERS
from cop.communities.queries.visibility import in_community
from cop.communities.rules import Door
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.models import Issue, IssueStory, Story
from cop.stories.queries.stories import ListedStory, readable, stories_visible_to
from cop.stories.rules.issues import NOT_OPEN
from cop.stories.rules.ways import name_of


class Gathered(NamedTuple):
    """A story as it stands in an issue."""

    story: Story
    teller: str
    subjects: Sequence[str]


class Placed(NamedTuple):
    """A place in an issue as its editors see it: without a title where they may not read it now."""

    story_id: int | None
    title: str
    subjects: Sequence[str]
    asked_at: datetime
    lacks: str


class Told(NamedTuple):
    """A story of an issue as the index of subjects names it."""

    issue_id: int
    number: int | None
    story_id: int
    title: str


class Asked(NamedTuple):
    """An issue in which a story of one's own has a place."""

    issue_id: int
    title: str
    number: int | None
    audience: str
    answer: str
    is_same_text: bool


def issue_for(viewer: Any, issue_id: int) -> Issue:
    """The only door to an issue."""
    found = db.session.scalars(ISSUE, communities.as_seen_by(viewer, issue=issue_id)).unique().one_or_none()
    if found is None or not policy.can_read_issue(viewer, found):
        raise NotVisible
    return found


def hidden_issue_for(viewer: Any, issue_id: int) -> Issue:
    """The same door for those who look after what is gathered: to one that is hidden as well, or could be."""
    found = db.session.scalars(LOOKED_AT, communities.as_seen_by(viewer, issue=issue_id)).unique().one_or_none()
    if found is None or not policy.can_see_hidden_issue(viewer, found):
        raise NotVisible
    return found


def issues_of(viewer: Any, community_id: int) -> Sequence[Issue]:
    """Those of a community that the viewer may read: what its editors gather first, then the latest first."""
    found = db.session.scalars(ISSUES_HERE, communities.as_seen_by(viewer, community=community_id)).unique()
    return [each for each in found if policy.can_read_issue(viewer, each)]


def contents_of(viewer: Any, issue: Issue) -> Sequence[Gathered | None]:
    """What stands in it, in its order, as far as the viewer may read that; None for what does not stand there for them
    any more. Why not is nobody's to know."""
    found = {
        item: Gathered(story, rules.shown_name(name, story.named, place=story.place), subjects)
        for item, subjects, story, name in db.session.execute(
            CONTENTS, communities.as_seen_by(viewer, issue=issue.id)
        )
    }  # fmt: skip
    places = select(IssueStory.id).where(IssueStory.issue_id == issue.id).order_by(*IN_ORDER)
    return [found.get(item) for item in db.session.scalars(places)]


def places_of(viewer: Any, issue: Issue) -> Sequence[Placed]:
    """Every place in an issue, for its editors, with what each lacks."""
    items = db.session.scalars(select(IssueStory).where(IssueStory.issue_id == issue.id).order_by(*IN_ORDER)).all()
    ids = [each.story_id for each in items if each.story_id is not None]
    asked = communities.as_seen_by(viewer, stories=ids)
    stories = {each.id: each for each in db.session.scalars(AMONG, asked)}
    return [_placed(each, stories.get(each.story_id or 0), issue=issue) for each in items]


def offered_to(viewer: Any, issue: Issue) -> Sequence[ListedStory]:
    """What could be asked for besides: the stories of the community that are open to whom the issue is for."""
    here = set(db.session.scalars(select(IssueStory.story_id).where(IssueStory.issue_id == issue.id)))
    found = stories_visible_to(viewer, community_id=issue.community_id)
    return [each for each in found if each.id not in here and rules.covers(each.audience, issue.audience)]


def subjects_of(viewer: Any, community_id: int) -> Sequence[tuple[str, Told]]:
    """The subjects of all stories in all issues that the viewer may read; where an editor named none, how it is told,
    as a message to be put into words."""
    open_to = {each.id for each in issues_of(viewer, community_id) if each.published_at is not None}
    found = db.session.execute(SUBJECTS, communities.as_seen_by(viewer, community=community_id))
    return [
        (subject, Told(issue_id, number, story_id, title))
        for issue_id, number, story_id, title, subjects, template in found
        if issue_id in open_to
        for subject in subjects or [name_of(template)]
    ]


def asked_about(story: Story) -> Sequence[Asked]:
    """The issues in which a story has, or might have, a place: for its teller."""
    found = select(Issue, IssueStory).join(IssueStory, IssueStory.issue_id == Issue.id)
    shown = (IssueStory.story_id == story.id, Issue.hidden_at.is_(None))
    asked = found.where(*shown).order_by(Issue.id.desc())
    return [
        Asked(issue.id, issue.title, issue.number, issue.audience, item.answer, item.agreed == story.approved)
        for issue, item in db.session.execute(asked)
    ]


def waits_for(person_id: int, story_id: int) -> bool:
    """Whether an issue still waits for what they say about a story of theirs."""
    asked = select(IssueStory.id).join(Story, Story.id == IssueStory.story_id)
    unsaid = (IssueStory.answer == rules.UNSAID, Story.id == story_id, Story.author_id == person_id)
    return db.session.scalar(asked.where(*unsaid, Story.withdrawn_at.is_(None)).limit(1)) is not None


def out(statement: communities.Statement) -> communities.Statement:
    """Among those that are out and that the viewer may read."""
    return in_community(statement.join(Community, Community.id == Issue.community_id)).where(OUT)


def _placed(item: IssueStory, story: Story | None, *, issue: Issue) -> Placed:
    if story is None or story.community_id != issue.community_id or story.withdrawn_at is not None:
        return Placed(item.story_id, "", item.subjects, item.asked_at, NOT_OPEN)
    same = item.agreed == story.approved
    lacks = rules.lacking(audience=story.audience, issue=issue.audience, answer=item.answer, is_same_text=same)
    return Placed(story.id, story.title, item.subjects, item.asked_at, lacks)


def _within_reach() -> ColumnElement[bool]:
    """`policy.can_read_issue` as SQL; of who edits a draft, what can be said of a role alone."""
    editors = and_(CommunityMembership.role.in_(sorted(ORGANISERS)), Community.closed_at.is_(None))
    return or_(OUT, and_(Issue.published_at.is_(None), editors))


WINDOW = and_(Issue.audience == "public", Community.door == Door.ANYONE)
SHARED = communities.reads_shared(Issue.published_at, Issue.bound)
OUT = and_(Issue.published_at.is_not(None), Issue.hidden_at.is_(None), or_(WINDOW, SHARED))
IN_ORDER = (IssueStory.place, IssueStory.id)
STANDS = (
    IssueStory.answer == rules.YES,
    IssueStory.agreed == Story.approved,
    Story.withdrawn_at.is_(None),
    Story.community_id == Issue.community_id,
    or_(Story.audience == "public", and_(Story.audience == "community", Issue.audience == "community")),
)
"""`rules.lacking` as SQL: nothing is."""
WHOLE = (
    in_community(select(Issue).join(Community, Community.id == Issue.community_id))
    .options(contains_eager(Issue.community).contains_eager(Community.memberships))
    .execution_options(populate_existing=True)
)
LOOKED_AT = WHOLE.where(Issue.id == bindparam("issue"), Issue.published_at.is_not(None), or_(WINDOW, SHARED))
ISSUES = WHOLE.where(_within_reach())
ISSUE = ISSUES.where(Issue.id == bindparam("issue"))
ISSUES_HERE = ISSUES.where(Issue.community_id == bindparam("community")).order_by(
    Issue.published_at.is_not(None), Issue.number.desc(), Issue.id.desc()
)
CONTENTS = (
    readable(
        select(IssueStory.id, IssueStory.subjects, Story, User.name)
        .select_from(Story)
        .join(IssueStory, IssueStory.story_id == Story.id)
        .join(Issue, Issue.id == IssueStory.issue_id)
        .join(User, User.id == Story.author_id)
    )
    .where(Issue.id == bindparam("issue"), *STANDS)
    .order_by(*IN_ORDER)
)
SUBJECTS = (
    readable(
        select(Issue.id, Issue.number, Story.id, Story.title, IssueStory.subjects, Story.template)
        .select_from(Story)
        .join(IssueStory, IssueStory.story_id == Story.id)
        .join(Issue, Issue.id == IssueStory.issue_id)
    )
    .where(Issue.community_id == bindparam("community"), Issue.published_at.is_not(None), *STANDS)
    .order_by(Issue.number.desc(), *IN_ORDER)
)
AMONG = readable(select(Story)).where(Story.id.in_(bindparam("stories", expanding=True)))
