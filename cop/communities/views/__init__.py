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
    organisations,
    programmes,
    renewals,
    requests,
    supposed,
    welcomes,
    window,
)
from cop.communities.views.life import closing_next
from cop.communities.views.next import asked_next, next_for
from cop.communities.views.organisations import PANELS
from cop.communities.views.pages import bp
from cop.communities.views.renewals import renewal_next

COMING = (answers, bans, invitations, openness, requests, supposed, welcomes, window)
LIFE = (agreements, foundings, life, modules, organisations, programmes, renewals)

for part in (*COMING, *LIFE):
    bp.register_blueprint(part.bp)

__all__ = ["PANELS", "asked_next", "bp", "closing_next", "next_for", "renewal_next"]
