"""The pages of getting in, getting out, and being somebody."""

from cop.people.views import second_steps
from cop.people.views.pages import bp
from cop.people.views.second_steps import PANELS, next_for

bp.register_blueprint(second_steps.bp)

__all__ = ["PANELS", "bp", "next_for"]
