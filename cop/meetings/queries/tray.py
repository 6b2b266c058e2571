"""A person's tray, the question that the room sees, and what a presenter was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.meetings import rules
from cop.meetings.models import Coaching, Meeting, TrayQuestion, Writing
from cop.meetings.queries.doors import meeting_for
from cop.meetings.queries.starters import is_coached, starters_of
from cop.meetings.questions import Seen, look_at
from cop.meetings.rules import tray
from cop.people.models import User
from cop.sets.queries import kept_texts


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that the room sees. The marks are there for the presenter alone; for all others they are not set."""

    id: int
    text: str
    by: int
    at: datetime | None
    is_own: bool
    is_mine_to_answer: bool
    felt_like_advice: bool = False
    made_me_think: bool = False


@dataclass(frozen=True, slots=True)
class Tray:
    """All that one person keeps in one meeting, and what the coach sees in what they are writing, if it may look.

    `mentions` is whether it has mentioned nothing to them in this slot so far.
    """

    writing: tray.Draft
    changing: int | None
    questions: Sequence[TrayQuestion]
    received: Sequence[TrayQuestion]
    phase: tray.Phase
    starters: tuple[str, ...] | None
    coached: bool
    clean: int
    seen: Seen | None
    mentions: bool = False
    kept_texts: frozenset[str] = frozenset()

    @property
    def has_stepped_back(self) -> bool:
        """Whether the coach leaves this person alone, although their set has it."""
        return self.coached and tray.has_stepped_back(self.clean)

    @property
    def shown(self) -> Seen | None:
        """What the coach says of what is being written: in each slot one mention, and all that is more than that."""
        seen = self.seen
        return seen if seen is not None and (seen.severity or (seen.is_mention and self.mentions)) else None

    def in_state(self, *states: tray.State) -> list[TrayQuestion]:
        """The person's own questions in one of these states; not the one that is being put in other words."""
        return [each for each in self.questions if each.state in states and each.id != self.changing]


def tray_for(viewer: User, meeting_id: int, *, progress: rules.Progress) -> Tray:
    """Through the door, and then only what is this person's own."""
    meeting = meeting_for(viewer, meeting_id)
    phase = phase_of(progress)
    row = db.session.get(Writing, (meeting_id, viewer.id))
    draft = row.value if row else tray.Draft()
    coached, clean = is_coached(meeting.set_id), clean_of(viewer.id)
    looks = coached and not tray.has_stepped_back(clean) and draft.text.strip()
    received = received_by(viewer, meeting_id)
    slot = slot_of(progress)
    return Tray(
        draft, row.question_id if row else None, tray_of(viewer, meeting_id), received, phase,
        starters_of(meeting.set_id).get(phase), coached, clean, look_at(draft.text, phase=phase) if looks else None,
        mentions=slot is not None and not (row and row.mentioned_in_slot == slot),
        kept_texts=kept_texts(meeting_id, viewer.id) if received else frozenset(),
    )  # fmt: skip


def phase_of(progress: rules.Progress) -> tray.Phase:
    """What a question that is written now is for."""
    return tray.asking_phase(progress.part.key if progress.is_live else "")


def slot_of(progress: rules.Progress) -> int | None:
    """The slot that runs, if one does."""
    return progress.part.slot if progress.is_live else None


def tray_of(viewer: User, meeting_id: int) -> Sequence[TrayQuestion]:
    """This person's own questions: those in line as they will come, and the others as they were written."""
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == viewer.id)
    asked = select(TrayQuestion).where(*own).order_by(TrayQuestion.queued_at.is_(None), TrayQuestion.queued_at)
    return db.session.scalars(asked.order_by(TrayQuestion.id)).all()


def received_by(viewer: User, meeting_id: int) -> Sequence[TrayQuestion]:
    """What this person was asked in their slots of this meeting, with their own marks, in the order of asking."""
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.asked_of_id == viewer.id)
    asked = select(TrayQuestion).where(*own, TrayQuestion.state != "withdrawn")
    return db.session.scalars(asked.order_by(TrayQuestion.asked_at, TrayQuestion.id)).all()


def kept_by(viewer: User, meeting_id: int, *, progress: rules.Progress) -> Sequence[TrayQuestion]:
    """What whoever presents has kept for later, once the part in which it was asked is over: for them alone."""
    if not progress.is_live or progress.presenter != viewer.id:
        return ()
    own = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.asked_of_id == viewer.id)
    before = (TrayQuestion.state == "parked", TrayQuestion.phase != progress.part.key)
    return db.session.scalars(select(TrayQuestion).where(*own, *before).order_by(TrayQuestion.asked_at)).all()


def asked_now(viewer: User, meeting_id: int, *, progress: rules.Progress) -> Asked | None:
    """The question that whoever has the floor shows to the room, if they show one."""
    holder = progress.floor.holder
    if holder is None or not progress.is_live or not progress.part.speaking.questions:
        return None
    on_show = (TrayQuestion.meeting_id == meeting_id, TrayQuestion.author_id == holder, TrayQuestion.state == "asked")
    found = db.session.scalar(select(TrayQuestion).where(*on_show).limit(1))
    if found is None:
        return None
    received = found.asked_of_id == viewer.id
    return Asked(
        found.id, found.text, holder, found.asked_at, is_own=holder == viewer.id, is_mine_to_answer=received,
        felt_like_advice=received and found.felt_like_advice, made_me_think=received and found.made_me_think,
    )  # fmt: skip


def own_question(viewer: User, meeting_id: int, *, question_id: int) -> TrayQuestion:
    """The door to a question in a tray: its author's, whatever else somebody may see of it."""
    return _question(meeting_id, question_id, TrayQuestion.author_id == viewer.id)


def received_question(viewer: User, meeting_id: int, *, question_id: int) -> TrayQuestion:
    """The door to the answer and the marks of a question: only for whom it was asked of."""
    shown = TrayQuestion.state != "withdrawn"
    return _question(meeting_id, question_id, TrayQuestion.asked_of_id == viewer.id, shown)


def clean_of(user_id: int) -> int:
    """How many of this person's questions the coach had nothing to say to."""
    return db.session.scalar(select(Coaching.clean).where(Coaching.user_id == user_id)) or 0


def coaches(user_id: int, meeting: Meeting) -> bool:
    """Whether the coach looks at what this person writes in this meeting."""
    return is_coached(meeting.set_id) and not tray.has_stepped_back(clean_of(user_id))


def _question(meeting_id: int, question_id: int, *own: ColumnElement[bool]) -> TrayQuestion:
    asked = select(TrayQuestion).where(TrayQuestion.id == question_id, TrayQuestion.meeting_id == meeting_id, *own)
    found = db.session.scalar(asked)
    if found is None:
        raise NotVisible
    return found
