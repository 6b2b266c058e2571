"""The look itself: the first rule that finds something names the class; how much it matters depends on the phase."""

import re
from functools import cache

from cop.meetings.questions import signs
from cop.meetings.questions.answers import ANSWERS, UNKNOWN
from cop.meetings.questions.directions import IF_I_WERE_YOU, YOU_SHOULD
from cop.meetings.questions.disguises import DISGUISES
from cop.meetings.questions.hints import HINTS
from cop.meetings.questions.manners import JUDGING, LEADING
from cop.meetings.questions.nudges import NUDGES
from cop.meetings.questions.orders import ORDERS, STORIES
from cop.meetings.questions.proposals import COULD
from cop.meetings.questions.reading import Clause, Reading, read
from cop.meetings.questions.shape import is_open, last_question, questions, shapes
from cop.meetings.questions.suggestions import MAYBE, TRIED, WHY_NOT
from cop.meetings.questions.values import Rule, Seen, Severity
from cop.meetings.questions.verdicts import VERDICTS
from cop.meetings.questions.vocabulary import GROUPS, fill
from cop.meetings.questions.ways import WAYS

RULES = (
    *(*TRIED, *MAYBE, *WHY_NOT, *COULD, *IF_I_WERE_YOU, *YOU_SHOULD, *ORDERS, *STORIES),
    *(*NUDGES, *WAYS, *VERDICTS, *DISGUISES, *HINTS, *JUDGING, *LEADING),
)
"""In the order in which they are tried."""
ADVICE = frozenset({"A1", "A2", "S1"})
"""A story of one's own is advice by example: it says what worked elsewhere."""

NOTHING_ASKED_OPENLY = frozenset({"alone", "asked", "said"})
"""Nothing openly asked there, or afterwards: what follows an open question is the asker's again."""
WHOLE_TEXT = frozenset({"anywhere", "plain"})

_ASKS_BEFORE = re.compile(rf"\b(?:{GROUPS['wh']}|when|where|whether)\b")
_CONDITION = re.compile(r"if (?!i (?:was|were)|it (?:was|were) me)\w")
_REPORTS_BEFORE = re.compile(rf"\b{GROUPS['reporting']}\b")
_ASKS_YES_OR_NO = re.compile(
    r"(?:am|are|is|was|were|do|does|did|have|has|had|can|could|will|would|shall|should|may|might)\b"
)


def look_at(text: str, *, phase: str = UNKNOWN) -> Seen:
    """What the coach sees in a question drafted in this phase, if the phase is known."""
    reading = read(text)
    rule = rule_for(reading)
    if rule:
        return _seen(text, rule.kind, phase=phase, advice=rule.advice or rule.kind in ADVICE)
    if signs.is_advice(reading):
        return _seen(text, "A2" if reading.marks else "A1", phase=phase, advice=True)
    found = [*shapes(text, reading), "OK"]
    return _seen(text, max(found, key=lambda kind: _severity(kind, phase)), phase=phase)


def rule_for(reading: Reading) -> Rule | None:
    """The first rule that finds something, if any."""
    last_asked = max((clause.sentence for clause in reading.clauses if is_open(clause)), default=-1)
    after = [clause for clause in reading.clauses if clause.sentence > last_asked]
    heard = [clause for clause in reading.clauses if not (_goes_on(clause, reading) or _leads_on(clause, reading))]
    for rule in RULES:
        if rule.place in WHOLE_TEXT:
            if (last_asked < 0 or rule.place == "anywhere") and _compiled(rule.pattern).search(reading.plain):
                return rule
        elif any(_finds(rule, clause) for clause in (after if rule.place in NOTHING_ASKED_OPENLY else heard)):
            return rule
    return None


def _finds(rule: Rule, clause: Clause) -> bool:
    if rule.place in {"inside", "said"}:
        return _finds_inside(rule, clause)
    if (rule.place == "hedged" and not clause.hedged) or (rule.place == "asked" and not clause.asked):
        return False
    return _compiled(rule.pattern).match(clause.words) is not None


def _finds_inside(rule: Rule, clause: Clause) -> bool:
    found = _compiled(rule.pattern).search(clause.words)
    if found is None or _ASKS_YES_OR_NO.match(clause.words):
        return False
    before = clause.words[: found.start()]
    return not (_ASKS_BEFORE.search(before) or _REPORTS_BEFORE.search(before))


def _goes_on(clause: Clause, reading: Reading) -> bool:
    """It stands behind an open question in the same sentence: "What, if anything, have you tried?"."""
    return any(
        before.sentence == clause.sentence and is_open(before) and not clause.turns
        for before in reading.clauses[: reading.clauses.index(clause)]
    )


def _leads_on(clause: Clause, reading: Reading) -> bool:
    """A condition before an open question in the same sentence: "If you could fix one corner, which corner?"."""
    return _CONDITION.match(clause.words) is not None and any(
        later.sentence == clause.sentence and is_open(later)
        for later in reading.clauses[reading.clauses.index(clause) + 1 :]
    )


def _seen(text: str, kind: str, *, phase: str, advice: bool = False) -> Seen:
    answer = ANSWERS[kind]
    if phase in answer.welcome_in:
        return Seen(text, kind)
    return Seen(
        text,
        kind,
        advice,
        answer.severity,
        answer.nudge,
        answer.rewrites.get(phase, answer.rewrites.get("", ())),
        parts=questions(text) if kind == "M1" else (),
        last=last_question(text) if kind.startswith("N") else "",
    )


def _severity(kind: str, phase: str) -> Severity:
    answer = ANSWERS[kind]
    return 0 if phase in answer.welcome_in else answer.severity


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(fill(pattern))
