"""What whoever presents brings to a meeting: a challenge that they prepared, or no more than their bid."""

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager

from cop.core.database import db
from cop.meetings.models import Bid
from cop.people.models import User
from cop.sets.models import Challenge, ChallengeTurn


def brought_by(presenter: int, meeting_id: int) -> ChallengeTurn | Bid | None:
    """Both are asked for at once: a stage asks often."""
    own = and_(Bid.user_id == User.id, Bid.meeting_id == meeting_id)
    here = ChallengeTurn.season_date_id == meeting_id
    theirs = Challenge.id.in_(select(ChallengeTurn.challenge_id).where(here))
    asked = (
        select(Bid, ChallengeTurn)
        .select_from(User)
        .outerjoin(Bid, own)
        .outerjoin(Challenge, and_(Challenge.user_id == User.id, theirs))
        .outerjoin(ChallengeTurn, and_(ChallengeTurn.challenge_id == Challenge.id, here))
        .options(contains_eager(ChallengeTurn.challenge))
        .where(User.id == presenter)
        .limit(1)
    )
    return _told(*db.session.execute(asked).one())


def _told(bid: Bid | None, turn: ChallengeTurn | None) -> ChallengeTurn | Bid | None:
    """A bid whose words were taken back brings nothing."""
    if turn is not None:
        return turn
    return bid if bid is not None and bid.sentence else None
