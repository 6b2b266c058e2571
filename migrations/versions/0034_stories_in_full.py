"""Stories in full: drafts, the record of consents, and what a story is told by."""

import hashlib
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
YEAR = timedelta(days=365)
ORIGIN = "fk_story_origin_id_story"
OWN = ("cleared_at", "opens_at", "until")


def upgrade() -> None:
    _let_stories_say_more()
    op.create_table(
        "story_draft",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("reach", sa.String(20), nullable=False),
        sa.Column("template", sa.String(20), nullable=False),
        sa.Column("template_version", sa.SmallInteger(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("others", sa.JSON()),
        sa.Column("approved", sa.String(64), nullable=False),
        sa.Column("origin_id", sa.Integer(), sa.ForeignKey("story.id", ondelete="SET NULL")),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    for column in ("author_id", "origin_id"):
        op.create_index(f"ix_story_draft_{column}", "story_draft", [column])
    op.create_table(
        "story_consent",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("audience", sa.String(12), nullable=False),
        sa.Column("named", sa.String(12), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT),
    )
    op.create_index("ix_story_consent_story_id", "story_consent", ["story_id"])
    op.create_table(
        "story_response",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("story.id", ondelete="CASCADE"), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
    )
    for column in ("story_id", "author_id"):
        op.create_index(f"ix_story_response_{column}", "story_response", [column])
    _write_down_what_was_agreed()


def downgrade() -> None:
    op.drop_table("story_response")
    op.drop_table("story_consent")
    op.drop_table("story_draft")
    with op.batch_alter_table("story") as altered:
        altered.drop_index("ix_story_origin_id")
        altered.drop_constraint(ORIGIN, type_="foreignkey")
        altered.drop_column("origin_id")
        for column in OWN[1:]:
            altered.drop_index(f"ix_story_{column}")
        for column in (*OWN, "asked", "approved", "place", "note", "others", "template", "template_version"):
            altered.drop_column(column)


def _let_stories_say_more() -> None:
    for column in OWN:
        op.add_column("story", sa.Column(column, MOMENT))
    for column in OWN[1:]:
        op.create_index(f"ix_story_{column}", "story", [column])
    for column, length, first in (("approved", 64, ""), ("place", 60, ""), ("note", 200, ""), ("template", 20, "free")):
        op.add_column("story", sa.Column(column, sa.String(length), nullable=False, server_default=first))
    for column, first in (("asked", "0"), ("template_version", "1")):
        op.add_column("story", sa.Column(column, sa.SmallInteger(), nullable=False, server_default=first))
    op.add_column("story", sa.Column("others", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("story") as altered:
        altered.add_column(sa.Column("origin_id", sa.Integer()))
        altered.create_foreign_key(ORIGIN, "story", ["origin_id"], ["id"], ondelete="SET NULL")
        altered.create_index("ix_story_origin_id", ["origin_id"])


def _moment(bind: sa.Connection) -> datetime:
    asked: datetime = bind.scalar(sa.select(sa.func.current_timestamp(type_=MOMENT)))
    return asked if asked.tzinfo else asked.replace(tzinfo=UTC)


def _write_down_what_was_agreed() -> None:
    """Whoever told a story chose its audience then. They are asked again in a year, and what they took back already
    keeps no word."""
    bind = op.get_bind()
    now = _moment(bind)
    story = sa.table(
        "story",
        *(
            sa.column(name)
            for name in ("id", "title", "source", "html", "audience", "named", "approved", "proposed_at")
        ),
        *(sa.column(name, MOMENT) for name in ("published_at", "created_at", "withdrawn_at", "until", "opens_at")),
    )
    consent = sa.table(
        "story_consent",
        *(sa.column(name) for name in ("story_id", "kind", "audience", "named")),
        sa.column("at", MOMENT),
        sa.column("until", MOMENT),
    )
    bind.execute(
        story.update().where(story.c.withdrawn_at.is_not(None)).values(title="", source="", html="", audience="me")
    )
    for row in bind.execute(sa.select(story)).mappings().all():
        told = row["audience"] != "me"
        parts = (row["title"], row["source"], "")
        digest = hashlib.sha256("\0".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
        changed = {"approved": "" if row["withdrawn_at"] else digest, "until": now + YEAR if told else None}
        if row["proposed_at"]:
            changed["opens_at"] = now + timedelta(days=7)
        bind.execute(story.update().where(story.c.id == row["id"]).values(changed))
        if told:
            at = row["published_at"] or row["created_at"]
            agreed = {"story_id": row["id"], "kind": "given", "audience": row["audience"], "named": row["named"]}
            bind.execute(consent.insert().values(at=at, until=now + YEAR, **agreed))
