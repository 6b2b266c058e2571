"""The pages on which something is reported, looked at and decided."""

from cop.moderation.views import appeals, care, reports, signposts, silences
from cop.moderation.views.pages import bp

bp.register_blueprint(reports.bp)
bp.register_blueprint(care.bp)
bp.register_blueprint(appeals.bp)
bp.register_blueprint(signposts.bp)
bp.register_blueprint(silences.bp)

__all__ = ["bp"]
