"""Create stories."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=True),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("render_version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("named", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _refers("author_id", "account", ondelete="CASCADE"),
        _refers("community_id", "community", ondelete="SET NULL"),
        _refers("space_id", "space", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
    )
    op.create_index(op.f("ix_story_author_id"), "story", ["author_id"])
    op.create_index(op.f("ix_story_community_id"), "story", ["community_id"])
    op.create_index(op.f("ix_story_space_id"), "story", ["space_id"])


def downgrade() -> None:
    op.drop_table("story")


def _refers(column: str, parent: str, *, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_story_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete=ondelete)
