"""Organisations from a file: the same code is the same organisation, so a second import changes nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from cop.core.database import transaction
from cop.organisations.rules.rows import Fault, Row, Told, What
from cop.organisations.service.register import Register

Step = Callable[[], None]


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do, row by row in the order of the file as far as it could be read."""

    told: list[Told] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    kept: bool = False

    def count(self, what: What) -> int:
        """How many rows this became of."""
        return sum(each.what == what for each in self.told)


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
            register = Register(tx.session, attribution)
            good = register.check(rows, outcome.faults)
            entered = [(row, *register.enter(row)) for row in good]
            tx.flush()
            for row, organisation, fields, new in entered:
                if sum(register.connect(organisation, tie) for tie in row.ties):
                    fields.append("relations")
                outcome.told.append(_told(row, fields, new=new))
                step()
        tx.flush()
        outcome.kept = not dry_run and (skip_bad or not outcome.faults)
        if outcome.kept:
            savepoint.commit()
        else:
            savepoint.rollback()
    outcome.told += [_bad(each, rows) for each in outcome.faults]
    return outcome


def _bad(fault: Fault, rows: Sequence[Row]) -> Told:
    """One that could be read has a name."""
    name = next((row.name for row in rows if row.place == fault.place), "")
    return Told(fault.place, name, "bad", fault=fault)


def _told(row: Row, fields: Sequence[str], *, new: bool) -> Told:
    what: What = "new" if new else "changed" if fields else "as_before"
    return Told(row.place, row.name, what, fields=() if new else tuple(fields))
