"""Files that people send, and those that hang on posts and on stories."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "file",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="SET NULL")),
        sa.Column("whose", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("form", sa.String(4), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("is_plain", sa.Boolean(), nullable=False),
        sa.Column("stored", sa.String(32), nullable=False, unique=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("kept_at", MOMENT, nullable=False),
    )
    op.create_index("ix_file_owner_id_kept_at", "file", ["owner_id", "kept_at"])
    op.create_index("ix_file_community_id", "file", ["community_id"])
    op.create_table(
        "post_file",
        sa.Column("file_id", sa.String(32), sa.ForeignKey("file.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_post_file_post_id", "post_file", ["post_id"])
    op.create_table(
        "story_draft_file",
        sa.Column("file_id", sa.String(32), sa.ForeignKey("file.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("story_draft.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_story_draft_file_draft_id", "story_draft_file", ["draft_id"])
    op.create_table(
        "story_file",
        sa.Column("file_id", sa.String(32), sa.ForeignKey("file.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_story_file_story_id", "story_file", ["story_id"])


def downgrade() -> None:
    op.drop_table("story_file")
    op.drop_table("story_draft_file")
    op.drop_table("post_file")
    op.drop_table("file")
