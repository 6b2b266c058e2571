"""The pages of communities and their spaces, of what is only proposed, and of coming in."""

from cop.communities.views import (
    agreements,
    answers,
    bans,
    foundings,
    invitations,
    life,
    modules,
    openness,
    programmes,
    renewals,
    requests,
    supposed,
    welcomes,
    window,
)
from cop.communities.views.foundings import founding_next
from cop.communities.views.life import closing_next
from cop.communities.views.next import next_for
from cop.communities.views.pages import bp
from cop.communities.views.proofs import PANELS, proof_next
from cop.communities.views.renewals import renewal_next

COMING = (answers, bans, invitations, openness, requests, supposed, welcomes, window)
LIFE = (agreements, foundings, life, modules, programmes, renewals)

for part in (*COMING, *LIFE):
    bp.register_blueprint(part.bp)

__all__ = ["PANELS", "bp", "closing_next", "founding_next", "next_for", "proof_next", "renewal_next"]
