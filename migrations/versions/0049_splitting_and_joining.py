"""Posts that go from one conversation to another, and quotations that follow their post."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

HEAD = re.compile(r"(?:> ?)+\[(?:\\.|[^\]\\])*\]\(/threads/\d+\?page=\d+#post-([1-9][0-9]{0,8})\):?\s*")
SAID = (
    "SELECT id, thread_id, source FROM post WHERE source LIKE '%#post-%'",
    "SELECT id, thread_id, hidden_words FROM post WHERE hidden_words LIKE '%#post-%'",
    "SELECT p.id, thread_id, e.source FROM earlier_wording e JOIN post p ON p.id = post_id",
)


def upgrade() -> None:
    with op.batch_alter_table("thread") as altered:
        altered.add_column(sa.Column("into_id", sa.Integer()))
        altered.create_foreign_key("fk_thread_into_id_thread", "thread", ["into_id"], ["id"], ondelete="CASCADE")
        altered.create_index("ix_thread_into_id", ["into_id"])
    with op.batch_alter_table("thread_move") as altered:
        altered.add_column(sa.Column("from_id", sa.Integer()))
        altered.add_column(sa.Column("did", sa.String(8), nullable=False, server_default="moved"))
        altered.create_foreign_key("fk_thread_move_from_id_thread", "thread", ["from_id"], ["id"], ondelete="SET NULL")
        altered.create_index("ix_thread_move_from_id", ["from_id"])
    op.create_table(
        "post_stood",
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("began", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_post_stood_thread_id", "post_stood", ["thread_id"])
    made = op.create_table(
        "quotation",
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("quoted_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_quotation_quoted_id", "quotation", ["quoted_id"])
    for post_id, quoted_id in sorted(_quotations(op.get_bind())):
        op.execute(made.insert().values(post_id=post_id, quoted_id=quoted_id))


def downgrade() -> None:
    op.drop_table("quotation")
    op.drop_table("post_stood")
    with op.batch_alter_table("thread_move") as altered:
        altered.drop_index("ix_thread_move_from_id")
        altered.drop_constraint("fk_thread_move_from_id_thread", type_="foreignkey")
        altered.drop_column("from_id")
        altered.drop_column("did")
    with op.batch_alter_table("thread") as altered:
        altered.drop_index("ix_thread_into_id")
        altered.drop_constraint("fk_thread_into_id_thread", type_="foreignkey")
        altered.drop_column("into_id")


def _quotations(connection: sa.Connection) -> set[tuple[int, int]]:
    """Who quotes whom: only within a conversation, as it was until now."""
    rows = [row for asked in SAID for row in connection.execute(sa.text(asked))]
    said = [(post_id, thread_id, head) for post_id, thread_id, source in rows for head in _in(source)]
    stands = sa.text("SELECT thread_id FROM post WHERE id = :post")
    there = {head: connection.execute(stands, {"post": head}).scalar() for head in {each[2] for each in said}}
    return {(post_id, head) for post_id, thread_id, head in said if there[head] == thread_id}


def _in(source: str) -> set[int]:
    return {int(found[1]) for line in source.split("\n") if (found := HEAD.fullmatch(line))}
