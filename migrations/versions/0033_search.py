"""An index of words over what people wrote and named. The words themselves stay where they are.

On SQLite `migrations/env.py` makes what keeps the index true, and fills it, after whatever migration.
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLES = """
CREATE VIRTUAL TABLE search_in_post USING fts5(place, source,
  content='search_of_post', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_in_thread USING fts5(place, title,
  content='search_of_thread', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_in_story USING fts5(title, source,
  content='search_of_story', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_in_gathering USING fts5(title, place,
  content='search_of_gathering', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_in_community USING fts5(name, purpose,
  content='search_of_community', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_in_space USING fts5(name, purpose,
  content='search_of_space', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_in_organisation USING fts5(name, can_share, would_like_to_learn,
  content='search_of_organisation', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
"""
WORDS = r"""
CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
BEGIN
  RETURN to_tsvector('pg_catalog.english', regexp_replace(
    regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g'),
    '[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00ab\u00bb\u2010-\u205e]', ' ', 'g'));
END
$$
"""
# Said to be dear, which it is: or the planner walks all rows, taking each to pieces, for a word that stands in few.
INDEXES = """
CREATE INDEX search_in_post ON post USING gin (
  search_words(CASE WHEN post.bound < 3 THEN post.source END));
CREATE INDEX search_in_thread ON thread USING gin (
  search_words(CASE WHEN thread.bound < 3 THEN thread.title END));
CREATE INDEX search_in_story ON story USING gin (
  search_words(CASE WHEN story.withdrawn_at IS NULL AND story.bound < 3 THEN story.title || ' ' || story.source END));
CREATE INDEX search_in_gathering ON gathering USING gin (
  search_words(CASE WHEN gathering.bound < 3 THEN gathering.title || ' ' || gathering.place END));
CREATE INDEX search_in_community ON community USING gin (
  search_words(CASE WHEN community.read < 3 THEN community.name || ' ' || community.purpose END));
CREATE INDEX search_in_space ON space USING gin (
  search_words(CASE WHEN space.read < 3 THEN space.name || ' ' || space.purpose END));
CREATE INDEX search_in_organisation ON organisation USING gin (
  search_words(organisation.name || ' ' || organisation.can_share || ' ' || organisation.would_like_to_learn));
"""
NO_TABLES = """
DROP TABLE search_in_post;
DROP TABLE search_in_thread;
DROP TABLE search_in_story;
DROP TABLE search_in_gathering;
DROP TABLE search_in_community;
DROP TABLE search_in_space;
DROP TABLE search_in_organisation;
"""
NO_INDEXES = """
DROP INDEX search_in_post;
DROP INDEX search_in_thread;
DROP INDEX search_in_story;
DROP INDEX search_in_gathering;
DROP INDEX search_in_community;
DROP INDEX search_in_space;
DROP INDEX search_in_organisation;
DROP FUNCTION search_words(text);
"""


def upgrade() -> None:
    if _on_postgresql():
        op.get_bind().exec_driver_sql(WORDS)
    _each(INDEXES if _on_postgresql() else TABLES)


def downgrade() -> None:
    _each(NO_INDEXES if _on_postgresql() else NO_TABLES)


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _each(statements: str) -> None:
    for statement in statements.strip().split(";\n"):
        op.get_bind().exec_driver_sql(statement.rstrip(";"))
