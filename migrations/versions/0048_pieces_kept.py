"""PostgreSQL keeps the words of posts and titles taken to pieces, beside them: to do that for each row took longest."""

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

KEPT = """
DROP INDEX search_in_post;
DROP INDEX search_in_thread;
ALTER TABLE post ADD COLUMN search_pieces tsvector GENERATED ALWAYS AS (
  search_words(CASE WHEN post.bound < 3 THEN post.source || ' ' || post.claim END)) STORED;
ALTER TABLE thread ADD COLUMN search_pieces tsvector GENERATED ALWAYS AS (
  search_words(CASE WHEN thread.bound < 3 THEN thread.title END)) STORED;
CREATE INDEX search_in_post ON post USING gin (search_pieces);
CREATE INDEX search_in_thread ON thread USING gin (search_pieces);
"""
NOT_KEPT = """
ALTER TABLE post DROP COLUMN search_pieces;
ALTER TABLE thread DROP COLUMN search_pieces;
CREATE INDEX search_in_post ON post USING gin (
  search_words(CASE WHEN post.bound < 3 THEN post.source || ' ' || post.claim END));
CREATE INDEX search_in_thread ON thread USING gin (
  search_words(CASE WHEN thread.bound < 3 THEN thread.title END));
"""


def upgrade() -> None:
    _each(KEPT)


def downgrade() -> None:
    _each(NOT_KEPT)


def _each(statements: str) -> None:
    """On SQLite there is nothing of that kind."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for statement in statements.strip().split(";\n"):
        op.get_bind().exec_driver_sql(statement.rstrip(";"))
