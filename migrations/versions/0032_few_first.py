"""Indexes by which a page begins with the few that ask something, and not with all that somebody is in."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

PARTIAL = {
    "ix_community_membership_coordinator": (
        "community_membership", "user_id", sa.text("role = 'coordinator' AND until IS NULL")
    ),
    "ix_community_closing": ("community", "closes_at", sa.text("closes_at IS NOT NULL")),
    "ix_renewal_open": ("renewal", "community_id", sa.text("outcome IS NULL")),
}  # fmt: skip


def upgrade() -> None:
    for name, (table, column, only) in PARTIAL.items():
        op.create_index(name, table, [column], sqlite_where=only, postgresql_where=only)
    op.create_index("ix_post_thread_id_author_id", "post", ["thread_id", "author_id"])
    op.drop_index("ix_post_thread_id", "post")


def downgrade() -> None:
    op.create_index("ix_post_thread_id", "post", ["thread_id"])
    op.drop_index("ix_post_thread_id_author_id", "post")
    for name, (table, _, _) in PARTIAL.items():
        op.drop_index(name, table)
