"""The tables that belong to no capability: work to be done later, and forms already carried out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime


class Job(Base):
    """Work written down in the same transaction as the change that asks for it, done later by whoever leases it."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "finished_at", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FormReceipt(Base):
    """A form carried out: the same form sent again has no second effect and is answered with the same place."""

    __tablename__ = "form_receipt"

    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    location: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
