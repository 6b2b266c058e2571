"""The pages of stories, and what they bring to the pages of communities and spaces."""

from cop.stories.views import (
    adaptations,
    consents,
    editing,
    families,
    following,
    issues,
    responses,
    revisions,
    supporting,
    ways,
    writing,
)
from cop.stories.views.attached import HOLDERS
from cop.stories.views.pages import bp
from cop.stories.views.panels import CHAPTERS, next_for, panels
from cop.stories.views.writing import SPOTS

for part in (
    writing,
    consents,
    adaptations,
    responses,
    issues,
    editing,
    revisions,
    families,
    following,
    supporting,
    ways,
):
    bp.register_blueprint(part.bp)

__all__ = ["CHAPTERS", "HOLDERS", "SPOTS", "bp", "next_for", "panels"]
