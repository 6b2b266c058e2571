"""The question coach: what a question in a learning set looks like to a careful listener, and what to ask instead.

Rules that a facilitator can read, kept as data with their reasons: no service, no model, no judgement of a person.
`suggestions`, `proposals`, `nudges`, `ways`, `disguises`, `directions`, `verdicts`, `orders` and `manners` hold the rules, `signs` what adds up
where no rule finds anything, `answers` what the coach says, `vocabulary` the words that rules share.
"""

from cop.meetings.questions.answers import ANSWERS, PHASES, UNKNOWN
from cop.meetings.questions.look import look_at
from cop.meetings.questions.values import Answer, Rule, Seen

__all__ = ["ANSWERS", "PHASES", "UNKNOWN", "Answer", "Rule", "Seen", "look_at"]
