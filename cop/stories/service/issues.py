"""Gathering stories into an issue: begun, filled, arranged, published; and what each teller says to that."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from cop.communities.models import Community
from cop.communities.queries import community_for
from cop.communities.service import check_alive
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken, Stale
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import IssueChanged
from cop.stories.models import Issue, IssueStory, Story
from cop.stories.queries import story_for
from cop.stories.queries.issues import Placed, issue_for, places_of
from cop.stories.rules.issues import MOST_GATHERED
from cop.stories.service import consents, letters
from cop.stories.service.consents import TELLER

EDITORS = N_("The core group of this community gathers its issues.")
FEWER = N_("Its teller lets fewer people read it than would read this issue.")
OUT = N_("This issue is out: nothing more is put into it.")


def begin(actor: User, community_id: int, *, title: str, note: str, audience: str, now: datetime) -> Issue:
    """Begin an issue, which its editors alone see until it is published. Who it is for is never widened."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_gather(actor, community), EDITORS)
        title, note = rules.check_issue(title, note, audience=audience)
        if audience == "public" and not community.axes.has_window:
            raise RuleBroken("This community has no public window: its members alone read what it gathers.")
        issue = Issue(
            community_id=community.id, by_id=actor.id, title=title, note=note, html=markup.render(note),
            render_version=markup.RENDER_VERSION, audience=audience, began_at=now, changed_at=now,
        )  # fmt: skip
        tx.session.add(issue)
        tx.flush()
        tx.announce(IssueChanged(issue.id))
        return issue


def rewrite(actor: User, issue_id: int, *, title: str, note: str, now: datetime) -> Issue:
    """Put its title and the note at its front into other words; also once it is out."""
    with transaction() as tx:
        issue = _edited(actor, issue_id)
        issue.title, issue.note = rules.check_issue(title, note, audience=issue.audience)
        issue.html, issue.render_version = markup.render(issue.note), markup.RENDER_VERSION
        return _changed(tx, issue, now=now)


def choose(actor: User, issue_id: int, *, story_id: int, now: datetime) -> Issue:
    """Give a story a place, and ask its teller. Who tells it themself has said yes by that."""
    with transaction() as tx:
        issue, story = _draft(actor, issue_id), story_for(actor, story_id)
        if story.community_id != issue.community_id or not rules.covers(story.audience, issue.audience):
            raise RuleBroken(FEWER)
        here = _items(tx, issue)
        if story.id in {each.story_id for each in here}:
            return issue
        if len(here) >= MOST_GATHERED:
            raise RuleBroken("There is room for %(most)s stories in an issue.", most=MOST_GATHERED)
        item = IssueStory(issue_id=issue.id, story_id=story.id, place=len(here) + 1, subjects=[], asked_at=now)
        tx.session.add(item)
        if policy.is_teller(actor, story):
            _answer(tx, item, story, yes=True, issue=issue, now=now)
        else:
            letters.ask_teller(tx, story, now=now)
        return _changed(tx, issue, now=now)


def arrange(
    actor: User, issue_id: int, *, story_id: int, subjects: str, place: int, now: datetime
) -> Issue:  # fmt: skip
    """Say what a story is about, and at which place it stands."""
    with transaction() as tx:
        issue = _edited(actor, issue_id)
        item = _item(tx, issue, story_id)
        item.subjects = rules.check_subjects(subjects)
        for number, each in enumerate(rules.moved(_items(tx, issue), item, to=place), start=1):
            each.place = number
        return _changed(tx, issue, now=now)


def leave_out(actor: User, issue_id: int, *, story_id: int, now: datetime) -> Issue:
    """Take a story out of an issue that is not out yet."""
    with transaction() as tx:
        issue = _draft(actor, issue_id)
        tx.session.delete(_item(tx, issue, story_id))
        return _changed(tx, issue, now=now)


def publish(actor: User, issue_id: int, *, seen: str, now: datetime) -> int:
    """Let those read it for whom it is, with the stories that have all they need; the others are left out, and we say
    how many. `seen` is what the editor saw would stand in it."""
    with transaction() as tx:
        issue = _draft(actor, issue_id)
        community = tx.session.get_one(Community, issue.community_id, with_for_update=True)
        places = places_of(actor, issue)
        if as_seen(places) != seen:
            raise Stale("What stands in it has just changed. Look at it once more.")
        standing = {each.story_id for each in places if not each.lacks}
        if not standing:
            raise RuleBroken("No story can stand in it yet: each needs the yes of its teller.")
        left_out = [each for each in _items(tx, issue) if each.story_id not in standing]
        for each in left_out:
            tx.session.delete(each)
        last = select(func.max(Issue.number)).where(Issue.community_id == community.id)
        issue.number, issue.published_at = (tx.session.scalar(last) or 0) + 1, now
        issue.bound = rules.UNBOUND if issue.audience == "public" else community.axes.read
        _changed(tx, issue, now=now)
        return len(left_out)


