"""The pages of communities and their spaces, of what is only proposed, and of coming in."""

from cop.communities.views import (
    agreements,
    answers,
    archive,
    bans,
    foundings,
    invitations,
    leading,
    life,
    modules,
    openness,
    organisations,
    programmes,
    proofs,
    renewals,
    requests,
    steps,
    supposed,
    taking_part,
    welcomes,
    window,
)
from cop.communities.views.keeping import HATCHES
from cop.communities.views.leading import leading_next
from cop.communities.views.life import closing_next
from cop.communities.views.next import asked_next, next_for
from cop.communities.views.pages import bp
from cop.communities.views.renewals import renewal_next

COMING = (answers, bans, invitations, openness, requests, supposed, welcomes, window)
LIFE = (agreements, archive, foundings, leading, life, modules, organisations, programmes, renewals)
TAKING_PART = (steps, taking_part)

PANELS = [*organisations.PANELS, *proofs.PANELS]

for part in (*COMING, *LIFE, *TAKING_PART):
    bp.register_blueprint(part.bp)

__all__ = ["HATCHES", "PANELS", "asked_next", "bp", "closing_next", "leading_next", "next_for", "renewal_next"]
