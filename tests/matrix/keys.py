"""What somebody signs in with: a passkey of Bo's."""

from cop.core.database import transaction
from cop.people.models import Passkey
from tests.matrix.people import circles
from tests.matrix.world import World


def populate(world: World) -> None:
    """Nobody can show it: nothing is signed with it here."""
    with transaction() as tx:
        kept = {"name": "Mine", "credential_id": "made-up", "public_key": b"made up", "sign_count": 0, "handle": "him"}
        passkey = Passkey(user_id=world.people["bo"].id, created_at=world.now, **kept)
        tx.session.add(passkey)
        tx.flush()
        number = passkey.id
    world.add("a passkey", "kept", circles(bo="owner"), passkey_id=number)
