"""Create communities, their spaces and who belongs to them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RUNNING = sa.text("until IS NULL")


def upgrade() -> None:
    op.create_table(
        "community",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("purpose", sa.String(500), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("founded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community")),
    )
    op.create_table(
        "space",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("purpose", sa.String(500), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("for_everyone", sa.Boolean(), nullable=False),
        _belongs_to("space", "community"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_space")),
    )
    op.create_index(op.f("ix_space_community_id"), "space", ["community_id"])
    _create_memberships("community", sa.Column("role", sa.String(), nullable=False))
    _create_memberships("space")


def downgrade() -> None:
    op.drop_table("space_membership")
    op.drop_table("community_membership")
    op.drop_table("space")
    op.drop_table("community")


def _create_memberships(parent: str, *columns: sa.Column) -> None:
    table = f"{parent}_membership"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{parent}_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        _belongs_to(table, parent),
        _belongs_to(table, "account", column="user_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_user_id"), table, ["user_id"])
    op.create_index(
        f"uq_{table}_active",
        table,
        [f"{parent}_id", "user_id"],
        unique=True,
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def _belongs_to(table: str, parent: str, *, column: str = "") -> sa.ForeignKeyConstraint:
    column = column or f"{parent}_id"
    return sa.ForeignKeyConstraint(
        [column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}_{parent}"), ondelete="CASCADE"
    )
