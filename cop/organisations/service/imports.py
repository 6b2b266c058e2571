"""Organisations from a file: the same code is the same organisation, so a second import changes nothing."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cop.core.database import transaction
from cop.organisations.models import Organisation, OrganisationCode, OrganisationRelation
from cop.organisations.rules.rows import Fault, Row

Key = tuple[str, str]
Step = Callable[[], None]


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    kept: bool = False


def import_rows(
    rows: Sequence[Row],
    *,
    attribution: str = "",
    faults: Iterable[Fault] = (),
    dry_run: bool = False,
    skip_bad: bool = False,
    step: Step = lambda: None,
) -> Outcome:
    """Add and update organisations in one transaction; `faults` are bad rows found in reading.

    All or nothing, unless `skip_bad`. `step` is called once a good row. A dry run does everything and takes it back.
    """
    outcome = Outcome(faults=list(faults))
    with transaction() as tx:
        savepoint = tx.session.begin_nested()
        with tx.session.no_autoflush:
            register = _Register(tx.session, attribution)
            good = register.check(rows, outcome.faults)
            _enter(register, good, outcome, step)
            tx.flush()
            register.connect(good)
        tx.flush()
        outcome.kept = not dry_run and (skip_bad or not outcome.faults)
        if outcome.kept:
            savepoint.commit()
        else:
            savepoint.rollback()
    return outcome


class _Register:
    """Every organisation there is, found by its codes or, for want of one, by its name and kind."""

    def __init__(self, session: Session, attribution: str) -> None:
        self.session = session
        self._attribution = attribution
        found = list(session.scalars(select(Organisation).options(selectinload(Organisation.codes))))
        self._by_code: dict[Key, Organisation] = {
            (code.scheme, code.code): each for each in found for code in each.codes
        }
        self._by_name: dict[Key, Organisation] = {(each.name.casefold(), each.kind): each for each in found}
        self._relations = {(each.from_id, each.to_id): each for each in session.scalars(select(OrganisationRelation))}

    def check(self, rows: Sequence[Row], faults: list[Fault]) -> list[Row]:
        """The rows that can be entered; what is wrong with the others is added to the faults."""
        good, left = [row for row in rows if self._is_one(row, faults)], 0
        while len(good) != left:  # a row that goes may take with it those that are part of it
            left, codes = len(good), self._by_code.keys() | {code.key for row in good for code in row.codes}
            good = [row for row in good if _is_anchored(row, codes, faults)]
        return good

    def find(self, row: Row) -> Organisation | None:
        if not row.codes:
            return self._by_name.get((row.name.casefold(), row.kind))
        return next(iter(self._named_by(row)), None)

    def add(self, row: Row) -> None:
        organisation = Organisation(codes=[])
        self.session.add(organisation)
        self._by_name[row.name.casefold(), row.kind] = organisation
        self.update(organisation, row)

    def update(self, organisation: Organisation, row: Row) -> bool:
        """Make it what the row says; False when it was so already. Codes are added and never taken away."""
        told = {"name": row.name, "kind": row.kind, "valid_from": row.valid_from, "valid_to": row.valid_to}
        told["attribution"] = self._attribution or organisation.attribution or ""
        new = {name: value for name, value in told.items() if getattr(organisation, name) != value}
        for name, value in new.items():
            setattr(organisation, name, value)
        fresh = [code for code in row.codes if code.key not in self._by_code]
        organisation.codes.extend(OrganisationCode(scheme=code.scheme, code=code.code) for code in fresh)
        self._by_code.update((code.key, organisation) for code in fresh)
        return bool(new or fresh)

    def connect(self, rows: Iterable[Row]) -> None:
        """Make each part of the organisation that it names."""
        for row in rows:
            part, whole = self.find(row), self._by_code.get(row.part_of) if row.part_of else None
            if part is None or whole is None:
                continue
            relation = self._relations.get((part.id, whole.id))
            if relation is None:
                relation = OrganisationRelation(from_id=part.id, to_id=whole.id, kind="part_of")
                self.session.add(relation)
            relation.valid_from, relation.valid_to = row.valid_from, row.valid_to

    def _named_by(self, row: Row) -> list[Organisation]:
        found = {id(each): each for each in (self._by_code.get(code.key) for code in row.codes) if each is not None}
        return list(found.values())

    def _is_one(self, row: Row, faults: list[Fault]) -> bool:
        one = len(self._named_by(row)) <= 1
        if not one:
            faults.append(Fault(row.place, "Its codes belong to different organisations.", {}))
        return one


def _is_anchored(row: Row, codes: Collection[Key], faults: list[Fault]) -> bool:
    if row.part_of is None or (row.part_of in codes and row.part_of not in {code.key for code in row.codes}):
        return True
    told = {"code": ":".join(row.part_of)}
    faults.append(Fault(row.place, "It is part of %(code)s, which is the code of no other organisation.", told))
    return False


def _enter(register: _Register, rows: Sequence[Row], outcome: Outcome, step: Step) -> None:
    for row in rows:
        found = register.find(row)
        if found is None:
            register.add(row)
            outcome.added += 1
        elif register.update(found, row):
            outcome.changed += 1
        else:
            outcome.unchanged += 1
        step()
