"""Issues that gather stories, with what each teller said to that; other words for what is told; and
what changed since somebody tried it."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OTHER_WORDS = "fk_story_draft_story_id_story"


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
    op.create_table(
        "story_follow_up",
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("story.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("said_at", MOMENT),
    )
    with op.batch_alter_table("story_draft") as altered:
        altered.add_column(sa.Column("story_id", sa.Integer()))
        altered.create_foreign_key(OTHER_WORDS, "story", ["story_id"], ["id"], ondelete="CASCADE")
        altered.create_index("ix_story_draft_story_id", ["story_id"])


def downgrade() -> None:
    with op.batch_alter_table("story_draft") as altered:
        altered.drop_index("ix_story_draft_story_id")
        altered.drop_constraint(OTHER_WORDS, type_="foreignkey")
        altered.drop_column("story_id")
    op.drop_table("story_follow_up")
    op.drop_table("story_issue_item")
    op.drop_table("story_issue")