def narrow(actor: User, issue_id: int, *, now: datetime) -> Issue:
    """Let the members alone read it from now on. The way back is another issue."""
    with transaction() as tx:
        issue = _edited(actor, issue_id)
        _narrow(issue, read=issue.community.axes.read)
        return _changed(tx, issue, now=now)


def put_away(actor: User, issue_id: int) -> int:
    """Delete one that is not out. Answers its community."""
    with transaction() as tx:
        issue = _draft(actor, issue_id)
        tx.session.execute(delete(IssueStory).where(IssueStory.issue_id == issue.id))
        tx.session.delete(issue)
        tx.announce(IssueChanged(issue.id))
        return issue.community_id


def answer(actor: User, story_id: int, *, issue_id: int, yes: bool, now: datetime) -> None:
    """Say whether a story of one's own stands in an issue: with the words that it has now, and until one says no."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        issue = tx.session.get(Issue, issue_id)
        if issue is None:
            raise NotVisible
        item = _item(tx, issue, story.id)
        if yes:
            _check_may_stand(story, issue)
        _answer(tx, item, story, yes=yes, issue=issue, now=now)
        _changed(tx, issue, now=now)


def let_go(tx: Transaction, story_id: int, *, now: datetime) -> None:
    """Fewer people read a story: where an issue is for more than those, the yes to that has ended with it."""
    found = (
        select(IssueStory, Issue, Story)
        .join(Issue, Issue.id == IssueStory.issue_id)
        .join(Story, Story.id == IssueStory.story_id)
    )
    for item, issue, story in tx.session.execute(found.where(Story.id == story_id)).all():
        if item.answer == rules.YES and not rules.covers(story.audience, issue.audience):
            item.answer, item.agreed = rules.UNSAID, ""
            _changed(tx, issue, now=now)


def narrow_closed(tx: Transaction, community_id: int, *, now: datetime) -> None:
    """A community has closed: its members alone read its issues."""
    here = (Issue.community_id == community_id, Issue.audience == "public")
    read = tx.session.get_one(Community, community_id).axes.read
    for issue in tx.session.scalars(select(Issue).where(*here)).all():
        _narrow(issue, read=read)
        issue.changed_at = now


def forget(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """An editor is gone: their issues are their community's, and say what they wrote only if they leave it."""
    for issue in tx.session.scalars(select(Issue).where(Issue.by_id == person_id)).all():
        issue.by_id = None
        if not keeps_words:
            issue.note = issue.html = ""


def as_seen(places: Sequence[Placed]) -> str:
    """What would stand in it, in short, for the press that publishes it."""
    standing = ",".join(str(each.story_id) for each in places if not each.lacks)
    return hashlib.sha256(standing.encode()).hexdigest()


def _edited(actor: User, issue_id: int) -> Issue:
    issue = issue_for(actor, issue_id)
    require(policy.can_gather(actor, issue.community), EDITORS)
    return issue


def _draft(actor: User, issue_id: int) -> Issue:
    issue = _edited(actor, issue_id)
    if issue.published_at is not None:
        raise RuleBroken(OUT)
    return issue


def _items(tx: Transaction, issue: Issue) -> list[IssueStory]:
    found = select(IssueStory).where(IssueStory.issue_id == issue.id).order_by(IssueStory.place, IssueStory.id)
    return list(tx.session.scalars(found))


def _item(tx: Transaction, issue: Issue, story_id: int) -> IssueStory:
    found = select(IssueStory).where(IssueStory.issue_id == issue.id, IssueStory.story_id == story_id)
    item = tx.session.scalars(found).one_or_none()
    if item is None:
        raise NotVisible
    return item


def _check_may_stand(story: Story, issue: Issue) -> None:
    if story.community is None or not rules.covers(story.audience, issue.audience):
        raise RuleBroken("Fewer people read your story than would read this issue. Let more people read it first.")
    check_alive(story.community)


def _answer(tx: Transaction, item: IssueStory, story: Story, *, yes: bool, issue: Issue, now: datetime) -> None:
    item.answer, item.agreed = (rules.YES, story.approved) if yes else (rules.NO, "")
    consents.note_issue(tx, story, audience=issue.audience, yes=yes, now=now)


def _narrow(issue: Issue, *, read: int) -> None:
    if issue.audience == "public":
        issue.audience, issue.bound = "community", read


def _changed(tx: Transaction, issue: Issue, *, now: datetime) -> Issue:
    issue.changed_at = now
    tx.announce(IssueChanged(issue.id))
    return issue
