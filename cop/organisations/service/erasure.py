"""What of somebody who goes is deleted with organisations."""

from sqlalchemy import delete

from cop.core.database import Transaction
from cop.organisations.models import OrganisationImport, OrganisationMembership


def forget(tx: Transaction, person_id: int) -> None:
    """Where they belonged, and the files they handed in. An organisation's own words are the organisation's."""
    tx.session.execute(delete(OrganisationMembership).where(OrganisationMembership.user_id == person_id))
    tx.session.execute(delete(OrganisationImport).where(OrganisationImport.by_id == person_id))
