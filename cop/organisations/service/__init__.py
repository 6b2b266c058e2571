"""Everything that changes organisations and who belongs to them."""

from cop.organisations.service.imports import Outcome, import_rows
from cop.organisations.service.membership import join, leave

__all__ = ["Outcome", "import_rows", "join", "leave"]
