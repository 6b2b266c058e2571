"""Who may do what to organisations."""

from cop.organisations.models import OrganisationMembership
from cop.people.models import User


def can_end(viewer: User, membership: OrganisationMembership) -> bool:
    """Everybody says for themselves where they belong."""
    return membership.user_id == viewer.id
