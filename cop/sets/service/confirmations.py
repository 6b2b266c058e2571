"""What the facilitator wrote down for somebody around one table, until its owner says that it is theirs."""

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.people.models import User
from cop.sets import policy
from cop.sets.facts import CommitmentReported
from cop.sets.models import Commitment
from cop.sets.queries import commitment_for


def note_writer(owner: User, commitment_id: int, *, writer_id: int) -> None:
    """Say that somebody else wrote this down for its owner. It counts, and waits for their yes."""
    with transaction():
        commitment_for(owner, commitment_id).written_by_id = writer_id


def confirm(actor: User, commitment_id: int) -> Commitment:
    """Yes, that is what I said. Saying so twice changes nothing."""
    with transaction() as tx:
        commitment = _own(actor, commitment_id)
        commitment.written_by_id = None
        tx.announce(CommitmentReported(commitment.set_id, commitment.id))
        return commitment


def ask_again(actor: User, commitment_id: int) -> Commitment:
    """No, that is not how it went: it is open again, and its owner says it in their own words."""
    with transaction() as tx:
        commitment = _own(actor, commitment_id)
        if commitment.written_by_id is None or commitment.is_open:
            raise RuleBroken("Nobody has said for you how this went.")
        commitment.state, commitment.outcome, commitment.learnt = "open", "", ""
        commitment.reported_at_id = commitment.reported_at = commitment.written_by_id = None
        tx.announce(CommitmentReported(commitment.set_id, commitment.id))
        return commitment


def _own(actor: User, commitment_id: int) -> Commitment:
    commitment = commitment_for(actor, commitment_id)
    require(policy.can_report(actor, commitment), "Only the person who said it can say whether that is right.")
    return commitment
