"""What is said to tellers, issues, gatherings and polls can be reported, and hidden."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

HIDDEN = ("story_response", "story_issue", "gathering", "poll")
REPORTED = {"response": "story_response", "issue": "story_issue", "gathering": "gathering", "poll": "poll"}


def upgrade() -> None:
    for table in HIDDEN:
        op.add_column(table, sa.Column("hidden_at", sa.DateTime(timezone=True)))
    with op.batch_alter_table("report") as report:
        for kind, table in REPORTED.items():
            name = f"fk_report_{kind}_id_{table}"
            reference = sa.ForeignKey(f"{table}.id", name=name, ondelete="CASCADE")
            report.add_column(sa.Column(f"{kind}_id", sa.Integer(), reference))
            report.create_index(f"ix_report_{kind}_id", [f"{kind}_id"])
    with op.batch_alter_table("moderation_act") as act:
        act.alter_column("kind", existing_type=sa.String(8), type_=sa.String(12), existing_nullable=False)


def downgrade() -> None:
    op.execute("DELETE FROM report WHERE post_id IS NULL AND story_id IS NULL")
    op.execute("DELETE FROM moderation_act WHERE kind IN ('response', 'issue', 'gathering', 'poll')")
    with op.batch_alter_table("moderation_act") as act:
        act.alter_column("kind", existing_type=sa.String(12), type_=sa.String(8), existing_nullable=False)
    with op.batch_alter_table("report") as report:
        for kind in REPORTED:
            report.drop_index(f"ix_report_{kind}_id")
            report.drop_column(f"{kind}_id")
    for table in HIDDEN:
        op.drop_column(table, "hidden_at")
