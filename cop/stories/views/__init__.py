"""The pages of stories, and what they bring to the pages of communities and spaces."""

from cop.stories.views import adaptations, consents, responses, writing
from cop.stories.views.pages import bp
from cop.stories.views.panels import CHAPTERS, next_for, panels

for part in (writing, consents, adaptations, responses):
    bp.register_blueprint(part.bp)

__all__ = ["CHAPTERS", "bp", "next_for", "panels"]
