"""What a page asks before it gives everything, or takes everything away."""

from typing import Any

from flask import current_app, g, request
from flask_login import current_user

from cop.core import clock
from cop.people.queries import proof_asked
from cop.people.rules.tries import Tries, Whence, network_of
from cop.rights.forms.own import ProofForm


def asked() -> str:
    """Nothing, a password, or a new link."""
    return proof_asked(current_user, g.sign_in_id, now=clock.now())


def given(form: ProofForm) -> dict[str, Any]:
    """What a service needs to be certain, once it is certain that this is not one try of very many."""
    now = clock.now()
    tries: Tries = current_app.extensions["cop_tries"]
    tries.check(Whence(current_user.email, network_of(request.remote_addr)), at=now.timestamp())
    return {"password": form.password.data or "", "now": now}
