"""Rights over one's data: copies of one's own, accounts to be deleted and those that were, complaints."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("account") as altered:
        altered.add_column(sa.Column("erased_at", MOMENT))
    op.create_table(
        "data_copy",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("made_at", MOMENT),
        sa.Column("ends_at", MOMENT),
        sa.Column("content", sa.String(), nullable=False),
        sa.UniqueConstraint("user_id", name=op.f("uq_data_copy_user_id")),
    )
    op.create_index("ix_data_copy_ends_at", "data_copy", ["ends_at"])
    op.create_table(
        "erasure",
        sa.Column(
            "user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True,
            autoincrement=False,
        ),
        sa.Column("keeps_words", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
    )  # fmt: skip
    op.create_index("ix_erasure_due_at", "erasure", ["due_at"])
    op.create_table(
        "erasure_line",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("keeps_words", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_erasure_line_user_id", "erasure_line", ["user_id"])
    _create_complaints()


def downgrade() -> None:
    op.drop_table("complaint")
    op.drop_table("erasure_line")
    op.drop_table("erasure")
    op.drop_table("data_copy")
    with op.batch_alter_table("account") as altered:
        altered.drop_column("erased_at")


def _create_complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("acknowledged_at", MOMENT),
        sa.Column("settled_at", MOMENT),
        sa.Column("answered_by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
    )
    for column in ("user_id", "received_at", "settled_at"):
        op.create_index(f"ix_complaint_{column}", "complaint", [column])
