"""What somebody signs in with: a passkey of Bo's, and who Bo is elsewhere."""

from cop.core.database import transaction
from cop.people.models import Passkey, SsoIdentity
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
        elsewhere = {"issuer": "https://id.example", "subject": "bo", "connected_at": world.now}
        identity = SsoIdentity(user_id=world.people["bo"].id, **elsewhere)
        tx.session.add(identity)
        tx.flush()
        connected = identity.id
    world.add("an identity elsewhere", "connected", circles(bo="owner"), identity_id=connected)
    world.add("a passkey", "kept", circles(bo="owner"), passkey_id=number)
