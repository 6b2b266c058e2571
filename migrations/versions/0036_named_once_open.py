"""What a teller agrees to for everybody holds once a story opens: till then it stands beside the story."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("story", sa.Column("opening", sa.JSON()))
    bind, moment = op.get_bind(), sa.DateTime(timezone=True)
    story = sa.table(
        "story", sa.column("id"), sa.column("named"), sa.column("place"), sa.column("opening", sa.JSON()),
        sa.column("opens_at", moment),
    )  # fmt: skip
    for row in bind.execute(sa.select(story).where(story.c.opens_at.is_not(None))).mappings().all():
        terms = {"named": row["named"], "months": 12, "place": row["place"]}
        bind.execute(story.update().where(story.c.id == row["id"]).values(opening=terms))


def downgrade() -> None:
    op.drop_column("story", "opening")
