"""Running orders as documents, and the version that a meeting runs."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STANDARD = "als_standard"


def upgrade() -> None:
    with op.batch_alter_table("learning_set") as altered:
        altered.add_column(sa.Column("format_key", sa.String(32), nullable=False, server_default=STANDARD))
        altered.drop_constraint("seats", type_="check")
        altered.create_check_constraint("seats", "seats BETWEEN 2 AND 10")
    with op.batch_alter_table("agreement") as altered:
        altered.add_column(sa.Column("advice", sa.String(16), nullable=False, server_default="none"))
        altered.create_check_constraint("advice", "advice IN ('none', 'suggestions')")
    with op.batch_alter_table("meeting") as altered:
        altered.add_column(sa.Column("format", sa.Text()))
    op.create_table(
        "set_format",
        sa.Column("set_id", sa.Integer(), sa.ForeignKey("learning_set.id", ondelete="CASCADE"), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("set_id", "version"),
    )


def downgrade() -> None:
    op.drop_table("set_format")
    with op.batch_alter_table("meeting") as altered:
        altered.drop_column("format")
    with op.batch_alter_table("agreement") as altered:
        altered.drop_constraint("advice", type_="check")
        altered.drop_column("advice")
    with op.batch_alter_table("learning_set") as altered:
        altered.drop_constraint("seats", type_="check")
        altered.create_check_constraint("seats", "seats BETWEEN 5 AND 8")
        altered.drop_column("format_key")
