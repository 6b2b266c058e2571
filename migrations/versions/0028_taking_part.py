"""Taking part: roles of those who lead a part of a community for a while, and first steps that are put away."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "leading_role",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("offered_by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("begins", MOMENT, nullable=False),
        sa.Column("ends", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("accepted", sa.Boolean()),
        sa.Column("given_back_at", MOMENT),
    )
    for column in ("community_id", "user_id", "offered_by_id"):
        op.create_index(f"ix_leading_role_{column}", "leading_role", [column])
    op.create_table(
        "first_steps_put_away",
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("which", sa.String(16), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_first_steps_put_away_user_id", "first_steps_put_away", ["user_id"])


def downgrade() -> None:
    op.drop_table("first_steps_put_away")
    op.drop_table("leading_role")
