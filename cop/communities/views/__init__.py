"""The pages of communities and their spaces, and of what is only proposed."""

from cop.communities.views import agreements, foundings, life, modules, programmes, renewals
from cop.communities.views.foundings import next_for
from cop.communities.views.life import closing_next
from cop.communities.views.pages import bp
from cop.communities.views.renewals import renewal_next

bp.register_blueprint(agreements.bp)
bp.register_blueprint(foundings.bp)
bp.register_blueprint(life.bp)
bp.register_blueprint(modules.bp)
bp.register_blueprint(programmes.bp)
bp.register_blueprint(renewals.bp)

__all__ = ["bp", "closing_next", "next_for", "renewal_next"]
