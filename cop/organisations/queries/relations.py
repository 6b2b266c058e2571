"""How an organisation stood to others on a day, told from its own side."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import and_, case, func, or_, select

from cop.core.database import db
from cop.organisations.models import Organisation, OrganisationRelation
from cop.organisations.queries.listing import stood_on
from cop.organisations.rules.kinds import RELATIONS

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Related:
    """Another organisation, and the relation to it."""

    other: Organisation
    relation: OrganisationRelation


@dataclass(frozen=True, slots=True)
class Sentence:
    """All that one verb says: `outward` when it starts at the organisation itself."""

    kind: str
    outward: bool
    excluded: bool
    objects: list[Related]

    @property
    def shown(self) -> list[Related]:
        """As many as fit on a page."""
        return self.objects[:MOST_SHOWN]


def sentences_of(organisation_id: int, *, on: date) -> list[Sentence]:
    """What is said of it on the day, verb by verb; a predecessor need not stand any more."""
    outward = OrganisationRelation.from_id == organisation_id
    far_end = case((outward, OrganisationRelation.to_id), else_=OrganisationRelation.from_id)
    here = or_(outward, OrganisationRelation.to_id == organisation_id)
    standing = or_(stood_on(Organisation, on), OrganisationRelation.kind == "successor_of")
    asked = select(Organisation, OrganisationRelation).join(OrganisationRelation, far_end == Organisation.id)
    found = db.session.execute(
        asked.where(and_(here, stood_on(OrganisationRelation, on), standing)).order_by(
            func.lower(Organisation.name), Organisation.id
        )
    )
    told = sorted((Related(*row) for row in found), key=lambda each: _verb(each, organisation_id))
    return [
        Sentence(RELATIONS[number], not inward, excluded, list(objects))
        for (number, inward, excluded), objects in groupby(told, key=lambda each: _verb(each, organisation_id))
    ]


def _verb(related: Related, organisation_id: int) -> tuple[int, bool, bool]:
    relation = related.relation
    inward = relation.from_id != organisation_id
    return [*RELATIONS].index(relation.kind), inward, relation.excluded  # type: ignore[arg-type]
