"""Organisations in full: relations of six kinds, who leads, what people show, what it can share, imports, joining."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OLD, NEW = (f"uq_organisation_relation_from_id_to_id_kind{end}" for end in ("", "_valid_from"))


def upgrade() -> None:
    with op.batch_alter_table("organisation") as altered:
        for words in ("can_share", "would_like_to_learn"):
            altered.add_column(sa.Column(words, sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("organisation_relation") as altered:
        altered.add_column(sa.Column("excluded", sa.Boolean(), nullable=False, server_default=sa.false()))
        altered.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
        altered.drop_constraint(op.f(OLD), type_="unique")
        altered.create_unique_constraint(op.f(NEW), ["from_id", "to_id", "kind", "valid_from"])
    with op.batch_alter_table("organisation_membership") as altered:
        altered.add_column(sa.Column("role", sa.String(), nullable=False, server_default="staff"))
        for yes_or_no in ("leads", "confirmed", "shown"):  # nobody has been asked yet
            altered.add_column(sa.Column(yes_or_no, sa.Boolean(), nullable=False, server_default=sa.false()))
    _turn_parts_into_parents()
    _create_imports()


def downgrade() -> None:
    op.drop_table("organisation_import")
    _turn_parents_into_parts()
    with op.batch_alter_table("organisation_membership") as altered:
        for column in ("role", "leads", "confirmed", "shown"):
            altered.drop_column(column)
    with op.batch_alter_table("organisation_relation") as altered:
        altered.drop_constraint(op.f(NEW), type_="unique")
        altered.create_unique_constraint(op.f(OLD), ["from_id", "to_id", "kind"])
        altered.drop_column("excluded")
        altered.drop_column("reason")
    with op.batch_alter_table("organisation") as altered:
        altered.drop_column("can_share")
        altered.drop_column("would_like_to_learn")


def _turn_parts_into_parents() -> None:
    """«A is part of B» becomes «B is the parent of A»; the first of two ONS codes becomes one of the same scheme."""
    op.execute("UPDATE organisation_relation SET from_id = to_id, to_id = from_id, kind = 'parent_of' "
               "WHERE kind = 'part_of'")  # fmt: skip
    op.execute("UPDATE organisation_relation SET kind = 'successor_of' WHERE kind = 'succeeds'")
    op.execute("UPDATE organisation_code SET scheme = 'ons' WHERE scheme = 'ons 2022'")


def _turn_parents_into_parts() -> None:
    """What could not be told before goes: other kinds, and a relation that came a second time."""
    op.execute("DELETE FROM organisation_relation WHERE kind NOT IN ('parent_of', 'successor_of') OR id NOT IN "
               "(SELECT min(id) FROM organisation_relation GROUP BY from_id, to_id, kind)")  # fmt: skip
    op.execute("UPDATE organisation_relation SET from_id = to_id, to_id = from_id, kind = 'part_of' "
               "WHERE kind = 'parent_of'")  # fmt: skip
    op.execute("UPDATE organisation_relation SET kind = 'succeeds' WHERE kind = 'successor_of'")


def _create_imports() -> None:
    op.create_table(
        "organisation_import",
        sa.Column("id", sa.Integer(), nullable=False),
        _reference("organisation_import", "by_id", "account"),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_import")),
    )
    op.create_index(op.f("ix_organisation_import_by_id"), "organisation_import", ["by_id"])


def _reference(table: str, name: str, to: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{name}_{to}"), ondelete="CASCADE")
    return sa.Column(name, sa.Integer(), key, nullable=False)
