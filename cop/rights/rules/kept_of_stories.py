"""What is kept of stories: table by table, each column in its class."""

from typing import Final

from cop.core.errors import N_
from cop.rights.rules.holdings import Holding
from cop.rights.rules.holdings import columns as _of

OF_STORIES: Final = (
    Holding(
        "stories",
        N_("Stories"),
        N_("until their teller takes them back or deletes their account"),
        N_("They are their teller's, who decides who reads them."),
        {
            "story": _of(
                content="title source html place note others opening supporter",
                usage=(
                    "audience named created_at published_at kept_open_at withdrawn_at proposed_at cleared_at opens_at "
                    "until asked hidden_at decides waits in_search in_engines "
                    "in_archive"
                ),
                structure=(
                    "id author_id community_id space_id render_version bound approved template template_version "
                    "origin_id"
                ),
            ),
            "story_consent": _of(usage="kind audience named channels at until", structure="id story_id"),
        },
    ),
    Holding(
        "story_responses",
        N_("What you said to the teller of a story"),
        N_("until you take it back, the teller takes the story back, or you delete your account"),
        N_("So that the teller can read it; nobody else does, unless the teller asks the core group to look."),
        {"story_response": _of(content="words", usage="kind said_at hidden_at", structure="id story_id author_id")},
    ),
    Holding(
        "story_changes",
        N_("What you said has changed since you tried what somebody told of"),
        N_("as long as your story of it, until you take that back"),
        N_("So that whoever told of it first can read it; nobody else does. We ask once."),
        {"story_follow_up": _of(content="words", usage="asked_at said_at", structure="story_id")},
    ),
    Holding(
        "story_issues",
        N_("Issues that gather stories, and which stories stand in them"),
        N_("as long as the community stands; your place in one until you say no or take the story back"),
        N_("They belong to everybody in the community. Who began one goes when that account is deleted."),
        {
            "story_issue": _of(
                content="title note html",
                usage="audience began_at published_at changed_at hidden_at",
                structure="id uid community_id by_id number render_version bound",
            ),
            "story_issue_item": _of(
                content="subjects",
                usage="asked_at answer",
                structure="id issue_id story_id place agreed",
            ),
        },
    ),
    Holding(
        "story_ways",
        N_("What communities ask of those who tell a story"),
        N_("as long as the community stands; without your name once your account is deleted"),
        N_("They belong to everybody in the community, and stories are written by them."),
        {
            "story_way": _of(
                content="name about prompts",
                usage="at retired_at",
                structure="id way version community_id by_id instead_of",
            ),
        },
    ),
    Holding(
        "story_drafts",
        N_("Stories that you have begun"),
        N_("until you tell them or put them away"),
        N_("So that you can go on writing. Nobody else reads them."),
        {
            "story_draft": _of(
                content="answers title note others supporter",
                usage="began_at changed_at decides",
                structure="id author_id reach template template_version approved origin_id story_id",
            ),
        },
    ),
)
