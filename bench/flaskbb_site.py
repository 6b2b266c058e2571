"""FlaskBB with as many topics and posts as ours, run by an environment of its own: it knows nothing of us.

`python flaskbb_site.py` fills the SQLite file that FLASKBB_FILE names; `flaskbb_site:app` serves it.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from flaskbb import create_app  # type: ignore[import-not-found]
from flaskbb.extensions import db  # type: ignore[import-not-found]
from flaskbb.forum.models import Forum, Post, Topic  # type: ignore[import-not-found]
from flaskbb.settings.models import Setting  # type: ignore[import-not-found]
from flaskbb.utils import populate  # type: ignore[import-not-found]

TOPICS, POSTS, SHOWN, POSTS_OF_ONE, LISTED = 10_000, 100_000, 1, 20, 30
WORDS = ("We tried it for a month, and what changed was not what any of us had expected. " * 13)[:1024]
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class Settings:
    """As it comes, but for where it keeps things."""

    SQLALCHEMY_DATABASE_URI = f"sqlite:///{Path(os.environ['FLASKBB_FILE']).resolve()}"
    SECRET_KEY = WTF_CSRF_SECRET_KEY = "k" * 40
    LOG_DEFAULT_CONF = {"version": 1}  # noqa: RUF012  its own way to say that nothing is logged
    REDIS_ENABLED = False


app = create_app(Settings)


def fill() -> None:
    """One forum, in which everybody reads: a topic of twenty posts, and all the others in plain rows."""
    db.create_all()
    populate.create_test_data(categories=1, forums=1, topics=0, posts=0)
    for name, number in {"POSTS_PER_PAGE": POSTS_OF_ONE, "TOPICS_PER_PAGE": LISTED}.items():
        db.session.execute(sa.update(Setting).where(Setting.key == name).values(value=str(number)))
    forum = db.session.get(Forum, 1)
    many = {"forum_id": forum.id, "user_id": 1, "username": "test1", "date_created": BEGAN, "views": 0}
    each = POSTS // TOPICS
    count = {SHOWN: POSTS_OF_ONE}
    last = {"last_updated": BEGAN, "first_post_id": None, "last_post_id": None, "hidden": False, "locked": False}
    topics = [
        {"id": n, "title": f"T{n}", **many, **last, "important": False, "post_count": count.get(n, each)}
        for n in range(SHOWN, TOPICS + SHOWN)
    ]
    db.session.execute(sa.insert(Topic), topics)
    owners = [n for n in range(SHOWN, TOPICS + SHOWN) for _ in range(count.get(n, each))]
    said = {"user_id": 2, "username": "test2", "content": WORDS, "hidden": False}
    posts = [
        {"id": n, "topic_id": topic, "date_created": BEGAN + timedelta(seconds=n), **said}
        for n, topic in enumerate(owners, start=1)
    ]
    db.session.execute(sa.insert(Post), posts)
    first, latest = sa.func.min(Post.id), sa.func.max(Post.id)
    ends = {
        name: sa.select(found).where(Post.topic_id == Topic.id).correlate(Topic).scalar_subquery()
        for name, found in {"first_post_id": first, "last_post_id": latest}.items()
    }
    db.session.execute(sa.update(Topic).values(**ends).execution_options(synchronize_session=False))
    db.session.commit()
    forum.recalculate(last_post=True)


if __name__ == "__main__":
    with app.app_context():
        fill()
