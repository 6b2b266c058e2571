"""The index of words over issues and polls too; and a poll says for itself how far it is read at most, as a post does.

On SQLite `migrations/env.py` makes what keeps the index true, and fills it, after whatever migration.
"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TABLES = """
CREATE VIRTUAL TABLE search_in_poll USING fts5(question, options, conclusion,
  content='search_of_poll', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_in_story_issue USING fts5(title, note,
  content='search_of_story_issue', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
"""
INDEXES = """
CREATE INDEX search_in_poll ON poll USING gin (
  search_words(CASE WHEN poll.bound < 3 THEN poll.question || ' ' || poll.options || ' ' || poll.conclusion END));
CREATE INDEX search_in_story_issue ON story_issue USING gin (
  search_words(CASE WHEN story_issue.published_at IS NOT NULL AND story_issue.bound < 3
    THEN story_issue.title || ' ' || story_issue.note END));
"""
NO_TABLES = """
DROP TABLE search_in_poll;
DROP TABLE search_in_story_issue;
"""
NO_INDEXES = """
DROP INDEX search_in_poll;
DROP INDEX search_in_story_issue;
"""


def upgrade() -> None:
    op.add_column("poll", sa.Column("bound", sa.SmallInteger()))
    op.execute("UPDATE poll SET bound = (SELECT thread.bound FROM thread WHERE thread.id = poll.thread_id)")
    with op.batch_alter_table("poll") as poll:
        poll.alter_column("bound", existing_type=sa.SmallInteger(), nullable=False)
    _each(INDEXES if _on_postgresql() else TABLES)


def downgrade() -> None:
    _each(NO_INDEXES if _on_postgresql() else NO_TABLES)
    with op.batch_alter_table("poll") as poll:
        poll.drop_column("bound")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _each(statements: str) -> None:
    for statement in statements.strip().split(";\n"):
        op.get_bind().exec_driver_sql(statement.rstrip(";"))
