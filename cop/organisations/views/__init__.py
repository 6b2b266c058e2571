"""The pages of organisations, as of any day."""

from cop.organisations.views import directory, imports, pages, panels, people

bp = pages.bp
bp.register_blueprint(people.bp)
bp.register_blueprint(directory.bp)
bp.register_blueprint(imports.bp)
PANELS = panels.PANELS

__all__ = ["PANELS", "bp"]
