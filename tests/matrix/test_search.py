"""Every word that was planted is looked for by everybody: just its readers find it, and nobody finds what is sealed."""

import re

from cop.core.database import db
from cop.search import queries
from cop.search.rules import Asked
from tests.conftest import THURSDAY
from tests.matrix.people import SIGNED_IN

P = "(open|restricted|private)"
SEARCHED = re.compile(
    rf"the (name|purpose) of {P}(/{P})?|(the title of |the first post of )a thread of {P}/{P}"
    rf"|a (changed )?post of {P}/{P}|a claim in {P}/{P}"
    rf"|(the title of )?a story for ({P} (me|community|public)|confidential me)|a gathering of {P}/{P}"
    "|a proposed story|a story that is to say something else"
    "|(the words of )?what Bo asks privately|the title of what was (split|taken out of it)"
    rf"|(the (question|outcome)|an option) of a poll in {P}/{P}(, asked)?"
    "|the (title|note) of an issue of restricted, (members|public)"
    "|a (conversation|gathering) with a guest|the name of (an organisation|one that takes part)"
)
SIGNED_IN_ONLY = re.compile(".* of a poll in .*")
"""Has no page for a visitor."""
FOUND_BY = {"a story that is read first": {"bo"}}
"""What its teller finds, and those who look after it only look at."""
LOOK = (*SIGNED_IN, "nobody")


def test_abuse_03_its_readers_and_nobody_else_find_what_is_not_sealed(site):
    wrong = []
    with site.app.app_context():
        for word, label, readers in site.world.canaries.planted():
            may = readers & set(LOOK) if SEARCHED.fullmatch(label) else FOUND_BY.get(label, set())
            may -= {"nobody"} if SIGNED_IN_ONLY.fullmatch(label) else set()
            found = {who for who in LOOK if _finds(site.world.people.get(who), word)}
            wrong += [f"{label}, as {who}: {'not found' if who in may else 'found'}" for who in sorted(found ^ may)]

    assert not wrong, "\n".join(["", *wrong])


def _finds(viewer, word):
    found = queries.found_by(viewer, Asked((word,)), now=THURSDAY, on=THURSDAY.date()).found
    db.session.rollback()
    assert all(word in f"{each.title} {each.text}" for each in found)
    return bool(found)
