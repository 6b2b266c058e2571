"""Running orders as documents: what they are, how one is read, and those that come with the product."""

from cop.sets.rules.formats.checks import MOST_PHASES
from cop.sets.rules.formats.document import read, to_document, written
from cop.sets.rules.formats.shelf import FORMATS, OWN, ROUNDS, STANDARD, check_advice, wordless
from cop.sets.rules.formats.values import FRAME_KEYS, Advice, Cues, Format, FramePart, Mode, Phase
from cop.sets.rules.formats.voices import VOICES, Row, own_copy, rows_of, voice_of

__all__ = [
    "FORMATS",
    "FRAME_KEYS",
    "MOST_PHASES",
    "OWN",
    "ROUNDS",
    "STANDARD",
    "VOICES",
    "Advice",
    "Cues",
    "Format",
    "FramePart",
    "Mode",
    "Phase",
    "Row",
    "check_advice",
    "own_copy",
    "read",
    "rows_of",
    "to_document",
    "voice_of",
    "wordless",
    "written",
]
