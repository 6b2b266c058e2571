"""Words that somebody has begun and not sent: theirs alone, and sealed with their own key."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime, uncountable
from cop.core.seals import sealed
from cop.drafts.rules import LONGEST_PAGE, LONGEST_PLACE
from cop.people.models import OfPerson


class Draft(OfPerson, Base):
    """What one person is writing in one place. There may be several, where they write it in two tabs.

    `page` and `turn` say which tab wrote last in it, and how far it had come; `revision` goes up with each change.
    """

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_user_id_place", "user_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    title: Mapped[str] = sealed(default="")
    body: Mapped[str] = sealed(default="")
    more: Mapped[str] = sealed(default="")
    page: Mapped[str] = mapped_column(String(LONGEST_PAGE))
    turn: Mapped[int]
    revision: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": uncountable(), **values})
