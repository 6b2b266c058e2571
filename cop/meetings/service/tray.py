"""A tray: what is being written, what is kept, what stands in line. Nobody else reads it, and nobody is told of it."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.meetings import policy
from cop.meetings.models import QUESTION, Coaching, Meeting, TrayQuestion, Writing
from cop.meetings.queries import meeting_for, progress_in, room_of
from cop.meetings.queries.tray import coaches, own_question, phase_of, slot_of
from cop.meetings.questions import look_at
from cop.meetings.rules import Progress, tray
from cop.meetings.service.asked import may_show, show
from cop.meetings.service.change import refresh
from cop.people.models import User

MOST_KEPT = 40


def write(
    actor: User, meeting_id: int, *, text: str, page: str = "", turn: int = 0, seen: int = 0, rest: str = ""
) -> None:
    """Store what somebody is writing, as often as they like. What another device wrote meanwhile, and `rest`, is kept.

    `page` names the page that sends it, `turn` counts what it sent, `seen` is the revision that it knew.
    """
    with transaction() as tx:
        meeting_for(actor, meeting_id)
        writing = _writing(tx, actor, meeting_id)
        before = writing.revision
        writing.value, lost = tray.written(writing.value, _short(text), page=page, turn=turn, seen=seen)
        for aside in (lost, rest.strip() if writing.revision > before else ""):
            if aside:
                _keep_aside(tx, actor, meeting_id, aside)


def begin_with(actor: User, meeting_id: int, *, text: str) -> None:
    """Begin from these words; what was being written is kept."""
    with transaction() as tx:
        meeting_for(actor, meeting_id)
        _begin(tx, actor, meeting_id, text=_short(text), question_id=None)


def keep_question(
    actor: User, meeting_id: int, *, text: str, page: str = "", turn: int = 0, seen: int = 0
) -> TrayQuestion:
    """Put what was written in the tray, where it was before if it was there; the place to write is empty again.

    What another device is writing there meanwhile stays. `seen` is the revision that the page began from.
    """
    with transaction() as tx:
        meeting_for(actor, meeting_id)
        return _finish(tx, actor, meeting_id, text=text, page=page, turn=turn, seen=seen)


def change_question(actor: User, meeting_id: int, *, question_id: int) -> None:
    """Put a question in other words: it stands where one writes, and goes back to its place when it is kept."""
    with transaction() as tx:
        question = own_question(actor, meeting_id, question_id=question_id)
        meeting_for(actor, meeting_id)
        _begin_anew(tx, actor, question)


def drop_question(actor: User, meeting_id: int, *, question_id: int) -> None:
    """Take a question out of the tray for good, before anybody has seen it."""
    with transaction() as tx:
        meeting_for(actor, meeting_id)
        question = own_question(actor, meeting_id, question_id=question_id)
        if question.state not in tray.UNSEEN:
            raise RuleBroken("This question has been asked. It stays with whom it was asked of.")
        tx.session.delete(question)


def ask_written(
    actor: User, meeting_id: int, *, text: str, looked: int, now: datetime, page: str = "", turn: int = 0
) -> None:
    """Put what was written in line. Once only, the coach shows what it sees first; pressed again, it goes.

    `looked` is the revision that the page began from, and the coach's view was shown of.
    """
    with transaction() as tx:
        meeting = meeting_for(actor, meeting_id, lock=True)
        progress = _progress_for_asking(actor, meeting, now=now)
        writing = _writing(tx, actor, meeting_id)
        considered = looked == writing.revision and _checked(text) == writing.text.strip()
        if not considered and _deserves_a_look(actor, meeting, text, progress=progress):
            write(actor, meeting_id, text=text, page=page, turn=turn, seen=looked)
            return
        question = _finish(tx, actor, meeting_id, text=text, page=page, turn=turn, seen=looked)
        _stand_in_line(tx, meeting, question, progress=progress, now=now)


def ask_in_turn(actor: User, meeting_id: int, *, question_id: int, now: datetime) -> None:
    """Put a kept question in line: shown to the room when its author has the floor, now or at their next turn.

    One that the coach would like its author to look at once more is shown to them first, where they write.
    """
    with transaction() as tx:
        meeting = meeting_for(actor, meeting_id, lock=True)
        question = own_question(actor, meeting_id, question_id=question_id)
        progress = _progress_for_asking(actor, meeting, now=now)
        if question.state == "draft" and _deserves_a_look(actor, meeting, question.text, progress=progress):
            _begin_anew(tx, actor, question)
            return
        _stand_in_line(tx, meeting, question, progress=progress, now=now)


def keep_for_later(actor: User, meeting_id: int, *, question_id: int) -> None:
    """Not this one after all: out of the line, back among the drafts."""
    with transaction():
        meeting_for(actor, meeting_id)
        question = own_question(actor, meeting_id, question_id=question_id)
        question.state, question.queued_at = tray.moved(question.state, "draft"), None


def take_back(actor: User, meeting_id: int, *, question_id: int) -> None:
    """Take back a question that the room sees: it is asked of nobody any more."""
    with transaction():
        meeting_for(actor, meeting_id, lock=True)
        question = own_question(actor, meeting_id, question_id=question_id)
        question.state = tray.moved(question.state, "withdrawn")
        refresh(meeting_id)


def bring_coach_back(actor: User, meeting_id: int) -> None:
    """The coach has stepped back, and this person would like it again."""
    with transaction() as tx:
        meeting_for(actor, meeting_id)
        coaching = tx.session.get(Coaching, actor.id)
        if coaching is not None:
            coaching.clean = 0


def _deserves_a_look(actor: User, meeting: Meeting, text: str, *, progress: Progress) -> bool:
    phase = phase_of(progress)
    return coaches(actor.id, meeting) and look_at(text, phase=phase).severity >= tray.PAUSE_AND_SHOW


def _stand_in_line(
    tx: Transaction, meeting: Meeting, question: TrayQuestion, *, progress: Progress, now: datetime
) -> None:
    if question.state == "queued":
        return
    question.state, question.queued_at = tray.moved(question.state, "queued"), now
    if may_show(progress, question.author_id):
        show(tx, meeting, question=question, progress=progress, now=now)
        refresh(meeting.id)


def _finish(
    tx: Transaction, actor: User, meeting_id: int, *, text: str, page: str, turn: int, seen: int
) -> TrayQuestion:
    writing = _writing(tx, actor, meeting_id)
    if tray.lost_by(writing.value, text, page=page, seen=seen):
        return _keep_aside(tx, actor, meeting_id, text)
    question = tx.session.get(TrayQuestion, writing.question_id) if writing.question_id else None
    if question is None or question.state != "draft":
        question = _keep_aside(tx, actor, meeting_id, text)
    question.text = _checked(text)
    if writing.text.strip() == question.text:
        _note_mention(tx, actor, writing)
    writing.value, writing.question_id = tray.cleared(writing.value, page=page, turn=turn), None
    tx.flush()
    return question


def _note_mention(tx: Transaction, actor: User, writing: Writing) -> None:
    """What was written has been looked at: if the coach only mentioned something, that was it for this slot."""
    meeting = tx.session.get_one(Meeting, writing.meeting_id)
    progress = meeting.progress
    if look_at(writing.text, phase=phase_of(progress)).is_mention and coaches(actor.id, meeting):
        writing.mentioned_in_slot = slot_of(progress)


def _begin(tx: Transaction, actor: User, meeting_id: int, *, text: str, question_id: int | None) -> None:
    """What stands where one writes makes room: it goes back to its place, or into the tray."""
    writing = _writing(tx, actor, meeting_id)
    if writing.text.strip():
        _finish(tx, actor, meeting_id, text=writing.text, page="", turn=0, seen=writing.revision)
    draft = tray.cleared(writing.value)
    writing.value, writing.question_id = tray.Draft(text, "", turn=0, revision=draft.revision), question_id


def _begin_anew(tx: Transaction, actor: User, question: TrayQuestion) -> None:
    question.state, question.queued_at = tray.moved(question.state, "draft"), None
    _begin(tx, actor, question.meeting_id, text=question.text, question_id=question.id)


def _keep_aside(tx: Transaction, actor: User, meeting_id: int, text: str) -> TrayQuestion:
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == actor.id)
    unseen = select(func.count()).select_from(TrayQuestion).where(*own, TrayQuestion.state.in_(tray.UNSEEN))
    kept = tx.session.scalar(unseen) or 0
    if kept >= MOST_KEPT:
        raise RuleBroken("Your tray holds %(most)s questions. Take one out before you put another in.", most=MOST_KEPT)
    question = TrayQuestion(meeting_id=meeting_id, author_id=actor.id, text=_checked(text))
    tx.session.add(question)
    tx.flush()
    return question


def _writing(tx: Transaction, actor: User, meeting_id: int) -> Writing:
    """Where this person writes, made at their first word; two devices may begin at once."""
    asked = select(Writing).where(Writing.meeting_id == meeting_id, Writing.author_id == actor.id).with_for_update()
    if (found := tx.session.scalar(asked)) is not None:
        return found
    try:
        with tx.session.begin_nested():
            tx.session.add(Writing(meeting_id=meeting_id, author_id=actor.id, text="", page="", turn=0, revision=0))
    except IntegrityError:
        pass  # the other device was first
    return tx.session.scalars(asked).one()


def _progress_for_asking(actor: User, meeting: Meeting, *, now: datetime) -> Progress:
    """Where the meeting stands, if that is where members in the room have questions to somebody else."""
    room = room_of(meeting)
    progress = progress_in(meeting, room, now=now)
    if not progress.is_live or progress.presenter in {None, actor.id}:
        raise RuleBroken("Questions stand in line while somebody presents. Keep it in your tray until then.")
    allowed = policy.can_take_turns(actor.id, room)
    require(allowed, "You facilitate this meeting, so you take no turns. Hand the meeting over first.")
    return progress


def _short(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if len(text) > QUESTION:
        raise RuleBroken("Write the question in %(most)s characters at most.", most=QUESTION)
    return text


def _checked(text: str) -> str:
    if not text.strip():
        raise RuleBroken("Write the question first.")
    return _short(text).strip()
