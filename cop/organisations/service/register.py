"""Every organisation there is, in memory, so that a file of ten thousand asks the database a handful of questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cop.organisations.models import Organisation, OrganisationCode, OrganisationRelation
from cop.organisations.rules.kinds import overlap
from cop.organisations.rules.rows import WORDS, Fault, Row
from cop.organisations.rules.ties import BY_NAME, INVERSE, Code, Tie

Key = tuple[str, str]
Ends = tuple[int, int, str]


class Register:
    """Finds organisations by their codes or, for want of one, by name and kind, and makes them what rows say."""

    def __init__(self, session: Session, attribution: str) -> None:
        self.session = session
        self._attribution = attribution
        found = list(session.scalars(select(Organisation).options(selectinload(Organisation.codes))))
        self._by_code: dict[Key, Organisation] = {}
        self._codes: dict[Key, OrganisationCode] = {}
        self._by_name_and_kind: dict[Key, Organisation] = {}
        self._by_name: dict[str, set[Organisation]] = defaultdict(set)
        for each in found:
            self._remember(each)
        self._relations: dict[Ends, list[OrganisationRelation]] = defaultdict(list)
        for relation in session.scalars(select(OrganisationRelation)):
            self._relations[relation.from_id, relation.to_id, relation.kind].append(relation)

    def check(self, rows: Sequence[Row], faults: list[Fault]) -> list[Row]:
        """The rows that can be entered; what is wrong with the others is added to the faults."""
        good, left = [row for row in rows if self._is_one(row, faults)], 0
        while len(good) != left:  # a row that goes may take with it those that refer to it
            left, known = len(good), self._known(good)
            good = [row for row in good if _is_anchored(row, known, faults)]
        return good

    def find(self, row: Row) -> Organisation | None:
        if not row.codes:
            return self._by_name_and_kind.get((row.name.casefold(), row.kind))
        return next(iter(self._named_by(row)), None)

    def enter(self, row: Row) -> tuple[Organisation, list[str], bool]:
        """Make it what the row says: the organisation, the names of what is new about it, and whether it is new."""
        found = self.find(row)
        organisation = found or Organisation(codes=[], attribution="", can_share="", would_like_to_learn="")
        if found is None:
            self.session.add(organisation)
        fields = self._describe(organisation, row)
        if sum(self._give(organisation, code) for code in row.codes):
            fields.append("codes")
        self._remember(organisation)
        return organisation, fields, found is None

    def connect(self, organisation: Organisation, tie: Tie) -> bool:
        """Let it stand to the other as the row says. False when it did already."""
        other = self._resolved(tie.other)
        if other is None or other is organisation:  # a name of two, which only the taken-in rows have made so
            return False
        ends = (other, organisation) if tie.kind == INVERSE else (organisation, other)
        kind = "parent_of" if tie.kind == INVERSE else tie.kind
        held = self._relations[ends[0].id, ends[1].id, kind]
        relation = _same(held, tie)
        if relation is None:
            relation = OrganisationRelation(from_id=ends[0].id, to_id=ends[1].id, kind=kind)
            held.append(relation)
            self.session.add(relation)
        said = {name: getattr(tie, name) for name in ("valid_from", "valid_to", "excluded", "reason")}
        return bool(_set(relation, said))

    def _describe(self, organisation: Organisation, row: Row) -> list[str]:
        said: dict[str, object] = {
            "name": row.name,
            "kind": row.kind,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
        }
        said |= {words: getattr(row, words) or getattr(organisation, words) for words in WORDS}
        said["attribution"] = row.attribution or self._attribution or organisation.attribution
        return _set(organisation, said)

    def _give(self, organisation: Organisation, code: Code) -> bool:
        """Codes are added, and never taken away. True when this one is new, or has other days."""
        held = self._codes.get(code.key)
        if held is None:
            held = self._codes[code.key] = OrganisationCode(scheme=code.scheme, code=code.code)
            organisation.codes.append(held)
            self._by_code[code.key] = organisation
            _set(held, {"valid_from": code.valid_from, "valid_to": code.valid_to})
            return True
        told = {name: getattr(code, name) for name in ("valid_from", "valid_to") if code.valid_from or code.valid_to}
        return bool(_set(held, told))

    def _remember(self, organisation: Organisation) -> None:
        self._by_name_and_kind[organisation.name.casefold(), organisation.kind] = organisation
        self._by_name[organisation.name.casefold()].add(organisation)
        for code in organisation.codes:
            self._by_code[code.scheme, code.code] = organisation
            self._codes[code.scheme, code.code] = code

    def _known(self, rows: Iterable[Row]) -> set[Key]:
        named = {(BY_NAME, name) for name, found in self._by_name.items() if len(found) == 1}
        rows = list(rows)
        named |= {(BY_NAME, row.name.casefold()) for row in rows}
        return named | self._by_code.keys() | {code.key for row in rows for code in row.codes}

    def _resolved(self, key: Key) -> Organisation | None:
        if key[0] != BY_NAME:
            return self._by_code.get(key)
        found = self._by_name.get(key[1].casefold(), set())
        return next(iter(found)) if len(found) == 1 else None

    def _named_by(self, row: Row) -> list[Organisation]:
        found = {id(each): each for each in (self._by_code.get(code.key) for code in row.codes) if each is not None}
        return list(found.values())

    def _is_one(self, row: Row, faults: list[Fault]) -> bool:
        one = len(self._named_by(row)) <= 1
        if not one:
            faults.append(Fault(row.place, "Its codes belong to different organisations.", {}))
        return one


def _is_anchored(row: Row, known: Collection[Key], faults: list[Fault]) -> bool:
    own = {code.key for code in row.codes} | {(BY_NAME, row.name.casefold())}
    for tie in row.ties:
        key = (tie.other[0], tie.other[1].casefold()) if tie.other[0] == BY_NAME else tie.other
        if key not in known or key in own:
            told = {"relation": tie.kind, "code": ":".join(tie.other)}
            faults.append(Fault(row.place, "%(relation)s: %(code)s names no other organisation.", told))
            return False
    return True


def _same(held: Sequence[OrganisationRelation], tie: Tie) -> OrganisationRelation | None:
    """The relation that this one is: of the same first day, or sharing a day with it."""
    first = [each for each in held if each.valid_from == tie.valid_from]
    sharing = [each for each in held if overlap(each.period, (tie.valid_from, tie.valid_to))]
    return next(iter([*first, *sharing]), None)


def _set(thing: object, said: dict[str, object]) -> list[str]:
    """The names of what was otherwise before."""
    new = [name for name, value in said.items() if getattr(thing, name) != value]
    for name in new:
        setattr(thing, name, said[name])
    return new
