"""Create organisations, their codes and relations, and who belongs to them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index(op.f("ix_organisation_name"), "organisation", ["name"])
    op.create_table(
        "organisation_code",
        sa.Column("id", sa.Integer(), nullable=False),
        _reference("organisation_code", "organisation_id", "organisation"),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_code")),
        sa.UniqueConstraint("scheme", "code", name=op.f("uq_organisation_code_scheme_code")),
    )
    op.create_index(op.f("ix_organisation_code_organisation_id"), "organisation_code", ["organisation_id"])
    op.create_table(
        "organisation_relation",
        sa.Column("id", sa.Integer(), nullable=False),
        _reference("organisation_relation", "from_id", "organisation"),
        _reference("organisation_relation", "to_id", "organisation"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_organisation_relation_two_ends")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_relation")),
        sa.UniqueConstraint("from_id", "to_id", "kind", name=op.f("uq_organisation_relation_from_id_to_id_kind")),
    )
    op.create_index(op.f("ix_organisation_relation_to_id"), "organisation_relation", ["to_id"])
    op.create_table(
        "organisation_membership",
        sa.Column("id", sa.Integer(), nullable=False),
        _reference("organisation_membership", "organisation_id", "organisation"),
        _reference("organisation_membership", "user_id", "account"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_membership")),
    )
    for column in ("organisation_id", "user_id"):
        op.create_index(op.f(f"ix_organisation_membership_{column}"), "organisation_membership", [column])


def downgrade() -> None:
    for table in ("organisation_membership", "organisation_relation", "organisation_code", "organisation"):
        op.drop_table(table)


def _reference(table: str, name: str, to: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{name}_{to}"), ondelete="CASCADE")
    return sa.Column(name, sa.Integer(), key, nullable=False)
