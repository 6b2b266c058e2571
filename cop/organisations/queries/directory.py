"""The directory as rows of a file: what anybody who is signed in may read of organisations, and nothing of people."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.organisations.models import Organisation, OrganisationRelation
from cop.organisations.queries.listing import stood_on
from cop.organisations.rules.kinds import stood
from cop.organisations.rules.rows import Row
from cop.organisations.rules.ties import BY_NAME, INVERSE, Code, Tie


def directory_for(viewer: Any, *, on: date) -> list[Row]:
    """The organisations that stood on the day, for whoever may see a list of them."""
    if not viewer.is_authenticated:
        raise NotVisible
    return directory(on=on)


def directory(*, on: date | None = None) -> list[Row]:
    """Organisations by name, with the relations among them; of one day, or of ever."""
    asked, between = select(Organisation), select(OrganisationRelation)
    if on is not None:
        asked, between = asked.where(stood_on(Organisation, on)), between.where(stood_on(OrganisationRelation, on))
    ordered = asked.order_by(func.lower(Organisation.name), Organisation.id)
    found = {each.id: each for each in db.session.scalars(ordered.options(selectinload(Organisation.codes)))}
    ties: dict[int, list[Tie]] = defaultdict(list)
    for relation in db.session.scalars(between.order_by(OrganisationRelation.id)):
        if relation.from_id in found and relation.to_id in found:
            whose, tie = _told(relation, found, on=on)
            ties[whose].append(tie)
    return [_row(each, ties[each.id], on=on) for each in found.values()]


def _row(organisation: Organisation, ties: list[Tie], *, on: date | None) -> Row:
    codes = [code for code in organisation.codes if on is None or stood((code.valid_from, code.valid_to), on=on)]
    return Row(
        "",
        organisation.name,
        organisation.kind,
        tuple(Code(code.scheme, code.code, code.valid_from, code.valid_to) for code in codes),
        organisation.valid_from,
        organisation.valid_to,
        tuple(ties),
        can_share=organisation.can_share,
        would_like_to_learn=organisation.would_like_to_learn,
        attribution=organisation.attribution,
    )


def _told(relation: OrganisationRelation, found: Mapping[int, Organisation], *, on: date | None) -> tuple[int, Tie]:
    """Whose row tells it: a child names its parent, so that no cell names forty children."""
    is_parent = relation.kind == "parent_of"
    whose, other = (relation.to_id, relation.from_id) if is_parent else (relation.from_id, relation.to_id)
    codes = found[other].codes_on(on) if on else found[other].codes
    name = (codes[0].scheme, codes[0].code) if codes else (BY_NAME, found[other].name)
    days = {"valid_from": relation.valid_from, "valid_to": relation.valid_to}
    kind = INVERSE if is_parent else relation.kind
    return whose, Tie(kind, name, **days, excluded=relation.excluded, reason=relation.reason)
