"""Organisations for tests."""

from datetime import date

from cop.core.database import transaction
from cop.organisations.models import Organisation, OrganisationCode


def an_organisation(
    name: str = "Ironbridge Carers", kind: str = "charity", *, ods: str = "",
    valid_from: date | None = None, valid_to: date | None = None,
) -> int:  # fmt: skip
    """The id of an organisation."""
    codes = [OrganisationCode(scheme="ods", code=ods)] if ods else []
    with transaction() as tx:
        organisation = Organisation(name=name, kind=kind, valid_from=valid_from, valid_to=valid_to, codes=codes)
        tx.session.add(organisation)
        tx.flush()
        return organisation.id
