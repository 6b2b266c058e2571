"""The life of a community: several found it, come together, agree, vote, say where they are and end; programmes."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ALL_MODULES = "gatherings stories sets rounds"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_foundings()
    _create_gatherings()
    _create_agreements()
    _create_votes()
    _let_them_close()
    _create_programmes()
    _create_renewals()


def downgrade() -> None:
    op.drop_table("renewal_voice")
    op.drop_table("renewal")
    op.drop_table("programme_community")
    op.drop_table("programme")
    with op.batch_alter_table("story") as altered:
        altered.drop_column("kept_open_at")
    op.drop_table("community_note")
    with op.batch_alter_table("community") as altered:
        for column in ("stage", "closing_since", "closes_at", "closed_at"):
            altered.drop_column(column)
    op.drop_table("module_voice")
    op.drop_table("module_vote")
    with op.batch_alter_table("community") as altered:
        altered.drop_column("modules")
    op.drop_table("community_agreement_acceptance")
    op.drop_table("community_agreement")
    op.drop_table("gathering_answer")
    op.drop_table("gathering")
    op.drop_table("founding_voice")
    op.drop_table("founding")


def _create_foundings() -> None:
    op.create_table(
        "founding",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("proposer_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE")),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("purpose", sa.String(500), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("first_space", sa.String(120), nullable=False),
        sa.Column("prompt_title", sa.String(160), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("gathering", sa.String(160), nullable=False),
        sa.Column("gathering_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(160), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
    )
    op.create_index("ix_founding_proposer_id", "founding", ["proposer_id"])
    op.create_index("ix_founding_community_id", "founding", ["community_id"])
    op.create_table(
        "founding_voice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("founding_id", sa.Integer(), sa.ForeignKey("founding.id", ondelete="CASCADE"), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE")),
        sa.Column("said", sa.Boolean()),
        sa.Column("said_at", MOMENT),
        sa.UniqueConstraint("founding_id", "email", name=op.f("uq_founding_voice_founding_id_email")),
    )
    op.create_index("ix_founding_voice_email", "founding_voice", ["email"])
    op.create_index("ix_founding_voice_user_id", "founding_voice", ["user_id"])


def _create_gatherings() -> None:
    op.create_table(
        "gathering",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("space_id", sa.Integer(), sa.ForeignKey("space.id", ondelete="CASCADE"), nullable=False),
        sa.Column("host_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(160), nullable=False),
        sa.Column("link", sa.String(500), nullable=False),
        sa.Column("bound", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("moved_at", MOMENT),
        sa.Column("called_off_at", MOMENT),
    )
    op.create_index("ix_gathering_space_id_starts_at", "gathering", ["space_id", "starts_at"])
    op.create_index("ix_gathering_host_id", "gathering", ["host_id"])
    op.create_table(
        "gathering_answer",
        sa.Column("gathering_id", sa.Integer(), sa.ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("going", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
    )
    op.create_index("ix_gathering_answer_user_id", "gathering_answer", ["user_id"])


def _create_agreements() -> None:
    op.create_table(
        "community_agreement",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("community_id", "number", name=op.f("uq_community_agreement_community_id_number")),
    )
    op.create_index("ix_community_agreement_author_id", "community_agreement", ["author_id"])
    op.create_table(
        "community_agreement_acceptance",
        sa.Column(
            "agreement_id", sa.Integer(), sa.ForeignKey("community_agreement.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("accepted_at", MOMENT, nullable=False),
    )
    op.create_index("ix_community_agreement_acceptance_user_id", "community_agreement_acceptance", ["user_id"])


def _create_votes() -> None:
    """What stands already goes on using all that it uses."""
    with op.batch_alter_table("community") as altered:
        altered.add_column(sa.Column("modules", sa.String(), nullable=False, server_default=ALL_MODULES))
    with op.batch_alter_table("community") as altered:
        altered.alter_column("modules", server_default=None)
    op.create_table(
        "module_vote",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column("proposer_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("module", sa.String(16), nullable=False),
        sa.Column("turns_on", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("carried", sa.Boolean()),
    )
    op.create_index("ix_module_vote_community_id", "module_vote", ["community_id"])
    op.create_index("ix_module_vote_proposer_id", "module_vote", ["proposer_id"])
    op.create_table(
        "module_voice",
        sa.Column("vote_id", sa.Integer(), sa.ForeignKey("module_vote.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("yes", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_module_voice_user_id", "module_voice", ["user_id"])


def _let_them_close() -> None:
    with op.batch_alter_table("community") as altered:
        altered.add_column(sa.Column("stage", sa.String(16), nullable=False, server_default="coalescing"))
        altered.add_column(sa.Column("closing_since", MOMENT))
        altered.add_column(sa.Column("closes_at", MOMENT))
        altered.add_column(sa.Column("closed_at", MOMENT))
    with op.batch_alter_table("community") as altered:
        altered.alter_column("stage", server_default=None)
    op.create_table(
        "community_note",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("ix_community_note_community_id", "community_note", ["community_id"])
    op.create_index("ix_community_note_user_id", "community_note", ["user_id"])
    with op.batch_alter_table("story") as altered:
        altered.add_column(sa.Column("kept_open_at", MOMENT))


def _create_programmes() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "organisation_id", sa.Integer(), sa.ForeignKey("organisation.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("keeper_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("purpose", sa.String(500), nullable=False),
        sa.Column("funders", sa.String(300), nullable=False),
        sa.Column("strategy", sa.String(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date()),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_index("ix_programme_organisation_id", "programme", ["organisation_id"])
    op.create_index("ix_programme_keeper_id", "programme", ["keeper_id"])
    op.create_table(
        "programme_community",
        sa.Column("programme_id", sa.Integer(), sa.ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("since", MOMENT, nullable=False),
    )
    op.create_index("ix_programme_community_community_id", "programme_community", ["community_id"])


def _create_renewals() -> None:
    op.create_table(
        "renewal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(8)),
    )
    op.create_index("ix_renewal_community_id", "renewal", ["community_id"])
    op.create_table(
        "renewal_voice",
        sa.Column("renewal_id", sa.Integer(), sa.ForeignKey("renewal.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("wish", sa.String(8), nullable=False),
    )
    op.create_index("ix_renewal_voice_user_id", "renewal_voice", ["user_id"])
