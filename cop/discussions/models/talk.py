"""Conversations of a space, and what was written in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models import GuestSeat, HasGuests, Space
from cop.communities.rules import Axes, bounded
from cop.core.database import Base, UtcDateTime, only
from cop.core.traces import Trace
from cop.discussions.rules import LONGEST_TITLE, new_edition, with_claim
from cop.discussions.rules.moving import LONGEST_REASON, MOVED
from cop.discussions.rules.polls import LONGEST_OUTCOME, LONGEST_QUESTION

IN_WINDOW = text("shown_at IS NOT NULL OR proposed_at IS NOT NULL")


class Thread(HasGuests, Base):
    """One conversation. `post_count` is kept with each post, so that a list need not count.

    `bound` is how far it is read at most, wherever its space is opened to: the tightest of its posts'.
    `edition` is new, and like no other, with every change of what its pages show: what was drawn of one may be kept.
    `asks` are voices asked for, only shown; `unnamed` began without a name. One asked `privately` is read by whoever
    began it, whoever is asked, and those who coordinate at the time. One that went `into` another holds nothing and is
    read by nobody: its address leads on, and its title stands over the post that it began with.
    """

    __tablename__ = "thread"
    __table_args__ = (Index("ix_thread_space_id_last_post_at", "space_id", "last_post_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_post_at: Mapped[datetime] = mapped_column(UtcDateTime)
    post_count: Mapped[int] = mapped_column(default=1)
    bound: Mapped[int] = mapped_column(SmallInteger)
    edition: Mapped[str] = mapped_column(String(16), default=new_edition)
    asks: Mapped[str] = mapped_column(String(60), default="")
    unnamed: Mapped[bool] = mapped_column(default=False)
    privately: Mapped[bool] = mapped_column(default=False)
    asked_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    into_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)

    space: Mapped[Space] = relationship(lazy="raise", viewonly=True)

    @property
    def axes(self) -> Axes:
        """Where it stands: as its space does, and not beyond its bound."""
        return bounded(self.space.axes, self.bound)


class Post(Base):
    """What one person wrote, as Markdown and as the safe HTML made of it when it was saved.

    `bound` is who could read it then; only its author lets more people read it. `proposed_at` is when they asked for it
    to stand in the community's public window, `shown_at` since when it does. `by_guest` says that it came from outside.
    `evidence` says what it speaks from, and `claim` what it claims, a line each: rules/claims.py reads them.
    One that is `unnamed` names nobody to other members, and those who coordinate are told on its page.
    Since `hidden_at` its words wait in `hidden_words`, what it claims in `hidden_claim`, and the title that they began
    with in `hidden_title`: where everybody reads, there are none.
    """

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_window", "thread_id", **only(IN_WINDOW)),
        Index("ix_post_thread_id_author_id", "thread_id", "author_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    source: Mapped[str]
    html: Mapped[str]
    render_version: Mapped[int]
    bound: Mapped[int] = mapped_column(SmallInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by_guest: Mapped[bool] = mapped_column(default=False)
    unnamed: Mapped[bool] = mapped_column(default=False)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_words: Mapped[str | None]
    hidden_title: Mapped[str | None] = mapped_column(String(LONGEST_TITLE))
    evidence: Mapped[str] = mapped_column(String(60), default="")
    claim: Mapped[str] = mapped_column(default="")
    hidden_claim: Mapped[str | None]

    thread: Mapped[Thread] = relationship(lazy="raise", viewonly=True)

    @property
    def said(self) -> str:
        """All that it says now."""
        return with_claim(self.source, self.claim)

    @property
    def hidden_said(self) -> str:
        """The same of what is hidden."""
        return with_claim(self.hidden_words or "", self.hidden_claim or "")


class ThreadGuest(GuestSeat, Base):
    """A seat in one conversation, for reading it and answering."""

    __tablename__ = "thread_guest"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)


class ThreadReading(Base):
    """How many posts of a conversation one person has read, from its beginning. It is theirs alone, and has no time."""

    __tablename__ = "thread_reading"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    posts: Mapped[int]


class ThreadMove(Base):
    """Somebody of the core group put a conversation into another space of its community, began it with posts from
    another, or let another go into it: `did` says which, and `from_id` is that other one."""

    __tablename__ = "thread_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"), index=True)
    did: Mapped[str] = mapped_column(String(8), default=MOVED)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PostStood(Base):
    """A conversation in which a post stood before it went to another; `began` says that it began with it."""

    __tablename__ = "post_stood"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True, index=True)
    began: Mapped[bool] = mapped_column(default=False)


class Quotation(Base):
    """A post quotes another, or did before it was changed: found by the post, wherever both have gone since."""

    __tablename__ = "quotation"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    quoted_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True, index=True)


class PostNod(Base):
    """What one person says to a post in one press, by name."""

    __tablename__ = "post_nod"
    __table_args__ = (UniqueConstraint("post_id", "user_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EarlierWording(Base):
    """What a post said and claimed before whoever wrote it changed it, as it was typed, and until when it said that.

    It is read by whoever reads the post now, never searched, and kept for a while only.
    """

    __tablename__ = "earlier_wording"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    source: Mapped[str]
    claim: Mapped[str] = mapped_column(default="")
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Disagreement(Base):
    """Two claims of one conversation of which somebody says that they disagree; `one_id` is the earlier post."""

    __tablename__ = "disagreement"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Poll(Base):
    """What a conversation asks its members to choose, once; `options` are lines. Who began it and who wrote its
    `conclusion` are told to nobody. Whether votes have names, and how many options one chooses, stands from the start.
    `bound` is as with posts. Since `hidden_at` nobody but whoever began it and the core group reads it.
    """

    __tablename__ = "poll"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), unique=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    question: Mapped[str] = mapped_column(String(LONGEST_QUESTION))
    options: Mapped[str]
    many: Mapped[bool]
    named: Mapped[bool]
    bound: Mapped[int] = mapped_column(SmallInteger)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    conclusion: Mapped[str] = mapped_column(String(LONGEST_OUTCOME), default="")
    concluded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    concluded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    thread: Mapped[Thread] = relationship(lazy="raise", viewonly=True)


class PollVote(Base):
    """What one person chose, by the numbers of the options; it has no time, which could say whose it is."""

    __tablename__ = "poll_vote"

    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    choices: Mapped[str] = mapped_column(String(20))


class PostFile(Base):
    """A file that hangs on a post."""

    __tablename__ = "post_file"

    file_id: Mapped[str] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)


WRITTEN = (
    select(Space.community_id.label("community"), Post.author_id.label("who"), Post.created_at.label("at"))
    .join_from(Post, Thread, Thread.id == Post.thread_id)
    .join(Space, Space.id == Thread.space_id)
)
TRACES = (Trace("wrote", WRITTEN), Trace("shown", WRITTEN.where(Post.shown_at.is_not(None))))
