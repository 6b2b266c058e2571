"""The pages of rights over one's data."""

from flask import Blueprint

from cop.rights.views import complaints, erasures, exports, kept

bp = Blueprint("rights", __name__)
for part in (exports, erasures, complaints, kept):
    bp.register_blueprint(part.bp)
