"""The pages of communities and their spaces, and of what is only proposed."""

from cop.communities.views import agreements, foundings, modules
from cop.communities.views.foundings import next_for
from cop.communities.views.pages import bp

bp.register_blueprint(agreements.bp)
bp.register_blueprint(foundings.bp)
bp.register_blueprint(modules.bp)

__all__ = ["bp", "next_for"]
