"""Files that an administrator hands in on a page: looked at first, then taken in or left."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_, RuleBroken
from cop.organisations import policy
from cop.organisations.models import OrganisationImport
from cop.organisations.queries import import_for
from cop.organisations.rules.files import parse
from cop.organisations.rules.rows import Fault, Told
from cop.organisations.service.imports import Outcome, import_rows
from cop.people.models import User
from cop.people.rules.names import line_of

KEPT = timedelta(days=7)
LONGEST_FILE_NAME = 120
ADMINS = N_("Only an administrator can take in a file of organisations.")


def hand_in(actor: User, content: bytes, *, file_name: str, now: datetime) -> OrganisationImport:
    """Keep a file for a week with what would become of each of its rows. Nothing else is changed."""
    require(policy.can_import(actor), ADMINS)
    with transaction() as tx:
        tx.session.execute(delete(OrganisationImport).where(OrganisationImport.made_at < now - KEPT))
        outcome = _carried_out(content, dry_run=True)
        handed_in = OrganisationImport(
            by_id=actor.id,
            file_name=line_of(file_name[:LONGEST_FILE_NAME], longest=LONGEST_FILE_NAME),
            content=content,
            told=[_plain(each) for each in outcome.told],
            made_at=now,
        )
        tx.session.add(handed_in)
        return handed_in


def forget_old(*, now: datetime) -> None:
    """Delete the files whose week is over, taken in or not."""
    with transaction() as tx:
        tx.session.execute(delete(OrganisationImport).where(OrganisationImport.made_at < now - KEPT))


def take_in(actor: User, import_id: int, *, now: datetime) -> None:
    """Take the good rows of the file; the bad ones stay out, and are told. Once."""
    with transaction():
        handed_in = import_for(actor, import_id)
        require(policy.can_import(actor), ADMINS)
        if handed_in.taken_at is not None:
            raise RuleBroken("This file was taken in already.")
        outcome = _carried_out(handed_in.content, dry_run=False)
        handed_in.told = [_plain(each) for each in outcome.told]
        handed_in.taken_at = now


def told_in(handed_in: OrganisationImport) -> list[Told]:
    """What became of each row, or would."""
    return [_told(each) for each in handed_in.told]


def _carried_out(content: bytes, *, dry_run: bool) -> Outcome:
    parsed = parse(content)
    return import_rows(
        parsed.rows, attribution=parsed.attribution, faults=parsed.faults, dry_run=dry_run, skip_bad=True
    )


def _plain(told: Told) -> dict[str, object]:
    plain = asdict(told)
    if told.fault:
        plain["fault"]["values"] = {name: str(value) for name, value in told.fault.values.items()}
    return plain


def _told(plain: Mapping[str, Any]) -> Told:
    fault = Fault(**plain["fault"]) if plain["fault"] else None
    return Told(plain["place"], plain["name"], plain["what"], tuple(plain["fields"]), fault)
