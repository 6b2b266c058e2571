"""As what people belong to an organisation, and whom it cannot do without."""

from typing import Final, Literal, get_args

from cop.core.errors import RuleBroken

OrganisationRole = Literal["staff", "manager", "clinician", "educator", "volunteer", "trustee", "lived_experience"]
ROLES: Final[tuple[OrganisationRole, ...]] = get_args(OrganisationRole)


def check_role(role: str) -> str:
    """Raises RuleBroken for a role that there is not."""
    if role not in ROLES:
        raise RuleBroken("Choose as what they belong to it.")
    return role


def check_heir(*, leads: bool, other_leads: int, by_admin: bool) -> None:
    """Raises RuleBroken when nobody would be left to lead; an administrator can name somebody afterwards."""
    if leads and other_leads == 0 and not by_admin:
        raise RuleBroken("An organisation needs somebody who leads it here. Name another lead first.")
