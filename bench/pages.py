"""A conversation of twenty posts, signed in: how fast beside the floor, and how many queries."""

from pathlib import Path

from sqlalchemy import event

from bench.figures import Figure
from bench.load import Target, driver, returning, side_by_side
from bench.scene import Scene, open_app
from cop.core.database import db

ROUNDS = 5
SECONDS = 3


def thread_signed_in(scene: Scene, floor_url: str, cop_url: str) -> Figure:
    """Answers a second of the thread as a share of the bare answer's, behind the same server in the same run."""
    page = returning(Target(f"{cop_url}/threads/{scene.thread_id}", scene.cookie_of("Bo")))
    bare, ours = side_by_side([Target(floor_url + "/"), page], rounds=ROUNDS, seconds=SECONDS)
    how = f"{ours:.0f} a second beside {bare:.0f} of the bare 40 KB, median of {ROUNDS} rounds, pressed by {driver()}"
    return Figure(
        "thread_signed_in", round(ours / bare, 3), "share of the floor", 0.15, "at least", floor=round(bare), detail=how
    )


def thread_queries(scene: Scene, data: Path) -> Figure:
    """Statements that one view of the thread sends to the database, the sign-in's included."""
    app = open_app(data)
    client = app.test_client()
    client.set_cookie("cop", scene.tokens["Bo"])
    statements: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    answer = client.get(f"/threads/{scene.thread_id}")
    if answer.status_code != 200:  # noqa: PLR2004
        raise SystemExit(f"The thread answered {answer.status_code}.")
    asked = [statement for statement in statements if not statement.startswith("BEGIN")]
    return Figure(
        "thread_queries", len(asked), "statements a page", 6, "at most", detail=f"{len(answer.data) // 1024} KB of HTML"
    )
