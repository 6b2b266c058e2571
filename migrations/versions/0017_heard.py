"""What a facilitator wrote down for a presenter who has not answered yet."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard_commitment",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("written_by_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("first_step", sa.String(), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )
    for column in ("meeting_id", "user_id"):
        op.create_index(f"ix_heard_commitment_{column}", "heard_commitment", [column])


def downgrade() -> None:
    op.drop_table("heard_commitment")
