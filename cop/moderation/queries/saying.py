"""What something is called that is looked after, and what it says."""

from cop.discussions.models import Poll, Post
from cop.gatherings.models import Gathering
from cop.moderation.policy import Thing
from cop.stories.models import Issue, Story, StoryResponse


def title_of(thing: Thing, *, shows_hidden: bool) -> str:
    """Its own title, or that of the conversation or the story in which it stands."""
    if isinstance(thing, Post):
        return (shows_hidden and thing.hidden_title) or thing.thread.title
    if isinstance(thing, Poll):
        return thing.thread.title
    return thing.story.title if isinstance(thing, StoryResponse) else thing.title


def source_of(thing: Thing, *, shows_hidden: bool) -> str:
    """Its words; empty where they do not stand there any more."""
    if isinstance(thing, Post):
        return (shows_hidden and thing.hidden_said) or thing.said
    return "\n\n".join(part for part in _parts(thing) if part)


def _parts(thing: Poll | Story | StoryResponse | Issue | Gathering) -> tuple[str, ...]:
    if isinstance(thing, Poll):
        return thing.question, thing.options, thing.conclusion
    if isinstance(thing, Story):
        return thing.note, thing.source
    if isinstance(thing, StoryResponse):
        return (thing.words,)
    return (thing.title, thing.place, thing.link) if isinstance(thing, Gathering) else (thing.title, thing.note)
