"""What guest seats of every kind of thing have in common."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import UtcDateTime


class GuestSeat:
    """Somebody from outside is in one thing until a moment. `ended_at` is when it was taken or given back before; that
    its time is over is marked nowhere."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class HasGuests:
    """A thing with guest seats. `guest_id` is no column: whom its door let in by a seat, when it was the door that let
    them in."""

    __allow_unmapped__ = True

    guest_id: int | None = None
