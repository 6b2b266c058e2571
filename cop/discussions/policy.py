"""Who may do what in a conversation: whoever reads its space reads it, unless it is older than its openness."""

from typing import Any

from cop.communities import policy as communities
from cop.communities import rules as bounds
from cop.communities.rules import guests
from cop.communities.rules.silences import SILENCED
from cop.discussions.models import Poll, Post, Thread
from cop.discussions.rules import Conversation, may_answer


def is_guest(viewer: Any, thread: Thread) -> bool:
    """Was let in by a guest seat: the door has looked, of whoever does not belong to the community."""
    return thread.guest_id is not None and thread.guest_id == communities.person_id(viewer)


def can_read(viewer: Any, thread: Thread) -> bool:
    """May read the conversation; in a Confidential space only one that began after they came. Or by a guest seat."""
    standing = communities.standing_in_space(viewer, thread.space)
    reads = bounds.reads_item(thread.space.bounds, standing, created_at=thread.created_at, beyond=thread.bound)
    stands = thread.into_id is None
    return stands and ((reads and reads_privately(viewer, thread)) or is_guest(viewer, thread))


def reads_privately(viewer: Any, thread: Thread) -> bool:
    """Is among the few who read what is asked privately, as far as they read its space: whoever coordinates now,
    whoever began it and whoever is asked, as long as they belong."""
    role, own = communities.standing_in(viewer, thread.space.community).role, communities.person_id(viewer)
    is_party = role is not None and own is not None and own in {thread.author_id, thread.asked_id}
    return not thread.privately or role == "coordinator" or is_party


def is_inside(viewer: Any, thread: Thread) -> bool:
    """Belongs to its community, or was let in by a guest seat: others are not told whom its posts mention."""
    return communities.is_member(viewer, thread.space.community) or is_guest(viewer, thread)


def can_reply(viewer: Any, thread: Thread) -> bool:
    """May answer: whoever reads it and writes in its space, and its guests, as long as the community lives."""
    as_guest = is_guest(viewer, thread) and communities.is_alive(thread.space.community)
    return as_guest or (can_read(viewer, thread) and communities.can_post(viewer, thread.space))


def can_nod(viewer: Any, thread: Thread) -> bool:
    """May say something to a post in one press: who belongs to the community and reads it, and its guests."""
    lives, role = (
        communities.is_alive(thread.space.community),
        communities.standing_in(viewer, thread.space.community).role,
    )
    belongs = role is not None and role != SILENCED
    return lives and (is_guest(viewer, thread) or (belongs and can_read(viewer, thread)))


def can_seat_guests(viewer: Any, thread: Thread) -> bool:
    """May give somebody from outside a seat in it: who organises the community and reads it, where it is not sealed."""
    organises = communities.organises(viewer, thread.space.community)
    may_be_given = guests.may_be_given(thread.axes) and not thread.privately
    return organises and can_read(viewer, thread) and may_be_given


def can_end_seat(viewer: Any, thread: Thread, *, person_id: int) -> bool:
    """May end a seat: the same people, also when the community has closed, and each guest their own."""
    role = communities.standing_in(viewer, thread.space.community).role
    own = is_guest(viewer, thread) and person_id == communities.person_id(viewer)
    return own or (can_read(viewer, thread) and role in communities.ORGANISERS)


def seats_guests(conversation: Conversation) -> bool:
    """`can_seat_guests` for whoever has passed the door of its page."""
    organises = not conversation.is_closed and conversation.role in communities.ORGANISERS
    return organises and guests.may_be_given(conversation.axes) and not conversation.privately


def is_told_names(viewer: Any, conversation: Conversation) -> bool:
    """Is told on its page who wrote without a name: whoever coordinates its community, and in a sealed one came in with
    a second step."""
    of_it = (conversation.community_door, conversation.community_read, conversation.community_join)
    return conversation.role == "coordinator" and communities.is_proven_for(viewer, bounds.stored(of_it))


def can_move(viewer: Any, thread: Thread) -> bool:
    """May put it into another space: who organises the community and reads it. What is asked privately stays."""
    return communities.organises(viewer, thread.space.community) and can_read(viewer, thread) and not thread.privately


