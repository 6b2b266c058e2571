"""How a question is read: as words and clauses, whatever the keyboard did."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 600
"""Characters. Nobody asks a question as long as that, so the rest would only cost time."""

SPELLINGS = {
    "abt": "about", "em": "them", "ye": "you", "yer": "your", "yous": "you", "youse": "you", "yis": "you", "ya": "you", "owt": "anything", "nowt": "nothing",
    "summat": "something", "cannae": "cant", "dinnae": "dont", "didnae": "didnt", "isnae": "isnt", "wouldnae": "wouldnt", "couldnae": "couldnt",
    "havenae": "havent", "willnae": "wont", "dinna": "dont", "aint": "isnt", "tae": "to", "gie": "give", "mebbe": "maybe", "prolly": "probably", "lemme": "let me",
    "yeve": "you have", "yed": "you would", "becos": "because", "becuase": "because", "bc": "because", "cannot": "cant", "cld": "could", "coud": "could",
    "coz": "because", "cos": "because", "cuz": "because", "cud": "could", "coulda": "could have", "dya": "do you", "gonna": "going to",
    "gotta": "got to", "hafta": "have to", "hav": "have", "hed": "he would", "id": "i would", "im": "i am", "ive": "i have",
    "oughta": "ought to", "oughtnt": "ought not", "r": "are", "shld": "should", "shoud": "should", "shoulda": "should have", "shud": "should",
    "theyd": "they would", "theyll": "they will", "theyre": "they are", "theyve": "they have", "tryed": "tried", "u": "you",
    "ur": "your", "wanna": "want to", "wat": "what", "weve": "we have", "wot": "what", "woud": "would", "woulda": "would have",
    "wud": "would", "y": "why", "youd": "you would", "youll": "you will", "youre": "you are", "youve": "you have",
}  # fmt: skip
HESITATIONS = {"um", "umm", "uh", "er", "erm", "hm", "hmm", "mm", "ah", "eh", "oh", "please", "y'know"}
SMALL = {
    "actually", "already", "also", "basically", "definitely", "easily", "even", "ever", "first", "gently", "honestly", "just",
    "literally", "maybe", "perhaps", "possibly", "probably", "quickly", "quietly", "really", "seriously", "simply", "still",
    "then", "though", "surely", "politely", "quite", "yet", "now", "somehow", "only", "further", "personally", "potentially",
    "deliberately", "together", "directly", "openly", "aye", "wee",
}  # fmt: skip
"""Words that soften or sharpen a question, and do not change its kind."""

_KEYS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'") | dict.fromkeys("\u2013\u2014", " - ") | {"\u2026": "..."}
)
_SHORT = (
    ("d'you", "do you"), ("n't", "nt"), ("'ve", " have"), ("'re", " are"), ("'ll", " will"), ("'d", " would"), ("'m", " am"),
    ("i'd", "i would"), ("'", ""), ("...", ","), (", you know,", " "), (", like,", " "),
)  # fmt: skip
_TOKEN = re.compile(r"\w+|[.?!;\n]+|[,:()\-]+")
_TURN = "but"
_ENDS, _BREAKS = ".?!;\n", ",:()-"
_JOINS = {"and", "so", "or", "then", "because"}
_STARTS = {
    "have",
    "could",
    "why",
    "how",
    "maybe",
    "perhaps",
    "would",
    "should",
    "shouldnt",
    "couldnt",
    "wouldnt",
    "cant",
    "if",
}
_ASKS = {"what", "who", "which", "how", "where", "when", "why"}
_VERBS = {
    "am", "are", "is", "was", "were", "do", "does", "did", "have", "has", "had", "can", "could", "will", "would", "should", "might", "dont", "not", "cant",
    "wont", "isnt", "havent", "hasnt",
}  # fmt: skip
_LEAD_INTO = {
    "about", "and", "ask", "at", "by", "describe", "for", "from", "in", "know", "of", "on", "or", "say", "see", "tell", "to", "understand", "with",
}  # fmt: skip
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_OPENERS = re.compile(
    r"(?:(?:so|and|but|or|ok|okay|well|right|yeah|yes|alright|also|hey|hi|hello|sorry|thanks|thank you|honestly|frankly|again"
    r"|obviously|clearly|anyway|actually|just|like|in that case|to be (?:honest|fair|frank)|out of (?:interest|curiosity)|i mean|you know|i guess"
    r"|i suppose|given (?:all )?(?:that|this)|if you do not mind me (?:asking|saying)|if you dont mind me (?:asking|saying)|if i may"
    r"|(?:i (?:just |do |am |was |keep |have been |would )*)?(?:wonder|wondering|wondered|curious|asking myself)(?: (?:if|whether))?"
    r"|(?:(?:i am |i )?(?:not sure|dont know|no idea|not certain|unsure)|any idea|do you know|tell me) (?:if|whether)"
    r"|(?:can|could|may|might) i (?:just )?ask(?: you)?(?: (?:this|a question|something))?(?: (?:if|whether))?"
    r"|i (?:just )?(?:want|would like|wanted|have) to ask(?: you)?(?: (?:if|whether))?|(?:my|a|one) question(?: for you)?(?: (?:is|would be))?"
    r"(?: (?:if|whether))?|question for you|for what its worth|it (?:just )?(?:occurs|occurred) to me(?: that)?|it strikes me(?: that)?"
    r"|i (?:am|was|have been) thinking(?: that)?|i hope(?: that)?|(?:it )?(?:seems|feels|looks)(?: to me)?(?: that| like| as if)?|(?:it )?sounds(?: to me)?(?: that| like| as if)|i (?:do )?(?:just |really |honestly |genuinely )*"
    r"(?:think|feel|reckon|believe|guess|suppose|suspect|sense|would say|would argue|would have thought|assume|presume|imagine|take it)(?: (?:that|like))?"
    r"|in my (?:humble |honest )?(?:opinion|view)|imho|imo|tbh|my (?:feeling|sense|view|instinct|gut feeling|gut|hunch|thought|thinking|take) (?:is|says)(?: that)?"
    r"|sometimes|usually|often|generally|ideally|alternatively|at the end of the day|in the end|in your (?:case|situation)|the (?:truth|fact|thing) is(?: that)?|fact is"
    r"|simple|easy|trust me|believe me|for me|for starters|at least|next time|in future|from now on|(?:as|the way) i see it|(?:all|what) i am saying is(?: that)?|my point is(?: that)?"
    r"|to me|from where i sit|as an outsider|if you ask me|presumably|no doubt|are you saying|correct me if i am wrong|forgive me|"
    r"not to be \w+|with respect|hear me out|stupid question|silly question|daft question|quick question|this may be (?:obvious|silly|daft))\b[ ,]*)+"
)
_WONDERED = re.compile(
    r"sure|know|to ask|no idea|not certain|wonder|curious|assume|presum|take it|no doubt|guess|suppose|asking|question|imagine"
)
_HEDGE = re.compile(r"(?:or )?(?:maybe|perhaps|possibly|potentially) ")


@dataclass(frozen=True, slots=True)
class Clause:
    words: str
    """Without openers and small words."""
    sentence: int = 0
    size: int = 0
    """Words as they were typed."""
    asked: bool = False
    """In a sentence with a question mark, or after "I wonder", "I assume" or the like, which makes a question of a statement."""
    hedged: bool = False
    """It began with maybe or perhaps."""
    turns: bool = False
    """It began with but."""


@dataclass(frozen=True, slots=True)
class Reading:
    plain: str
    """Every word, lower case, one space between, marks kept."""
    clauses: tuple[Clause, ...]
    marks: int
    """Question marks, doubled ones counted once."""


def read(text: str) -> Reading:
    tokens = _tokens(text[:LONGEST])
    clauses: list[Clause] = []
    sentence: list[list[str]] = [[]]
    number = marks = 0
    for token, following in pairwise([*tokens, ".", ""]):
        if token[0] in _ENDS:
            marks += "?" in token
            clauses += [_clause(words, asked="?" in token, sentence=number) for words in sentence if words]
            sentence, number = [[]], number + 1
        elif token[0] in _BREAKS:
            sentence.append([])
        elif (
            token == _TURN or (token in _JOINS and following in _STARTS) or _asks_after(sentence[-1], token, following)
        ):
            sentence.append([token])
        else:
            sentence[-1].append(token)
    return Reading(" ".join(tokens), tuple(clause for clause in clauses if clause.words), marks)


def _asks_after(words: list[str], token: str, following: str) -> bool:
    """An open question begins after a condition, without a comma: "If it was sorted tomorrow what would you see first?"."""
    return token in _ASKS and following in _VERBS and "if" in words[:3] and words[-1] not in _LEAD_INTO


def _tokens(text: str) -> list[str]:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_KEYS)).translate(_KEYS)
    text = _HYPHEN.sub(" ", text.lower())
    for short, full in _SHORT:
        text = text.replace(short, full)
    found = (SPELLINGS.get(token, token) for token in _TOKEN.findall(text) if token not in HESITATIONS)
    return " ".join(found).split()


def _clause(words: list[str], *, asked: bool, sentence: int) -> Clause:
    whole = " ".join(words)
    opener = _OPENERS.match(whole + " ")
    rest = whole[opener.end() :] if opener else whole
    hedge = _HEDGE.match(rest)
    wondered = opener is not None and _WONDERED.search(opener.group()) is not None
    return Clause(
        " ".join(word for word in rest.split() if word not in SMALL),
        sentence=sentence,
        size=len(words),
        asked=asked or wondered,
        hedged=hedge is not None,
        turns=words[0] == _TURN,
    )
