"""Words by which somebody may tell of danger. They only ever lead to a person: nothing is held back, hidden or counted
by them, and nobody but whoever wrote them and those who look after them hears of it.

The table is short and exact, so that a person who is led by it finds something to look at. It knows English alone.
"""

import re
from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    r"kill(?:ing)? myself": "somebody speaks of ending their life",
    r"end(?:ing)? my (?:own )?life": "as above, in other words",
    r"tak(?:e|ing) my (?:own )?life": "as above, in other words",
    r"(?:want|wanted|wish|going) to die": "a wish to die, said by whoever writes",
    r"(?:i am|i'm|i feel|feeling) suicidal": "of themself; the bare word is daily work here",
    r"(?:harm|harming|hurt|hurting|cut|cutting) myself": "self-harm, of themself",
    r"(?:he|she|they) (?:hits|beats|threatens|rapes?) me": "abuse that goes on, of whoever writes",
    r"(?:i am|i'm) (?:being )?(?:abused|beaten)": "as above, in other words",
    r"(?:i am|i'm|is|are) in (?:immediate|real) danger": "danger now",
    r"afraid (?:for|of losing) (?:my|her|his|their) life": "danger, to whoever writes or another",
}
"""Each with the reason for which it is here. What is quoted of others stands behind a sign and is not theirs."""
_any: Final = re.compile(r"\b(?:" + "|".join(WORDS) + r")\b(?!'s)", re.IGNORECASE)


def may_need_a_person(words: str) -> bool:
    """Whether somebody should look at these words; lines that quote another are left out."""
    own = " ".join(line for line in words.splitlines() if not line.lstrip().startswith(">"))
    return _any.search(own.replace("\u2019", "'")) is not None
