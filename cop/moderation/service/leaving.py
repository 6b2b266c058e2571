"""What becomes of reports when somebody goes."""

from sqlalchemy import delete, update

from cop.core.database import Transaction
from cop.moderation.models import Appeal, Report, Silence


def forget(tx: Transaction, person_id: int) -> None:
    """What they asked to be looked at still is, without their name and their words. The log keeps what was done; their
    number in it leads to nobody."""
    tx.session.execute(update(Report).where(Report.by_id == person_id).values(by_id=None, words=""))
    tx.session.execute(update(Report).where(Report.author_id == person_id).values(author_id=None))
    tx.session.execute(delete(Appeal).where(Appeal.by_id == person_id))
    tx.session.execute(delete(Silence).where(Silence.user_id == person_id))
