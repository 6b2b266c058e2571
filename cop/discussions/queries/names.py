"""Whose name stands over a post, as a join: nobody's where it was written without one.

Whoever asks for a name asks by these. Those who coordinate are told it on the page of the conversation, and nowhere
else, by `WROTE_OR_TOLD`.
"""

from sqlalchemy import Boolean, and_, bindparam, not_, or_

from cop.discussions.models import Post, Thread
from cop.people.models import User

TELLS_ALL = bindparam("tells_all", value=False, type_=Boolean)
WROTE = and_(User.id == Post.author_id, not_(Post.unnamed))
BEGAN = and_(User.id == Thread.author_id, not_(Thread.unnamed))
WROTE_OR_TOLD = and_(User.id == Post.author_id, or_(not_(Post.unnamed), TELLS_ALL))
