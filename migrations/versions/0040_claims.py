"""What posts speak from, and what they claim; the index of words reads it with them."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

INDEX = """
CREATE INDEX search_in_post ON post USING gin (
  search_words(CASE WHEN post.bound < 3 THEN post.source || ' ' || post.claim END))
"""
INDEX_BEFORE = """
CREATE INDEX search_in_post ON post USING gin (
  search_words(CASE WHEN post.bound < 3 THEN post.source END))
"""


def upgrade() -> None:
    _add("post", evidence=sa.String(60), claim=sa.String())
    _add("earlier_wording", claim=sa.String())
    op.add_column("post", sa.Column("hidden_claim", sa.String()))
    _index(INDEX)


def downgrade() -> None:
    _index(INDEX_BEFORE)
    for table, name in (
        ("post", "hidden_claim"),
        ("earlier_wording", "claim"),
        ("post", "claim"),
        ("post", "evidence"),
    ):
        op.drop_column(table, name)


def _add(table: str, **columns: sa.String) -> None:
    """Texts, empty in what is there."""
    with op.batch_alter_table(table) as altered:
        for name, kind in columns.items():
            altered.add_column(sa.Column(name, kind, nullable=False, server_default=""))
    with op.batch_alter_table(table) as altered:
        for name in columns:
            altered.alter_column(name, server_default=None)


def _index(made: str) -> None:
    """On SQLite `migrations/env.py` makes it anew after whatever migration."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX search_in_post")
        op.execute(made)
