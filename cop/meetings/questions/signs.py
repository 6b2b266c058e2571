"""The last layer: weak signs, none of which is advice by itself. Several in one entry add up to it.

It is asked only when no rule has found anything, and never about an entry that asks openly or invites.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from cop.meetings.questions.reading import Clause, Reading
from cop.meetings.questions.shape import asks_late, asks_yes_or_no, invites, is_open
from cop.meetings.questions.vocabulary import fill

ENOUGH = 2
"""Signs that are together advice. With one, too many good questions would be flagged (our limit)."""

Part = Literal["before", "question", "after", "statement"]
"""Of an entry with a question: what is said before it, the question, what is said after it. Of one without: the statement."""


@dataclass(frozen=True, slots=True)
class Sign:
    parts: frozenset[Part]
    pattern: str
    says: str
    """An example that shows it."""
    why: str
    weight: int = 1


def _in(*parts: Part) -> frozenset[Part]:
    return frozenset(parts)


QUESTION, BEFORE, AFTER = _in("question"), _in("before"), _in("after")
SAID = _in("before", "after", "statement")
EVERYWHERE = SAID | QUESTION

OBSERVES = (
    r"\b(?:you (?:said|say|talk|talked|told|mentioned|seem|seemed|look|looked|sound|sounded|were|smiled|used|spoke|describe|described|started|went)|heard|hear|hearing|notice|noticed"
    r"|noticing|lost|follow|understood|missed|check|clear|wrong|clarify|sorry|struck|curious|so there (?:is|are)|play that|sense|guess|see if|picture|thank)\b"
)
"""What is seen, heard or not understood, and no opinion."""

SIGNS = (
    Sign(BEFORE, rf"^(?!.*{OBSERVES})\w+ \w+", "He sounds lonely. Have you had him round?", "What the asker thinks of it, before the question, points at the answer."),
    Sign(AFTER, rf"^(?!.*{OBSERVES}|take your time|no rush|if (?:you|any|at all))\w+ \w+", "Is she supported? They have people for that.", "What is said after a question is there to sell the answer."),
    Sign(AFTER | BEFORE, r"\b(?:should|shouldnt|ought|must|need|needs|would|will|wont|always|never|might|could|please|right up|dead|everyone|everybody|entitled|free|best|brilliant|great|perfect|ideal|worth|ours|we|us|my|mine|i)\b", "Are they paid? Ours always are.", "A judgement, or the asker's own case, beside a question."),
    Sign(QUESTION, r"^(?:could|couldnt|can|cant|would|wouldnt|might|mightnt|may|should|shouldnt|will|wont) (?:not )?(?:you|they|he|she|we|someone|somebody|anyone|your|the)\b", "Could they?", "Could and would ask for a thing to be done."),
    Sign(QUESTION, r"^(?:have|havent|did|didnt|do|dont|are|arent|has|is) (?!you get (?:an|a|what|the))(?:you|they|he|she|anyone|anybody|someone|your \w+|the \w+) (?:not )?(?:get|using|getting|taking|keeping|doing|going|done|made|put|ring|write|ask|tell|send|book|{did}|{act})\b", "Are they keeping a diary?", "A deed that the asker has in mind."),
    Sign(QUESTION, r"\b(?:an?|some|any|your|more) (?:\w+ ){0,2}?(?:plan|policy|rota|template|helpline|gp|union|mentor|coach|spreadsheet|agreement|contract|budget|facilitator|mediator|audit|survey|diary|agenda|minutes|form|list|chart|map|course|training|supervision|supervisor|grant|fund|app|newsletter|workshop|meeting|conversation|word|chat|break|holiday|deadline|deputy|locum|consultant|lawyer|solicitor|accountant|procedure|register|log|strategy|brief|review|appraisal|pilot|trial|questionnaire|calendar|inbox|phone|letter|email|petition|volunteer)s?\b", "Is there a rota?", "A thing that the asker would use."),
    Sign(QUESTION, r"\b(?:need|require|fancy|use|consider|try) (?:an?|some|any|more|one)\b", "Do you need one?", "What the presenter might need, as the asker sees it."),
    Sign(QUESTION, r"\b(?:of|for|about|by|to|like|into|on|with|from|than|without) {concrete}(?!\w)", "Are you any nearer to asking him?", "A deed that the asker has in mind."),
    Sign(EVERYWHERE, r"\b(?:quick win|obvious|obviously|sensible|easier|easiest|quicker|quickest|simpler|simplest|simple|cheaper|safer|fairer|kinder|wiser|better|best|proper|properly|decent|handy|ideal|perfect|no brainer|straightforward|sorted|done with|worth|solution|answer|fix|trick|instead|rather than|at least|in no time|free|cheap|useful|helpful|works|brilliant|wonderful)\b", "Is that the proper way?", "A word for what the asker finds good."),
    Sign(QUESTION, r"^(?:isnt|arent|wasnt|werent|dont|doesnt|didnt|havent|hasnt|cant|couldnt|wouldnt|shouldnt|wont)\b|^(?:is|are|do|does|did|has|have|could|would|can|will|might) (?:\w+ ){1,4}?not\b|\b(?:nobody|no one)\b", "Has she not got anyone?", "A question with a no in it expects a yes."),
    Sign(_in("statement"), rf"^(?!.*{OBSERVES}).*\b(?:you|your|yourself)\b", "You catch more flies with honey.", "What the presenter, or anybody, does."),
    Sign(_in("statement"), r"\b(?:more|less|fewer|enough|good|great|when|while|if|worked|dream|cleared|raised|won|doubled|never looked back|went (?:down )?well|no use|no good|(?:dont|doesnt|isnt|wont|cant|never) \w+)\b", "It worked a dream there.", "Praise of a way, or the case in which it holds."),
    Sign(_in("statement"), r"\byou (?:say|tell|go|ask|get|put|write|ring|take|make|give|set|find|start|stop|send|book|let|call)\b", "You say no, and that is it.", "An order in the form of a description.", 2),
    Sign(_in("statement"), r"\b(?:would|could|might|should|must|will|need|needs|wants|always|never|dont|get|try|let|ask|tell|make|take|put|bring|give|use|start|stop|write|ring|call|find)\b", "A list will make it lighter.", "What somebody would do."),
    Sign(_in("statement"), r"\b(?:me|us|we|our|ours|my|mine|they (?:all )?(?:use|do|did|have|had)|everyone|everybody|nobody|people|folk)\b", "That is how ours runs.", "The asker's own case, or everybody's."),
)  # fmt: skip

REFLECTING = re.compile(
    r"\b(?:feel|feels|feeling|felt|notice|noticed|mean|means|meant|matter|matters|understand|remember|remind|reminds|sense|imagine|hope|hoping|fear|afraid|worry|worried"
    r"|believe|wonder|pattern|part of you|surprise|surprised|change|changed|happen|happened|happens|know|agree|see|trust|enjoy|miss|missing|avoid|avoiding|anyone|anybody|anything"
    r"|something|true|fair|right|decided|agreed|expect|want|wants|wanted|angry|sad|proud|glad|relieved|okay|sure|choose|hard|hardest|painful|tired|safe|yourself)\b"
)
"""A question that asks about what somebody lives through, and is left alone."""

FACT = re.compile(
    r"^(?:did|was|were|is|are|has|have|does|do)\b.*\b(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday"
    r"|wednesday|thursday|friday|yesterday|ago|last (?:week|month|year|spring|summer|autumn|winter|term)|this (?:week|month|year|term))$"
)
"""A question that asks when something was, and is left alone."""

PROCESS = re.compile(
    r"\b(?:questions?|silence|listen\w*|session|round|asked|slot|set|today|answers?|felt|feel|glad|grateful|thank|pressure|moved|touched)\b"
)
"""A statement about how the set worked, or about what somebody lived through."""


def is_advice(reading: Reading) -> bool:
    """Whether weak signs add up, in an entry about which no rule had anything to say."""
    parts = dict(_parts(reading))
    asked = parts.get("question", "")
    if (
        not parts
        or FACT.search(asked)
        or (REFLECTING.search(asked) and "after" not in parts)
        or PROCESS.search(parts.get("statement", ""))
    ):
        return False
    return sum(sign.weight for sign in SIGNS if _shows(sign, parts)) >= ENOUGH


def _shows(sign: Sign, parts: dict[Part, str]) -> bool:
    return any(part in sign.parts and _compiled(sign.pattern).search(words) for part, words in parts.items())


def _parts(reading: Reading) -> Iterator[tuple[Part, str]]:
    """The parts of the entry; none when it asks openly or invites."""
    if any(is_open(clause) or invites(clause) for clause in reading.clauses):
        return
    sentences = [tuple(clauses) for _, clauses in groupby(reading.clauses, key=lambda clause: clause.sentence)]
    asking = [number for number, clauses in enumerate(sentences) if any(map(_asks, clauses))]
    if not asking and asks_late(reading):
        return
    if not asking:
        yield "statement", _words(sentences)
        return
    yield "question", _words(sentences[asking[0] : asking[-1] + 1])
    if asking[0]:
        yield "before", _words(sentences[: asking[0]])
    if sentences[asking[-1] + 1 :]:
        yield "after", _words(sentences[asking[-1] + 1 :])


def _asks(clause: Clause) -> bool:
    return clause.asked or asks_yes_or_no(clause)


def _words(sentences: list[tuple[Clause, ...]]) -> str:
    return " , ".join(clause.words for clauses in sentences for clause in clauses)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(fill(pattern))
