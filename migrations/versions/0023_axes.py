"""Store where places stand on three axes, how far each thing is read at most, and every change of it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

AXES = {"open": (0, 0, 0), "restricted": (0, 2, 1), "private": (1, 2, 1), "confidential": (2, 3, 2)}
NAMES = ("door", "read", "join")
PLACES = {
    name: sa.table(name, *(sa.column(each) for each in ("id", "community_id", "preset", *NAMES)))
    for name in ("community", "space")
}
THINGS = {
    name: sa.table(name, *(sa.column(each) for each in columns.split()))
    for name, columns in {
        "thread": "id space_id bound",
        "post": "thread_id bound",
        "story": "space_id community_id audience bound",
    }.items()
}


def upgrade() -> None:
    for table in ("community", "space"):
        _add(table, *(sa.Column(name, sa.SmallInteger()) for name in NAMES))
        place = PLACES[table]
        for preset, levels in AXES.items():
            op.execute(place.update().where(place.c.preset == preset).values(dict(zip(NAMES, levels, strict=True))))
        with op.batch_alter_table(table) as altered:
            for name in NAMES:
                altered.alter_column(name, existing_type=sa.SmallInteger(), nullable=False)
            altered.create_check_constraint("reads_what_is_known", "read >= door")
            altered.drop_column("preset")
    _add("community", *(sa.Column(name, sa.DateTime(timezone=True)) for name in ("changed_at", "widened_at")))
    _bind()
    _add("story", sa.Column("proposed_at", sa.DateTime(timezone=True)))
    _add("post", *(sa.Column(name, sa.DateTime(timezone=True)) for name in ("proposed_at", "shown_at")))
    shown = sa.text("shown_at IS NOT NULL OR proposed_at IS NOT NULL")
    op.create_index("ix_post_window", "post", ["thread_id"], sqlite_where=shown, postgresql_where=shown)
    _create_place_change()
    _create_ban()


def downgrade() -> None:
    op.drop_table("community_ban")
    op.drop_table("widening_answer")
    op.drop_table("place_change")
    op.drop_index("ix_post_window", table_name="post")
    for table, names in {"story": ["proposed_at"], "post": ["proposed_at", "shown_at"]}.items():
        with op.batch_alter_table(table) as altered:
            for name in names:
                altered.drop_column(name)
    for table in ("story", "post", "thread"):
        with op.batch_alter_table(table) as altered:
            altered.drop_column("bound")
    with op.batch_alter_table("community") as altered:
        altered.drop_column("widened_at")
        altered.drop_column("changed_at")
    for table in ("space", "community"):
        _add(table, sa.Column("preset", sa.String()))
        place = PLACES[table].c
        named = ((place.read == 0, "open"), (place.read == 3, "confidential"), (place.door == 0, "restricted"))  # noqa: PLR2004
        op.execute(PLACES[table].update().values(preset=sa.case(*named, else_="private")))
        with op.batch_alter_table(table) as altered:
            altered.alter_column("preset", existing_type=sa.String(), nullable=False)
            altered.drop_constraint(op.f(f"ck_{table}_reads_what_is_known"), type_="check")
            for name in NAMES:
                altered.drop_column(name)


def _add(table: str, *columns: sa.Column) -> None:
    with op.batch_alter_table(table) as altered:
        for column in columns:
            altered.add_column(column)


def _bind() -> None:
    """What is there may be read by those who read it today, and by nobody else unless its author says so."""
    for table in THINGS:
        _add(table, sa.Column("bound", sa.SmallInteger()))
    thread, post, story = THINGS.values()
    op.execute(thread.update().values(bound=_read_in_space(thread)))
    began = sa.select(thread.c.bound).where(thread.c.id == post.c.thread_id).scalar_subquery()
    op.execute(post.update().values(bound=began))
    op.execute(story.update().values(bound=0))
    told = (story.c.audience == "space", story.c.space_id.is_not(None))
    op.execute(story.update().where(*told).values(bound=_read_in_space(story)))
    community = PLACES["community"]
    shared = sa.select(community.c.read).where(community.c.id == story.c.community_id).scalar_subquery()
    told = (story.c.audience == "community", story.c.community_id.is_not(None))
    op.execute(story.update().where(*told).values(bound=shared))
    for table in THINGS:
        with op.batch_alter_table(table) as altered:
            altered.alter_column("bound", existing_type=sa.SmallInteger(), nullable=False)


def _read_in_space(thing: sa.TableClause) -> sa.ScalarSelect:
    space, community = PLACES["space"], PLACES["community"]
    tighter = sa.case((space.c.read > community.c.read, space.c.read), else_=community.c.read)
    joined = space.join(community, community.c.id == space.c.community_id)
    return sa.select(tighter).select_from(joined).where(space.c.id == thing.c.space_id).scalar_subquery()


def _create_place_change() -> None:
    op.create_table(
        "place_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        _refers("place_change", "community_id", "community"),
        _refers("place_change", "space_id", "space"),
        _refers("place_change", "actor_id", "account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_change")),
    )
    for column in ("community_id", "space_id", "actor_id"):
        op.create_index(op.f(f"ix_place_change_{column}"), "place_change", [column])
    op.create_table(
        "widening_answer",
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        _refers("widening_answer", "community_id", "community"),
        _refers("widening_answer", "user_id", "account"),
        sa.PrimaryKeyConstraint("community_id", "user_id", name=op.f("pk_widening_answer")),
    )
    op.create_index(op.f("ix_widening_answer_user_id"), "widening_answer", ["user_id"])


def _create_ban() -> None:
    op.create_table(
        "community_ban",
        sa.Column("community_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _refers("community_ban", "community_id", "community"),
        _refers("community_ban", "user_id", "account"),
        _refers("community_ban", "by_id", "account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("community_id", "user_id", name=op.f("pk_community_ban")),
    )
    for column in ("user_id", "by_id"):
        op.create_index(op.f(f"ix_community_ban_{column}"), "community_ban", [column])


def _refers(table: str, column: str, other: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
