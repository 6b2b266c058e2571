"""Challenges: the whole of one's own, and of others' no more than a title and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, load_only, selectinload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.core.seals import Envelope, words_in
from cop.people.models import User, person_owner
from cop.sets.models import Challenge, ChallengeTurn, Commitment, KeptQuestion, SeasonDate, Seat
from cop.sets.queries.history import said_before


@dataclass(frozen=True, slots=True)
class Brought:
    """What a set sees of somebody's challenge: the sentence as it was last brought, and to how many meetings."""

    name: str
    sentence: str
    meetings: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A challenge of one's own that could be brought to a meeting, or is."""

    id: int
    sentence: str
    is_brought: bool


def challenge_for(viewer: User, challenge_id: int) -> Challenge:
    """The door to a challenge with all that hangs on it: its owner alone, whether or not they still sit in the set."""
    asked = _whole().where(Challenge.id == challenge_id, Challenge.user_id == viewer.id)
    challenge = db.session.scalar(asked.execution_options(populate_existing=True))
    if challenge is None:
        raise NotVisible
    return challenge


def turn_for(viewer: User, turn_id: int) -> ChallengeTurn:
    """The door to what one brought to one meeting, with its challenge."""
    its = joinedload(ChallengeTurn.challenge).selectinload(Challenge.commitments).options(*OF_COMMITMENT)
    asked = select(ChallengeTurn).where(ChallengeTurn.id == turn_id).options(*OF_TURN, its)
    turn = db.session.scalar(asked.execution_options(populate_existing=True))
    if turn is None or turn.challenge.user_id != viewer.id:
        raise NotVisible
    return turn


def kept_question_for(viewer: User, question_id: int) -> KeptQuestion:
    """The door to the words of a question that one has kept, with its turn."""
    found = joinedload(KeptQuestion.turn).joinedload(ChallengeTurn.challenge)
    question = db.session.scalar(select(KeptQuestion).where(KeptQuestion.id == question_id).options(found))
    if question is None or question.turn.challenge.user_id != viewer.id:
        raise NotVisible
    return question


def challenges_of(viewer: User, *, set_id: int | None = None) -> Sequence[Challenge]:
    """This person's own, the one they changed last first; those of one set when it is named."""
    asked = _whole().where(Challenge.user_id == viewer.id).order_by(Challenge.changed_at.desc(), Challenge.id.desc())
    if set_id is not None:
        asked = asked.where(Challenge.set_id == set_id)
    return db.session.scalars(asked).all()


def kept_texts(season_date_id: int, user_id: int) -> frozenset[str]:
    """The words of the questions that somebody has kept of what they brought to that meeting."""
    asked = select(KeptQuestion).join(KeptQuestion.turn).join(ChallengeTurn.challenge)
    whole = contains_eager(KeptQuestion.turn).contains_eager(ChallengeTurn.challenge)
    own = (ChallengeTurn.season_date_id == season_date_id, Challenge.user_id == user_id)
    return frozenset(str(question.text) for question in db.session.scalars(asked.where(*own).options(whole)))


def prepared_for(viewer: User, set_id: int, *, season_date_id: int) -> list[Prepared]:
    """What this person could bring to that meeting, the one they changed last first."""
    here = and_(ChallengeTurn.challenge_id == Challenge.id, ChallengeTurn.season_date_id == season_date_id)
    asked = (
        select(Challenge, ChallengeTurn.id)
        .outerjoin(ChallengeTurn, here)
        .options(load_only(Challenge.id, Challenge.user_id, Challenge.sentence))
        .where(Challenge.user_id == viewer.id, Challenge.set_id == set_id)
        .order_by(Challenge.changed_at.desc(), Challenge.id.desc())
    )
    return [Prepared(each.id, each.sentence, turn_id is not None) for each, turn_id in db.session.execute(asked)]


def brought_by_others(viewer: User, set_id: int) -> list[Brought]:
    """What others who sit in the set have brought. Columns, not challenges: nothing else can slip through."""
    every = aliased(ChallengeTurn)
    last = select(func.max(every.number)).where(every.challenge_id == Challenge.id).scalar_subquery()
    times = select(func.count(every.id)).where(every.challenge_id == Challenge.id).scalar_subquery()
    seated = and_(Seat.set_id == set_id, Seat.user_id == Challenge.user_id, Seat.state == "accepted")
    own = aliased(Seat)
    to_come = and_(SeasonDate.id.is_not(None), SeasonDate.held_at.is_(None))
    since = or_(SeasonDate.held_at >= own.joined_at, to_come)
    asked = (
        select(User.id, User.name, ChallengeTurn.sentence, times, since)
        .join(Challenge, Challenge.user_id == User.id)
        .join(Seat, seated)
        .join(ChallengeTurn, and_(ChallengeTurn.challenge_id == Challenge.id, ChallengeTurn.number == last))
        .outerjoin(SeasonDate, SeasonDate.id == ChallengeTurn.season_date_id)
        .join(own, and_(own.set_id == set_id, own.user_id == viewer.id, own.state == "accepted"))
        .where(Challenge.set_id == set_id, Challenge.user_id != viewer.id)
        .order_by(Seat.position, Challenge.id)
    )
    return [
        Brought(name, _words_of(user_id, sentence) if since else said_before(), meetings)
        for user_id, name, sentence, meetings, since in db.session.execute(asked)
    ]


def brought_to(season_date_id: int, user_id: int) -> ChallengeTurn | None:
    """What this presenter brings to this meeting: its sentence, what they want and how much they may be challenged."""
    asked = select(ChallengeTurn).join(ChallengeTurn.challenge).options(contains_eager(ChallengeTurn.challenge))
    own = (ChallengeTurn.season_date_id == season_date_id, Challenge.user_id == user_id)
    return db.session.scalar(asked.where(*own).limit(1))


def _words_of(user_id: int, sentence: Envelope) -> str:
    return words_in(ChallengeTurn.sentence, sentence, owner=person_owner(user_id))


def _whole() -> Select[Challenge]:
    return select(Challenge).options(
        selectinload(Challenge.turns).options(*OF_TURN), selectinload(Challenge.commitments).options(*OF_COMMITMENT)
    )


OF_TURN = (selectinload(ChallengeTurn.kept), joinedload(ChallengeTurn.season_date))
OF_COMMITMENT = (joinedload(Commitment.made_on), joinedload(Commitment.user))
