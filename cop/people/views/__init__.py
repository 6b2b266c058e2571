"""The pages of getting in, getting out, and being somebody."""

from cop.people.views import passkeys, second_steps, sso
from cop.people.views.pages import bp
from cop.people.views.second_steps import PANELS, next_for

for part in (passkeys, second_steps, sso):
    bp.register_blueprint(part.bp)

__all__ = ["PANELS", "bp", "next_for"]
