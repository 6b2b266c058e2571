"""Guest seats: in one conversation or one gathering, and which posts came from outside."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
THINGS = ("thread", "gathering")


def upgrade() -> None:
    for thing in THINGS:
        table = f"{thing}_guest"
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
            sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
            sa.Column("given_at", MOMENT, nullable=False),
            sa.Column("until", MOMENT, nullable=False),
            sa.Column("ended_at", MOMENT),
            sa.Column(f"{thing}_id", sa.Integer(), sa.ForeignKey(f"{thing}.id", ondelete="CASCADE"), nullable=False),
        )
        for column in ("user_id", "by_id", f"{thing}_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.add_column("post", sa.Column("by_guest", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("post") as altered:
        altered.drop_column("by_guest")
    for thing in THINGS:
        op.drop_table(f"{thing}_guest")
