"""What is kept of files that people send: table by table, each column in its class."""

from typing import Final

from cop.core.errors import N_
from cop.rights.rules.holdings import Holding
from cop.rights.rules.holdings import columns as _of

OF_FILES: Final = (
    Holding(
        "files",
        N_("Pictures, recordings and other files that you sent, and what you said of them"),
        N_("until you remove them, what they hang on goes, or you delete your account"),
        N_("So that you can show what words do not. Whoever reads what they hang on fetches them, and nobody else."),
        {
            "file": _of(
                content="name words",
                usage="is_plain size width height kept_at",
                structure="id owner_id community_id whose kind form stored",
            ),
            "post_file": _of(structure="file_id post_id"),
            "story_draft_file": _of(structure="file_id draft_id"),
            "story_file": _of(structure="file_id story_id"),
        },
    ),
)