def moves(conversation: Conversation) -> bool:
    """`can_move` for whoever has passed the door of its page."""
    organises = not conversation.is_closed and conversation.role in communities.ORGANISERS
    return organises and not conversation.privately


def can_ask_for_voices(viewer: Any, thread: Thread) -> bool:
    """May ask for a kind of voice in it: whoever began it and may answer there, and the core group that reads it."""
    own = thread.author_id is not None and thread.author_id == communities.person_id(viewer)
    organises = communities.organises(viewer, thread.space.community)
    return can_reply(viewer, thread) and not is_guest(viewer, thread) and (own or organises)


def asks_for_voices(conversation: Conversation, person_id: int | None) -> bool:
    """`can_ask_for_voices` for whoever has passed the door of its page."""
    own = person_id is not None and conversation.author_id == person_id
    may = may_answer(conversation) and not conversation.as_guest
    return may and (own or conversation.role in communities.ORGANISERS)


def can_end(viewer: Any, by_id: int | None, *, thread: Thread) -> bool:
    """May end what somebody began there, a poll or that claims disagree: they themself, where they may answer, and the
    core group that reads it."""
    own = by_id is not None and by_id == communities.person_id(viewer)
    organises = communities.organises(viewer, thread.space.community) and can_read(viewer, thread)
    return organises or (own and can_reply(viewer, thread))


def can_remove_poll(viewer: Any, by_id: int | None, *, thread: Thread, has_outcome: bool) -> bool:
    """May take a poll out of the conversation: who may end it; and once its outcome is written, the core group alone,
    which looks after what people say there."""
    organises = communities.organises(viewer, thread.space.community)
    return can_end(viewer, by_id, thread=thread) and (organises or not has_outcome)


def can_hide_poll(viewer: Any, poll: Poll) -> bool:
    """May hide a poll, or let it stand again: who organises the community and reads it there, in an archive too, and
    never whoever began it or wrote its outcome."""
    role = communities.standing_in(viewer, poll.thread.space.community).role
    own = communities.person_id(viewer) in {poll.by_id, poll.concluded_by_id}
    return role in communities.ORGANISERS and can_read(viewer, poll.thread) and not own


def can_see_hidden_poll(viewer: Any, poll: Poll) -> bool:
    """May read a hidden one: who could hide it, and whoever began it."""
    own = poll.by_id is not None and poll.by_id == communities.person_id(viewer)
    return can_hide_poll(viewer, poll) or own


def can_open(viewer: Any, post: Post) -> bool:
    """May let these words be read more widely: whoever wrote them, and nobody else; not while they are hidden, and
    never what was asked privately."""
    lives = communities.is_alive(post.thread.space.community) and not post.thread.privately
    own = post.author_id == communities.person_id(viewer) and post.hidden_at is None
    return lives and own and can_read(viewer, post.thread)


def can_edit(viewer: Any, post: Post) -> bool:
    """May change these words: one's own, as long as one may write here and they are not hidden."""
    own = post.author_id == communities.person_id(viewer) and post.hidden_at is None
    return own and can_reply(viewer, post.thread)


def can_withdraw(viewer: Any, thread: Thread, *, first: Post) -> bool:
    """May take back what began the conversation: whoever wrote it, where they read it, and not while it is hidden."""
    own = first.author_id is not None and first.author_id == communities.person_id(viewer)
    return own and first.hidden_at is None and can_read(viewer, thread)


def can_hide(viewer: Any, post: Post) -> bool:
    """May hide these words, or let them stand again: who organises the community and reads them, in an archive too, and
    never whoever wrote them."""
    role = communities.standing_in(viewer, post.thread.space.community).role
    own = post.author_id == communities.person_id(viewer)
    return role in communities.ORGANISERS and can_read(viewer, post.thread) and not own


def can_see_hidden(viewer: Any, post: Post) -> bool:
    """May read what is hidden: who could hide it, and whoever wrote it."""
    return can_hide(viewer, post) or post.author_id == communities.person_id(viewer)
