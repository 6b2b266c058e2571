"""Five minutes alone at the close of a meeting: a sheet that is its author's, shared line by line or never."""

from collections.abc import Mapping
from datetime import datetime

from cop.core.database import transaction
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import ReviewLine
from cop.sets.queries import date_for, line_for, sheet_of


def write_sheet(actor: User, season_date_id: int, *, lines: Mapping[str, str], now: datetime) -> set[str]:
    """Write the whole sheet, by its prompts; the answer is which of them it holds something for.

    A line left empty is deleted, and a shared one that is put in other words is private again.
    """
    with transaction() as tx:
        date, written = date_for(actor, season_date_id), sheet_of(actor, season_date_id)
        said = rules.reviewed(lines)
        for line in written.values():
            if line.prompt not in said:
                tx.session.delete(line)
            elif line.text != said[line.prompt]:
                line.text, line.written_at, line.shared_at = said[line.prompt], now, None
        tx.session.add_all(
            ReviewLine(
                user_id=actor.id, set_id=date.set_id, season_date_id=date.id, number=date.number,
                held_on=date.starts_at.date(), prompt=prompt, text=text, written_at=now,
            )
            for prompt, text in said.items()
            if prompt not in written
        )  # fmt: skip
        return set(said)


def share_line(actor: User, line_id: int, *, now: datetime) -> ReviewLine:
    """Let the people who sit in the set now read this line."""
    with transaction():
        line = line_for(actor, line_id)
        date_for(actor, line.season_date_id or 0)
        line.shared_at = line.shared_at or now
        return line


def keep_line(actor: User, line_id: int) -> ReviewLine:
    """Keep this line to oneself again: gone from the others' page at once."""
    with transaction():
        line = line_for(actor, line_id)
        date_for(actor, line.season_date_id or 0)
        line.shared_at = None
        return line


def delete_line(actor: User, line_id: int) -> None:
    """Delete it, wherever its author sits by now."""
    with transaction() as tx:
        tx.session.delete(line_for(actor, line_id))
