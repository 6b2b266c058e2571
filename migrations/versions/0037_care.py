"""Care: what is reported, hidden and written down."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _let_words_be_hidden()
    _create_reports()
    _create_log()
    _create_appeals()
    _create_silences()


def downgrade() -> None:
    op.drop_table("silence")
    op.drop_column("community_membership", "silent_until")
    op.drop_table("appeal")
    op.drop_table("moderation_act")
    op.drop_table("report")
    op.drop_column("story", "hidden_at")
    for column in ("hidden_title", "hidden_words", "hidden_at"):
        op.drop_column("post", column)


def _let_words_be_hidden() -> None:
    op.add_column("post", sa.Column("hidden_at", MOMENT))
    op.add_column("post", sa.Column("hidden_words", sa.String()))
    op.add_column("post", sa.Column("hidden_title", sa.String(160)))
    op.add_column("story", sa.Column("hidden_at", MOMENT))


def _account(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL"))


def _community() -> sa.Column[int]:
    return sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False)


def _create_reports() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), primary_key=True),
        _community(),
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE")),
        sa.Column("story_id", sa.Integer(), sa.ForeignKey("story.id", ondelete="CASCADE")),
        _account("author_id"),
        _account("by_id"),
        sa.Column("why", sa.String(12), nullable=False),
        sa.Column("line", sa.String(300), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
    )
    op.create_index("ix_report_community_id_closed_at", "report", ["community_id", "closed_at"])
    for column in ("post_id", "story_id", "by_id"):
        op.create_index(f"ix_report_{column}", "report", [column])


def _create_log() -> None:
    op.create_table(
        "moderation_act",
        sa.Column("id", sa.Integer(), primary_key=True),
        _community(),
        _account("by_id"),
        _account("person_id"),
        sa.Column("did", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_moderation_act_kind_item_id", "moderation_act", ["kind", "item_id"])
    for column in ("community_id", "person_id"):
        op.create_index(f"ix_moderation_act_{column}", "moderation_act", [column])


def _create_appeals() -> None:
    act = "moderation_act.id"
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("act_id", sa.Integer(), sa.ForeignKey(act, ondelete="CASCADE"), nullable=False),
        sa.Column("answer_id", sa.Integer(), sa.ForeignKey(act, ondelete="CASCADE")),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("act_id", name=op.f("uq_appeal_act_id")),
    )
    op.create_index("ix_appeal_by_id", "appeal", ["by_id"])


def _create_silences() -> None:
    op.add_column("community_membership", sa.Column("silent_until", MOMENT))
    op.create_table(
        "silence",
        sa.Column("id", sa.Integer(), primary_key=True),
        _community(),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    for column in ("community_id", "user_id"):
        op.create_index(f"ix_silence_{column}", "silence", [column])
