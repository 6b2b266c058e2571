"""Issues that gather stories, with what each teller said to that."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0036"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "story_issue",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("number", sa.SmallInteger()),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("render_version", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(12), nullable=False),
        sa.Column("bound", sa.SmallInteger(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("community_id", "number", name="uq_story_issue_number"),
    )
    op.create_index("ix_story_issue_by_id", "story_issue", ["by_id"])
    op.create_table(
        "story_issue_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("issue_id", sa.Integer(), sa.ForeignKey("story_issue.id", ondelete="CASCADE"), nullable=False),
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("story.id", ondelete="SET NULL")),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.String(4), nullable=False),
        sa.Column("agreed", sa.String(64), nullable=False),
        sa.UniqueConstraint("issue_id", "story_id", name="uq_story_issue_item_story"),
    )
    op.create_index("ix_story_issue_item_story_id", "story_issue_item", ["story_id"])


def downgrade() -> None:
    op.drop_table("story_issue_item")
    op.drop_table("story_issue")
