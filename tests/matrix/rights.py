"""Copies of one's own, somebody who is about to go, and complaints that administrators alone read."""

from sqlalchemy import select

from cop.core.database import db, transaction
from cop.rights.models import DataCopy, Erasure
from cop.rights.rules.erasure import due_at
from cop.rights.service import complaints, exports
from tests.matrix.people import EVERYONE, circles
from tests.matrix.world import World


def populate(world: World) -> None:
    """Bo's copy lies ready, Gil's is being made, Fay is about to go, and Cy has complained."""
    content = world.canaries.plant("all that is Bo's", readers=("bo",))
    exports.keep(_asked(world, "bo"), content.encode(), days=7, now=world.now)
    world.add("a copy", "ready", circles(bo="owner"))
    world.add("a copy in the making", "asked for", circles(gil="owner"), copy_id=_asked(world, "gil"))
    with transaction() as tx:
        fay = world.people["fay"].id
        tx.session.add(Erasure(user_id=fay, keeps_words=False, asked_at=world.now, due_at=due_at(world.now)))
    world.add("a wish to go", "asked for", circles(fay="owner"))
    words = world.canaries.plant("what Cy complains of", readers=("eli",))
    made = complaints.complain(kind="conduct", name="Cy", email="cy@example.org", words=words, now=world.now)
    world.add("a complaint", "open", EVERYONE, complaint_id=made)


def _asked(world: World, who: str) -> int:
    exports.ask(world.people[who], now=world.now)
    return db.session.scalars(select(DataCopy.id).where(DataCopy.user_id == world.people[who].id)).one()
