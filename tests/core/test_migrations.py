"""Migrations: what was there is still there, and the tables are what the models say."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from cop import ROOT, create_app, versions
from cop.config import Settings
from cop.core.database import Base, db
from cop.discussions import service as discussions
from cop.discussions.models import Post, Quotation
from cop.discussions.rules import quoted
from cop.people.models import User
from cop.search import models as search
from cop.served import newest_migration
from cop.sets.models import LearningSet, SeasonDate
from cop.stories.models import Story, StoryConsent
from cop.stories.rules import Text
from tests.conftest import THURSDAY

REBUILD = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade():
    with op.batch_alter_table("account") as table:
        table.alter_column("name", existing_type=sa.String(), type_=sa.Text())
    {more}
"""
ORPHAN = "op.execute(\"INSERT INTO space_membership (space_id, user_id, since) VALUES (424242, 1, '2026-01-01')\")"

TAKEN_BACK = """
INSERT INTO story (author_id, community_id, title, source, html, render_version, audience, bound, named, created_at,
    published_at, withdrawn_at)
SELECT author_id, community_id, 'Gone', 'Gone', 'Gone', render_version, audience, bound, named, created_at,
    published_at, created_at
FROM story
"""


@pytest.fixture
def populated(tmp_path: Path, demo_of_thursday: Path) -> Iterator[Flask]:
    """An installation of its own on SQLite, where altering a table rebuilds it, with the demo in it."""
    settings = Settings(env="test", data_dir=tmp_path, secret_key="k" * 40, demo=True, password_memory_kib=64)
    shutil.copytree(demo_of_thursday, tmp_path, dirs_exist_ok=True)
    app = versions.init_app(create_app(settings))
    yield app
    with app.app_context():
        db.engine.dispose()


def _counts() -> dict[str, int]:
    counts = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return counts


def _migrations_with(folder: Path, *, more: str = "") -> str:
    copy = folder / "migrations"
    shutil.copytree(ROOT / "migrations", copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "9999_rebuild.py").write_text(REBUILD.format(head=newest_migration(), more=more))
    return str(copy)


def test_rebuilding_a_table_that_others_refer_to_loses_no_row(populated: Flask, tmp_path: Path) -> None:
    with populated.app_context():
        before = _counts()
        upgrade(directory=_migrations_with(tmp_path))

        assert _counts() == before
        assert search.is_whole(db.session.connection())
        assert before["account"] > 8
        assert db.session.scalar(select(func.count()).select_from(Base.metadata.tables["sign_in"])) is not None


def test_every_date_so_far_is_of_the_first_season_and_none_is_lost(populated: Flask) -> None:
    with populated.app_context():
        before = _counts()
        downgrade(revision="0020")
        upgrade()

        # There were fewer kinds of the first, and none of the others.
        later = ["organisation_relation", "leading_role", "thread_reading", "post_nod"]
        later += ["report", "moderation_act", "appeal", "silence", "climb", "climb_ask"]
        later += ["disagreement", "poll", "poll_vote", "post_stood", "quotation"]
        later += ["file", "post_file", "story_file", "module_vote", "module_voice"]
        later += ["story_way", "post_mention"]
        after = _counts() | {name: before[name] for name in later}
        assert after == before
        assert set(db.session.scalars(select(SeasonDate.season))) == {1}
        assert set(db.session.scalars(select(LearningSet.season))) == {1}


def test_who_quotes_whom_is_found_in_what_was_written_before_that_was_kept(populated: Flask) -> None:
    with populated.app_context():
        first, other = db.session.scalars(select(Post).where(Post.source != "").order_by(Post.id).limit(2)).all()
        assert first.thread_id == other.thread_id
        writer = db.session.get_one(User, other.author_id)
        words = quoted("So.", name="Who", thread_id=1, page=1, post_id=first.id)
        discussions.edit(writer, other.id, body=f"{words}Yes.", now=THURSDAY)
        before = set(db.session.execute(select(Quotation.post_id, Quotation.quoted_id)).all())
        db.session.rollback()  # whoever reads keeps a migration waiting until its patience ends
        downgrade(revision="0047")
        upgrade()

        assert (other.id, first.id) in before
        assert set(db.session.execute(select(Quotation.post_id, Quotation.quoted_id)).all()) == before


