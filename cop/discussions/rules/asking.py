"""What is asked privately: of whom, and which of its words its writer may take elsewhere."""

import re
from typing import Final

from cop.communities import rules as places
from cop.core.errors import RuleBroken
from cop.discussions.rules.conversations import Conversation

OTHERS_WORDS: Final = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)*>")


def check_askable(*, is_own: bool, is_there: bool) -> None:
    """Raises RuleBroken where there is nobody to ask."""
    if is_own:
        raise RuleBroken("These are your own words. Ask somebody else, or the coordinators.")
    if not is_there:
        raise RuleBroken("Nobody is left to ask about this. You can ask the coordinators instead.")


def own_words(source: str) -> str:
    """A text without what it quotes: a quotation goes on to the next blank line, whether or not each line says so."""
    kept, quotes = list[str](), False
    for line in source.split("\n"):
        quotes = bool(OTHERS_WORDS.match(line)) or (quotes and bool(line.strip()))
        if not quotes:
            kept.append(line)
    return "\n".join(kept).strip()


def ask_place(space_id: int) -> str:
    """Where a question to the coordinators is kept while it is written."""
    return f"asking:{space_id}"


def ask_author_place(post_id: int) -> str:
    """The same for one to whoever wrote a post."""
    return f"author:{post_id}"


def may_ask(conversation: Conversation) -> bool:
    """Whether its reader may ask whoever wrote a post privately: whoever writes there and is no guest."""
    return not conversation.is_closed and not conversation.as_guest and conversation.role in places.WRITERS
