"""What organisations keep of one person, for that person's own copy."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import N_
from cop.core.own import Part
from cop.organisations.models import Organisation, OrganisationImport, OrganisationMembership


def _memberships(person_id: int) -> Iterable[Sequence[Any]]:
    told = (OrganisationMembership.role, OrganisationMembership.leads, OrganisationMembership.confirmed)
    days = (OrganisationMembership.shown, OrganisationMembership.since, OrganisationMembership.until)
    asked = select(Organisation.name, *told, *days).join_from(OrganisationMembership, Organisation)
    mine = asked.where(OrganisationMembership.user_id == person_id).order_by(OrganisationMembership.id)
    return [tuple(row) for row in db.session.execute(mine)]


def _imports(person_id: int) -> Iterable[Sequence[Any]]:
    asked = select(OrganisationImport.file_name, OrganisationImport.made_at, OrganisationImport.taken_at)
    mine = asked.where(OrganisationImport.by_id == person_id).order_by(OrganisationImport.made_at)
    return [tuple(row) for row in db.session.execute(mine)]


PARTS = [
    Part(
        "organisations", N_("Organisations to which you belong or belonged"),
        {
            "organisation": N_("Organisation"), "role": N_("As"), "leads": N_("You lead it"),
            "confirmed": N_("Confirmed"), "shown": N_("Shown to others"), "since": N_("Since"), "until": N_("Until"),
        },
        _memberships,
    ),
    Part(
        "organisation_files", N_("Files of organisations that you handed in"),
        {"file": N_("File"), "made_at": N_("When"), "taken_at": N_("Taken in")}, _imports,
    ),
]  # fmt: skip