def test_foreign_keys_are_enforced_again_afterwards(populated: Flask, tmp_path: Path) -> None:
    with populated.app_context():
        upgrade(directory=_migrations_with(tmp_path))
        with pytest.raises(IntegrityError), db.engine.connect() as connection:
            connection.exec_driver_sql(
                "INSERT INTO space_membership (space_id, user_id, since) VALUES (424242, 1, '2026-01-01')"
            )


def test_a_migration_that_leaves_dangling_rows_is_undone(populated: Flask, tmp_path: Path) -> None:
    with populated.app_context():
        before = _counts()
        with pytest.raises(Exception, match="rows refer to nothing"):
            upgrade(directory=_migrations_with(tmp_path, more=ORPHAN))

        assert _counts() == before


def test_the_tables_are_what_the_models_say(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": lambda name, kind, _: not search.is_apart(name, kind)}
        context = MigrationContext.configure(connection, opts=opts)

        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_taken_back(tmp_path: Path) -> None:
    app = versions.init_app(create_app(Settings(env="test", data_dir=tmp_path, secret_key="k" * 40)))
    with app.app_context():
        upgrade()
        downgrade(revision="base")
        upgrade()

        assert set(_counts().values()) == {0}
        db.engine.dispose()


def test_presets_become_axes_and_what_is_there_is_bound_to_its_readers(populated: Flask) -> None:
    tables = [Base.metadata.tables[name] for name in ("community", "space", "thread", "post", "story")]
    asked = [
        select(table.c.id, *(table.c[name] for name in ("door", "read", "join", "bound") if name in table.c))
        for table in tables
    ]
    with populated.app_context():
        before = [db.session.execute(each.order_by("id")).all() for each in asked]
        db.session.rollback()
        script = ScriptDirectory(str(ROOT / "migrations"))
        axes = next(each for each in script.walk_revisions() if each.path.endswith("_axes.py"))
        downgrade(revision=str(axes.down_revision))
        upgrade()

        assert [db.session.execute(each.order_by("id")).all() for each in asked] == before
        assert {row.bound for row in before[2]} >= {2}


def test_a_story_told_before_has_a_consent_for_a_year_from_now_and_what_was_taken_back_no_word(
    populated: Flask,
) -> None:
    with populated.app_context():
        script = ScriptDirectory(str(ROOT / "migrations"))
        full = next(each for each in script.walk_revisions() if each.path.endswith("_stories_in_full.py"))
        downgrade(revision=str(full.down_revision))
        with db.engine.begin() as connection:
            connection.execute(text(TAKEN_BACK))
        upgrade()
        db.session.rollback()
        told, gone = db.session.scalars(select(Story).order_by(Story.id)).all()
        [consent] = db.session.scalars(select(StoryConsent)).all()

        assert told.approved == Text(told.title, told.source).digest
        assert (consent.story_id, consent.kind, consent.audience, consent.named) == (
            told.id, "given", "community", "first",
        )  # fmt: skip
        assert consent.at == told.published_at
        assert consent.until == told.until
        assert told.until is not None
        assert told.until > told.created_at + timedelta(days=365)
        assert (gone.title, gone.source, gone.html, gone.approved, gone.until) == ("", "", "", "", None)


def test_a_server_knows_the_newest_version_and_loads_nothing_that_few_requests_need() -> None:
    assert newest_migration() == ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    seen = "import sys, cop.served; print(*{'alembic', 'authlib', 'segno', 'webauthn'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == ""
