"""What an organisation says of itself."""

from datetime import date

from cop.core.access import require
from cop.core.database import transaction
from cop.organisations import policy
from cop.organisations.queries import organisation_for
from cop.organisations.rules.rows import words_of
from cop.organisations.service.membership import LEADS
from cop.people.models import User


def describe(actor: User, organisation_id: int, *, can_share: str, would_like_to_learn: str, today: date) -> None:
    """Say what it can share with others, and what it would like to learn from them."""
    with transaction():
        organisation = organisation_for(actor, organisation_id)
        require(policy.can_lead(actor, organisation, on=today), LEADS)
        organisation.can_share = words_of(can_share)
        organisation.would_like_to_learn = words_of(would_like_to_learn)
