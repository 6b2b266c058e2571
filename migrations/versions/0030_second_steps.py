"""Signing in has a second step: an app that shows codes, recovery codes, passkeys, and known browsers."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("sign_in") as altered:
        altered.add_column(sa.Column("second", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "sign_in_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(index=True),
        sa.Column("token_hash", sa.String(), nullable=False, unique=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
    )
    op.create_table(
        "authenticator",
        _person(primary_key=True),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", MOMENT),
    )
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.String(), primary_key=True),
        _person(index=True),
    )
    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(index=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.UniqueConstraint("token_hash", "user_id"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(index=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
    )
    op.create_table(
        "passkey_challenge",
        sa.Column("challenge", sa.String(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE")),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False, index=True),
    )
    op.create_table(
        "sso_identity",
        sa.Column("id", sa.Integer(), primary_key=True),
        _person(index=True),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("connected_at", MOMENT, nullable=False),
        sa.UniqueConstraint("issuer", "subject"),
    )


def downgrade() -> None:
    for table in (
        "sso_identity",
        "passkey_challenge",
        "passkey",
        "known_device",
        "recovery_code",
        "authenticator",
        "sign_in_step",
    ):
        op.drop_table(table)
    with op.batch_alter_table("sign_in") as altered:
        altered.drop_column("second")


def _person(**options: bool) -> sa.Column[int]:
    return sa.Column(
        "user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False, **options
    )
