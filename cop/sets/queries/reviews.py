"""What a set has said when it looked back on a season."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cop.core.database import db
from cop.core.seals import withhold
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import LearningSet, SeasonAnswer
from cop.sets.queries.history import reads_from, said_before


def answers_in(viewer: User, learning_set: LearningSet, *, season: int) -> Sequence[SeasonAnswer]:
    """In the order of the seats, whoever wrote first; with a sentence in place of words from before they came."""
    asked = select(SeasonAnswer).where(SeasonAnswer.set_id == learning_set.id, SeasonAnswer.season == season)
    places = {seat.user_id: at for at, seat in enumerate(learning_set.table)}
    since = reads_from(viewer, learning_set.id)
    found = db.session.scalars(asked.order_by(SeasonAnswer.id).options(joinedload(SeasonAnswer.user))).all()
    for each in found:
        if each.user_id != viewer.id and (since is None or each.written_at < since):
            withhold(each, said_before())
    return sorted(found, key=lambda each: places.get(each.user_id, len(places)))


def own_answers(viewer: User, set_id: int, *, season: int, half: str) -> dict[rules.ReviewPrompt, SeasonAnswer]:
    """What this person wrote, by its prompt."""
    own = (SeasonAnswer.set_id == set_id, SeasonAnswer.user_id == viewer.id)
    asked = select(SeasonAnswer).where(*own, SeasonAnswer.season == season, SeasonAnswer.half == half)
    return {each.prompt: each for each in db.session.scalars(asked)}
