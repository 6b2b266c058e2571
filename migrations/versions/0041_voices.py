"""Which kinds of voice are asked for, which claims disagree, and what of a form is begun beside its words."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add("thread", sa.Column("asks", sa.String(60), nullable=False, server_default=""))
    _add("draft", sa.Column("more", sa.String(), nullable=False, server_default=""))
    _create_disagreements()


def downgrade() -> None:
    op.drop_table("disagreement")
    op.drop_column("draft", "more")
    op.drop_column("thread", "asks")


def _add(table: str, column: sa.Column[str]) -> None:
    """A text, empty in what is there."""
    with op.batch_alter_table(table) as altered:
        altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        altered.alter_column(column.name, server_default=None)


def _create_disagreements() -> None:
    cascade, post = "CASCADE", "post.id"
    op.create_table(
        "disagreement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id", ondelete=cascade), nullable=False),
        sa.Column("one_id", sa.Integer(), sa.ForeignKey(post, ondelete=cascade), nullable=False),
        sa.Column("other_id", sa.Integer(), sa.ForeignKey(post, ondelete=cascade), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_disagreement_one_id_other_id")),
    )
    for column in ("thread_id", "other_id", "by_id"):
        op.create_index(f"ix_disagreement_{column}", "disagreement", [column])
