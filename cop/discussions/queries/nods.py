"""What was said to posts in one press, and by whom."""

from sqlalchemy import String, cast, select

from cop.communities.queries.audience import Lines
from cop.discussions.models import Post, PostNod
from cop.people.models import User

SAID = (
    select(Lines(cast(PostNod.id, String) + " " + PostNod.kind + " " + User.name))
    .join(User, User.id == PostNod.user_id)
    .where(PostNod.post_id == Post.id)
    .correlate(Post)
    .scalar_subquery()
)
"""A line each: a number that says who was first, a kind, and a name."""
