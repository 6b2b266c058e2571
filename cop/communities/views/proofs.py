"""What tells coordinators of sealed places that their duties wait for a second step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import url_for

from cop.communities.queries.proofs import duties_wait_for_proof
from cop.core.pages import Next
from cop.core.panels import Panel
from cop.core.words import gettext
from cop.people.models import User


def proof_lines(*, waits: bool) -> list[Next]:
    """On the front page, and on that of the community in question."""
    line = Next(
        title=gettext("Set up a second step at sign-in"),
        url=url_for("people.second.show"),
        button=gettext("Set it up"),
        detail=gettext("What you do as a coordinator of a Confidential place waits for it."),
    )
    return [line] if waits else []


def _refused(viewer: User, _subject: None, *, now: datetime) -> Mapping[str, Any] | None:  # noqa: ARG001  as all are asked
    return {} if duties_wait_for_proof(viewer) else None


PANELS = [Panel("refused", 20, "communities/_must_prove.html", _refused)]
