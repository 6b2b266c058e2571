"""The shape of a question: open, closed, inviting, several at once, long."""

import re
from collections.abc import Iterator

from cop.meetings.questions.reading import LONGEST, Clause, Reading
from cop.meetings.questions.vocabulary import GROUPS

MOST_WORDS = 25
MOST_WORDS_BEFORE = 20
"""A sentence that gives back what was seen or heard fits into it, and is a good opening."""
LATE = 12
"""A question word behind so many words begins the question."""
WORDS_OF_A_QUESTION = 4
WORDS_OF_A_PROMPT = 3
"""Fewer are a prompt, such as "And then?", and neither a question nor a statement of its own."""

_AUXILIARY = "am|are|is|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|might|must|else|exactly|precisely"
_OPEN = re.compile(
    r"(?:\w+ )?(?:to|for|with|from|of|by|at|on|about|in|under|since|until|through|as|over) (?:what|which|whom|whose|how|when|where)\b"
    r"|(?:what|which|whats|how|hows|why|whys)\b(?! (?:i|we) (?!do|can|are|need|have)| (?:worked|works|helped|helps) (?:for (?:me|us)|me|us|in (?:my|our)|with (?:my|our))\b)|(?:who|whos|whom|whose)\b"
    rf"|(?:when|where)(?= (?:{_AUXILIARY})\b|$)|wheres|whens|anything else|say more|meaning|such as|like"
)
_INVITING = re.compile(
    r"(?:(?:can|could|would|will|might|may|shall) (?:you|we|i|us) (?:all )?(?:be (?:willing|able|happy|ok|okay|comfortable|up for|prepared|open) (?:to |for )?|like to |mind |care to |bear to |try to |try and |want to |help (?:me|us) )?"
    r"|(?:would|is|will|could|might|was) (?:it|that) (?:be )?(?:ok|okay|alright|all right|possible|helpful|useful|good|help|fine)? ?(?:for (?:you|us|me) )?(?:to |if (?:you|we|i) )?(?:could |were to )?"
    r"|(?:do|would|are) you (?:want|feel able|mind|feel like|like|willing|able|happy|ok|okay|comfortable)(?: to| with)? |i (?:would|am|do) (?:\w+ )?(?:like|love|interested|keen|want|curious|grateful)? ?(?:it )?(?:if )?(?:you )?(?:could )?(?:to )?"
    r"|(?:it )?(?:would|might|may) (?:help|be \w+) (?:me |us )?(?:to |if you could |if you )|let (?:us|me) |lets |you could |feel free to |i invite you to |i want to |i would want to |)"
    rf"(?:{GROUPS['invite']}|hearing|saying|telling|describing|explaining|going (?:back|over)|sharing|talking (?:us|me)|walking (?:us|me)|{GROUPS['know']} (?:more|how|what|why|about|you))"
)
_WELCOME = re.compile(
    r"(?:is|are|was|were|have) (?:there|you|we)(?: got)? (?:anything|something|someone|anyone|more|anybody|other|any other|another)(?: (?:\w+ )?(?:else|more|you)|$)"
    r"|anything (?:else|more)|(?:do|would|did) you (?:want|have|like|need) (?:anything|something|more|a (?:moment|minute)|to (?:stop|pause|say|carry|go on|continue|stay|take a))|are you (?:ok|okay|alright|all right)\b|i am not (?:sure|following)"
    r"|i (?:dont|didnt) (?:quite )?(?:understand|follow|catch)|is there a part of you|(?:where|when) (?:that|this|it) (?:comes|came|started|begins|began|goes|leads|leaves|sits)|i (?:am|would|want|notice|need|do) .*\b(?:what|how|who|which|why|where|when)\b|more about|go on|is (?:that|it) (?:ok|okay|alright|all right)"
)
_CLOSED = re.compile(
    r"(?:am|are|is|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|might)"
    r" (?!and\b|for\b|to\b)(?:it|you|he|she|they|we|i|there|this|that|the|your|my|our|a|an|any\w*|some\w*|people|everyone|\w+)\b"
)
_ASKS_INSIDE = re.compile(rf"\b(?:{GROUPS['wh']}|when|where|in what way)\b")
_EITHER = re.compile(r"\bor (?!not\b|so\b|any|something|two\b|three\b|more\b|less\b|other|else|whatever|no\b)\w+")
_FORCES = re.compile(
    r"\b(?:is|was|could|might|would) it (?:really |more |mostly |rather |actually )?(?:about|because|down to|due to|that|your|you|him|her|them|fear|anger|guilt|pride|the (?!first|second|same|only|whole|last|next)\w+)\b[^?]* or "
    r"|\b(?:do|did|are|were|would) you (?:really |more |actually |just )?(?:want|feel|feeling|think|prefer|need|rather|believe|care|love|hate|like|afraid|frightened|scared|angry|sad|hurt|trying|avoiding|protecting|being|running)\b[^?]* or "
)
"""Two answers of the asker's, about causes, wishes or feelings, where a third is likely. Facts do come in twos ("funded or permanent?", "the first team
or the second?"): to ask which one belongs to clarifying and counts as a closed question."""
_ASKS_LATE = re.compile(
    rf"\b(?:what|which|who|whose|how|why|where|when) (?:{_AUXILIARY})\b|\b(?:what|how) (?:about|come)\b|\b(?:what|who|where|when|how|why)[ .!]*$"
)
_REASON = re.compile(
    r"\bbecause (?:i|my|we|our|it (?:seems|sounds|looks|feels)|to me|that (?:seems|sounds)|you (?:seem|sound|look|said|say|mentioned|told))\b|^because \w"
)
_SENTENCES = re.compile(r"[^.?!…\n]+[.?!…\n]*")
_PERMISSION = re.compile(r"\s*(?:can|could|may|might) i\b", re.IGNORECASE)
_SECOND = re.compile(
    rf",?\s+(?:and|or)\s+(?=(?:what|how|who|which|when|where|why) (?:(?!you|he|she|they|we|i|it|this|that)\w+ )??(?:{_AUXILIARY})\b)",
    re.IGNORECASE,
)
_LATE_START = re.compile(
    r"(?:[,;:\u2013\u2014]|\s-)\s*(?:so\s|and\s|but\s)?\s*((?:what|how|who|which|when|where|why)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_POINTING_BACK = {"it", "that", "this", "they", "them", "then", "those", "these", "its", "thats", "so", "there"}

_LEFT_OVER = {"with", "from", "of"}
"""At the end they point back too: "What did you come away with?"."""


def is_open(clause: Clause) -> bool:
    return _OPEN.match(clause.words) is not None


def invites(clause: Clause) -> bool:
    return _INVITING.match(clause.words) is not None or _WELCOME.match(clause.words) is not None


def asks_yes_or_no(clause: Clause) -> bool:
    return _CLOSED.match(clause.words) is not None


def asks_late(reading: Reading) -> bool:
    """A question word somewhere, with or without its mark: "If the building could talk what would it say"."""
    return _ASKS_LATE.search(reading.plain) is not None


def is_closed(clause: Clause) -> bool:
    """Yes or no would answer it, and nothing inside it asks for more."""
    return _CLOSED.match(clause.words) is not None and not invites(clause) and not _ASKS_INSIDE.search(clause.words)


def shapes(text: str, reading: Reading) -> Iterator[str]:
    """The classes that the shape shows, the weightier first."""
    opens = any(is_open(clause) or invites(clause) for clause in reading.clauses)
    closed = not opens and any(is_closed(clause) for clause in reading.clauses)
    if not (opens or closed) and _asks_nothing(reading):
        yield "S0"
    elif len(questions(text)) > 1:
        yield "M1"
    if closed and _EITHER.search(reading.plain) and _FORCES.search(reading.plain):
        yield "C2"
    yield from _lengths(reading)
    if closed:
        yield "C1"
    if next((clause for clause in reading.clauses if is_open(clause)), Clause("")).words.startswith(("why ", "whys ")):
        yield "W1"


def questions(text: str) -> tuple[str, ...]:
    """The questions in it as they were typed, when each could stand alone."""
    asked = [
        part.strip()
        for part in _SENTENCES.findall(text[:LONGEST])
        if "?" in part and _words(part) >= WORDS_OF_A_QUESTION and not _PERMISSION.match(part)
    ]
    if len(asked) != 1:
        return tuple(asked)
    parts = _SECOND.split(asked[0])
    if _words(parts[0]) < WORDS_OF_A_PROMPT or any(_leans(part) for part in parts[1:]) or _contrasts(parts):
        return tuple(asked)
    return tuple(part[:1].upper() + part[1:].rstrip(" ?,") + "?" for part in parts)


def last_question(text: str) -> str:
    """What is left when the introduction and the reasons are cut off, as it was typed; empty when nothing would be cut."""
    sentences = [part.strip() for part in _SENTENCES.findall(text[:LONGEST])]
    asked = [part for part in sentences if "?" in part] or sentences
    last = re.split(r",?\s+because\s", asked[-1], maxsplit=1, flags=re.IGNORECASE)[0] if asked else ""
    late = _LATE_START.search(last)
    last = late.group(1) if late and len(last.split()) > LATE else last
    if not last or last == text.strip():
        return ""
    return last[:1].upper() + last[1:].rstrip(" ?") + "?"


def _words(part: str) -> int:
    return len(part.split())


def _asks_nothing(reading: Reading) -> bool:
    if reading.marks or any(clause.asked or asks_yes_or_no(clause) for clause in reading.clauses):
        return False
    return not asks_late(reading) and sum(len(clause.words.split()) for clause in reading.clauses) >= WORDS_OF_A_PROMPT


def _lengths(reading: Reading) -> Iterator[str]:
    words = [clause for clause in reading.clauses if clause.size]
    if sum(clause.size for clause in words) > MOST_WORDS:
        yield "N1"
    if _REASON.search(reading.plain):
        yield "N2"
    first = next((clause.sentence for clause in words if clause.asked or is_open(clause) or invites(clause)), 0)
    if sum(clause.size for clause in words if clause.sentence < first) > MOST_WORDS_BEFORE:
        yield "N3"


def _contrasts(parts: list[str]) -> bool:
    """Two halves of one short question: "What would you keep, and what would you change?"."""
    words = [part.lower().split() for part in parts]
    return (
        len({each[0].removesuffix("'s").removesuffix("\u2019s") for each in words}) == 1
        and sum(map(len, words)) <= LATE + 2
    )


def _leans(part: str) -> bool:
    """It says so little, or points back so clearly, that it is the same question going on."""
    words = re.findall(r"\w+", part.lower())
    return (
        len(words) < WORDS_OF_A_QUESTION
        or not _POINTING_BACK.isdisjoint(words)
        or (words[-1] in _LEFT_OVER and "you" in words)
    )
