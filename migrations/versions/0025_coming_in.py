"""People come into a community: invited by mail, by link or by file, or because they ask; and are welcomed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LIVE = sa.text("state IN ('waiting', 'sent', 'opened')")
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "uninvited_address",
        sa.Column("address_hash", sa.String(), primary_key=True),
        sa.Column("said_at", MOMENT, nullable=False),
    )
    _invitations()
    _requests()
    op.create_table(
        "welcome",
        _community(primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        _person("by_id"),
        sa.Column("said_at", MOMENT, nullable=False),
    )


def _invitations() -> None:
    op.create_table(
        "invitation_file",
        sa.Column("id", sa.Integer(), primary_key=True),
        _community(index=True),
        _person("created_by_id"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
    )
    op.create_table(
        "community_invitation",
        sa.Column("id", sa.Integer(), primary_key=True),
        _community(index=True),
        sa.Column("email", sa.String(), nullable=False, index=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("space_ids", sa.JSON(), nullable=False),
        sa.Column("forwardable", sa.Boolean(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False, unique=True),
        _person("invited_by_id", index=True),
        sa.Column("file_id", sa.Integer(), sa.ForeignKey("invitation_file.id", ondelete="CASCADE"), index=True),
        sa.Column("line", sa.Integer()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("last_letter_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        _person("user_id", index=True),
    )
    op.create_index(
        "uq_community_invitation_live", "community_invitation", ["community_id", "email"],
        unique=True, sqlite_where=LIVE, postgresql_where=LIVE,
    )  # fmt: skip
    op.create_table(
        "invitation_link",
        sa.Column("id", sa.Integer(), primary_key=True),
        _community(index=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("domains", sa.String(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False, unique=True),
        _person("created_by_id"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
    )


def _requests() -> None:
    op.create_table(
        "join_question",
        _community(primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("text", sa.String(200), nullable=False),
    )
    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), primary_key=True),
        _community(index=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(500), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT),
        _person("decided_by_id"),
    )
    op.create_index(
        "uq_join_request_waiting", "join_request", ["community_id", "user_id"],
        unique=True, sqlite_where=WAITING, postgresql_where=WAITING,
    )  # fmt: skip


def _community(*, primary_key: bool = False, index: bool = False) -> sa.Column:
    community = sa.ForeignKey("community.id", ondelete="CASCADE")
    return sa.Column("community_id", sa.Integer(), community, primary_key=primary_key, nullable=False, index=index)


def _person(name: str, *, index: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL"), index=index)


def downgrade() -> None:
    tables = (
        "welcome", "join_request", "join_question", "invitation_link", "community_invitation", "invitation_file",
        "uninvited_address",
    )  # fmt: skip
    for table in tables:
        op.drop_table(table)
