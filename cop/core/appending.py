"""Lists that are only ever added to: no statement and no flush of ours changes or deletes a line of them."""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from cop.core.database import Base


def only_added_to(model: type[Base], *, called: str, changes: bool = False) -> None:
    """Refuse to change lines of this table and to delete them; where a line itself `changes`, to delete it alone.
    `called` is what the list is, at the beginning of a sentence."""

    def refuse(*_: object) -> None:
        raise RuntimeError(f"{called} is only ever added to.")

    def refuse_statement(state: ORMExecuteState) -> None:
        touched = state.bind_mapper.class_ if state.bind_mapper is not None else None
        if touched is model and (state.is_delete or (state.is_update and not changes)):
            refuse()

    event.listen(Session, "do_orm_execute", refuse_statement)
    event.listen(model, "before_delete", refuse)
    if not changes:
        event.listen(model, "before_update", refuse)
