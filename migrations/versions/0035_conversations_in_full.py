"""What conversations lacked: what is begun and not sent, how far somebody has read, and what is said in one press."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_drafts()
    _create_readings()
    _create_nods()


def downgrade() -> None:
    op.drop_table("post_nod")
    op.drop_table("thread_reading")
    op.drop_table("draft")


def _create_drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_index("ix_draft_user_id_place", "draft", ["user_id", "place"])
    op.create_index("ix_draft_written_at", "draft", ["written_at"])


def _create_readings() -> None:
    op.create_table(
        "thread_reading",
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("posts", sa.Integer(), nullable=False),
    )
    op.create_index("ix_thread_reading_user_id", "thread_reading", ["user_id"])


def _create_nods() -> None:
    op.create_table(
        "post_nod",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.UniqueConstraint("post_id", "user_id", "kind", name=op.f("uq_post_nod_post_id_user_id_kind")),
    )
    op.create_index("ix_post_nod_user_id", "post_nod", ["user_id"])
