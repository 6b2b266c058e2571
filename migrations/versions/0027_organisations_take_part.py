"""Organisations take part in communities, and bring people of theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
RUNNING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "community_organisation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column(
            "organisation_id", sa.Integer(), sa.ForeignKey("organisation.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("brings", sa.String(8), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("asked_by_lead", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("agreed_at", MOMENT),
        sa.Column("ended_at", MOMENT),
    )
    op.create_index("ix_community_organisation_community_id", "community_organisation", ["community_id"])
    op.create_index("ix_community_organisation_organisation_id", "community_organisation", ["organisation_id"])
    op.create_index(
        "uq_community_organisation_running", "community_organisation", ["community_id", "organisation_id"],
        unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING,
    )  # fmt: skip
    op.create_table(
        "community_brought",
        sa.Column(
            "part_id", sa.Integer(), sa.ForeignKey("community_organisation.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_community_brought_user_id", "community_brought", ["user_id"])


def downgrade() -> None:
    op.drop_table("community_brought")
    op.drop_table("community_organisation")
