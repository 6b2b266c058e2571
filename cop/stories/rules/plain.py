"""Words that some readers stumble over, found here and by nobody: for the teller to look at, and never in the way.

Long sentences: 25 words is what the Government Digital Service and the NHS content guide call long. Passive-looking:
a form of «to be» before a participle; many are fine, and some are none. Abbreviations: those of the NHS, of social care
and of charities, where the text does not say what they stand for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from cop.core.errors import N_

Stumble = Literal["long", "passive", "short"]
STUMBLES: Final[Mapping[Stumble, str]] = {
    "long": N_("a long sentence; two may be easier to read"),
    "passive": N_("who did it? Say so, if you may"),
    "short": N_("an abbreviation that some do not know"),
}
LONGEST_SENTENCE: Final = 25
MOST_STUMBLES: Final = 12
LONGEST_SHOWN: Final = 90
ABBREVIATIONS: Final[Mapping[str, str]] = {
    "A&E": "accident and emergency",
    "ADL": "activities of daily living",
    "AHP": "allied health professional",
    "AMHP": "approved mental health professional",
    "ASC": "adult social care",
    "CAMHS": "child and adolescent mental health services",
    "CCG": "clinical commissioning group",
    "CHC": "continuing healthcare",
    "CIO": "charitable incorporated organisation",
    "CMHT": "community mental health team",
    "CPN": "community psychiatric nurse",
    "CQC": "Care Quality Commission",
    "CQUIN": "Commissioning for Quality and Innovation",
    "CVS": "council for voluntary service",
    "DNACPR": "do not attempt resuscitation",
    "DNAR": "do not attempt resuscitation",
    "DNR": "do not resuscitate",
    "DoLS": "Deprivation of Liberty Safeguards",
    "DPIA": "data protection impact assessment",
    "DTOC": "delayed transfer of care",
    "ED": "emergency department",
    "EDI": "equality, diversity and inclusion",
    "EHCP": "education, health and care plan",
    "EHR": "electronic health record",
    "EPR": "electronic patient record",
    "HCA": "healthcare assistant",
    "HDU": "high dependency unit",
    "ICB": "integrated care board",
    "ICP": "integrated care partnership",
    "ICS": "integrated care system",
    "IMCA": "independent mental capacity advocate",
    "JSNA": "joint strategic needs assessment",
    "KPI": "key performance indicator",
    "LD": "learning disability",
    "LPA": "lasting power of attorney",
    "LPS": "Liberty Protection Safeguards",
    "MCA": "Mental Capacity Act",
    "MDT": "multidisciplinary team",
    "MHA": "Mental Health Act",
    "MoU": "memorandum of understanding",
    "MUST": "Malnutrition Universal Screening Tool",
    "NEWS2": "National Early Warning Score",
    "NICE": "National Institute for Health and Care Excellence",
    "OT": "occupational therapist",
    "PALS": "Patient Advice and Liaison Service",
    "PCN": "primary care network",
    "PDSA": "plan, do, study, act",
    "PPI": "patient and public involvement",
    "PROM": "patient reported outcome measure",
    "QI": "quality improvement",
    "QIPP": "quality, innovation, productivity and prevention",
    "RMN": "registered mental health nurse",
    "ReSPECT": "a plan for care in an emergency",
    "SALT": "speech and language therapist",
    "SEND": "special educational needs and disabilities",
    "SLT": "speech and language therapist",
    "SOP": "standard operating procedure",
    "TUPE": "a transfer of employment",
    "UTI": "urinary tract infection",
    "VCSE": "voluntary, community and social enterprise",
    "VCFSE": "voluntary, community, faith and social enterprise",
}

_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?]+(?=[\s\"”’)]|$)|(?=\n)|$|[.!?])")  # noqa: RUF001  as keyboards make it
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")  # noqa: RUF001  as above
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+)?"
    r"(?:\w{2,}ed|given|taken|seen|told|done|made|sent|shown|known|held|kept|left|put|brought|found|thought|written|"
    r"chosen|driven|forgotten|spoken|withdrawn)\b(?!\s+to\s+(?:see|hear|meet)\b)",
    re.IGNORECASE,
)
_NOT_PASSIVE: Final = re.compile(
    r"\b(?:tired|worried|scared|pleased|delighted|excited|interested|bored|confused|frightened|ashamed|relieved|retired|"
    r"married|used|supposed|exhausted|surprised|need|indeed|bed|red|shed)$",
    re.IGNORECASE,
)
_SHORT: Final = re.compile(
    r"(?<![\w&])(?:" + "|".join(re.escape(each) for each in ABBREVIATIONS) + r")(?:s|['’]s)?(?![\w&])"  # noqa: RUF001  as above
)


@dataclass(frozen=True, slots=True)
class Hard:
    """Something to look at: what it is, its words, and what an abbreviation stands for."""

    stumble: Stumble
    words: str
    means: str = ""


def hard_words(text: str) -> list[Hard]:
    """What some readers may stumble over, in the order of the text; each abbreviation once."""
    found = [*_long(text), *_passive(text), *_short(text)]
    return [hard for _, hard in sorted(found, key=lambda each: each[0])][:MOST_STUMBLES]


def _long(text: str) -> Iterator[tuple[int, Hard]]:
    for sentence in _SENTENCE.finditer(text):
        if len(_WORD.findall(sentence[0])) > LONGEST_SENTENCE:
            yield sentence.start(), Hard("long", _shortened(sentence[0]))


def _passive(text: str) -> Iterator[tuple[int, Hard]]:
    for found in _PASSIVE.finditer(text):
        if not _NOT_PASSIVE.search(found[0]):
            yield found.start(), Hard("passive", " ".join(found[0].split()))


def _short(text: str) -> Iterator[tuple[int, Hard]]:
    """Abbreviations whose words stand nowhere in the text; of each the first."""
    named, lower = set[str](), " ".join(text.casefold().split())
    for found in _SHORT.finditer(text):
        short = re.sub(r"(?:s|['’]s)$", "", found[0]) if found[0] not in ABBREVIATIONS else found[0]  # noqa: RUF001
        if short not in named and ABBREVIATIONS[short].casefold() not in lower:
            named.add(short)
            yield found.start(), Hard("short", short, ABBREVIATIONS[short])


def _shortened(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
