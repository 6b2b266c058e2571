"""What follows for what is looked after from what happens to people, and what is asked before a letter goes out."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from cop.communities.facts import MemberCame
from cop.communities.models import Community
from cop.communities.queries import members_in
from cop.core import clock
from cop.core.database import Transaction, db
from cop.core.errors import N_, NotVisible
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.discussions.facts import PostEdited, ThreadMoved, ThreadReplied, ThreadStarted
from cop.discussions.models import Post
from cop.moderation import policy, service
from cop.moderation.models import Appeal, ModerationAct, Report, Silence
from cop.moderation.queries import appeal_for, item_for
from cop.moderation.rules import Which
from cop.moderation.service import first, letters, risks, silences
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.stories.facts import StoryWaits

listeners = Listeners()
jobs = Jobs()


@jobs.permits_if(letters.LOOKING)
def may_look(person_id: int, report_id: int) -> bool:
    """Whether a report still waits, and this person may decide about it."""
    report, person = db.session.get(Report, report_id), db.session.get(User, person_id)
    if report is None or report.closed_at is not None or person is None:
        return False
    try:
        return policy.can_decide(person, item_for(person, report.which).thing)
    except NotVisible:
        return False


@jobs.permits_if(letters.ANSWERING)
def may_answer(person_id: int, appeal_id: int) -> bool:
    """Whether an appeal still waits, and this person may answer it."""
    person = db.session.get(User, person_id)
    try:
        appeal, act, _ = appeal_for(person, appeal_id)
    except NotVisible:
        return False
    return appeal.answer_id is None and policy.can_answer(person, act)


@jobs.permits_if(letters.OWN)
def wrote_it(person_id: int, act_id: int) -> bool:
    """Whether this person wrote what was decided about, and still reads it."""
    act, person = db.session.get(ModerationAct, act_id), db.session.get(User, person_id)
    if act is None or person is None:
        return False
    try:
        return policy.is_author(person, item_for(person, Which(act.kind, act.item_id)).thing)
    except NotVisible:
        return False


@jobs.permits_if(letters.SELF)
def belongs(person_id: int, community_id: int) -> bool:
    return person_id in members_in(community_id)


@listeners.within(ThreadStarted)
def look_at_what_began(fact: ThreadStarted, tx: Transaction) -> None:
    first = select(func.min(Post.id)).where(Post.thread_id == fact.thread_id)
    risks.look_at(tx, post_id=tx.session.execute(first).scalar_one(), now=clock.now())


@listeners.within(PostEdited)
@listeners.within(ThreadReplied)
def look_at_what_was_written(fact: ThreadReplied | PostEdited, tx: Transaction) -> None:
    risks.look_at(tx, post_id=fact.post_id, now=clock.now())


@listeners.within(StoryWaits)
def read_it_first(fact: StoryWaits, tx: Transaction) -> None:
    first.ask_for(tx, story_id=fact.story_id, now=clock.now())


@listeners.within(ThreadMoved)
def write_down_a_move(fact: ThreadMoved, tx: Transaction) -> None:
    service.write_down_move(tx, fact.move_id)


@listeners.within(MemberCame)
def keep_to_silence(fact: MemberCame, tx: Transaction) -> None:
    silences.keep_to_it(tx, fact.community_id, person_id=fact.user_id, now=clock.now())


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id)


def _reports(person_id: int) -> Iterable[Sequence[Any]]:
    """Without what they are about, which is another's."""
    told = select(Report.why, Report.line, Report.words, Report.at, Report.closed_at)
    own = told.where(Report.by_id == person_id).order_by(Report.id)
    return [tuple(row) for row in db.session.execute(own)]


def _decided(person_id: int) -> Iterable[Sequence[Any]]:
    """What was decided about their own words, and told to them: not that somebody asked and nothing was changed."""
    told = select(ModerationAct.did, ModerationAct.kind, ModerationAct.item_id, ModerationAct.reason, ModerationAct.at)
    own = told.where(ModerationAct.person_id == person_id, ModerationAct.did != "kept").order_by(ModerationAct.id)
    return [tuple(row) for row in db.session.execute(own)]


def _did(person_id: int) -> Iterable[Sequence[Any]]:
    """Without what it is about, and about whom."""
    told = select(ModerationAct.did, ModerationAct.reason, ModerationAct.at)
    own = told.where(ModerationAct.by_id == person_id).order_by(ModerationAct.id)
    return [tuple(row) for row in db.session.execute(own)]


def _appeals(person_id: int) -> Iterable[Sequence[Any]]:
    own = select(Appeal.words, Appeal.at).where(Appeal.by_id == person_id).order_by(Appeal.id)
    return [tuple(row) for row in db.session.execute(own)]


def _silences(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Community.name, Silence.until, Silence.ended_at).join(Community, Community.id == Silence.community_id)
    own = told.where(Silence.user_id == person_id).order_by(Silence.id)
    return [tuple(row) for row in db.session.execute(own)]


PARTS = [
    Part(
        "silences", N_("Where you read and did not write for a time"),
        {"community": N_("Community"), "until": N_("Until"), "ended_at": N_("Ended")}, _silences,
    ),
    Part(
        "appeals", N_("What you said against decisions about your words"),
        {"text": N_("Text"), "at": N_("When")}, _appeals,
    ),
    Part(
        "reports", N_("What you asked a core group to look at"),
        {
            "what": N_("What"), "line": N_("Point of the agreement"), "text": N_("Text"), "at": N_("When"),
            "closed_at": N_("Answered"),
        },
        _reports,
    ),
    Part(
        "decided", N_("What was decided about your words"),
        {"what": N_("What"), "kind": N_("Kind"), "number": N_("Number"), "reason": N_("Reason"), "at": N_("When")},
        _decided,
    ),
    Part(
        "acts", N_("What you decided in a core group"),
        {"what": N_("What"), "reason": N_("Reason"), "at": N_("When")}, _did,
    ),
]  # fmt: skip
