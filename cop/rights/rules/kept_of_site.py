"""What is kept for people alone, and for the site: table by table, each column in its class."""

from typing import Final

from cop.core.errors import N_
from cop.rights.rules.holdings import Holding
from cop.rights.rules.holdings import columns as _of

OF_SITE: Final = (
    Holding(
        "own-work",
        N_("Your challenges, commitments and review sheets, sealed with your own key"),
        N_("until you delete them or your account; then the key is destroyed"),
        N_("They are yours: they outlive the set."),
        {
            "challenge": _of(
                content="sentence wants why better who_else helps success",
                usage="level created_at changed_at",
                structure="id user_id set_id",
            ),
            "challenge_turn": _of(
                content="sentence wants learnt happened",
                usage="held_on level created_at",
                structure="id challenge_id season_date_id number",
            ),
            "kept_question": _of(content="text", usage="kept_at", structure="id turn_id"),
            "commitment": _of(
                content="what first_step outcome learnt",
                usage="by_when state reported_at created_at redated_at halfway_sent_at eve_sent_at",
                structure="id set_id user_id written_by_id challenge_id made_at_id reported_at_id",
            ),
            "review_line": _of(
                content="prompt text",
                usage="held_on written_at shared_at",
                structure="id user_id set_id season_date_id number",
            ),
            "reminder_refusal": _of(usage="since", structure="user_id"),
            "coaching": _of(usage="clean", structure="user_id"),
        },
    ),
    Holding(
        "access-log",
        N_("Who opened a set, on whose word, and who came and went"),
        N_("as long as the site stands"),
        N_("So that nobody looks into a set unseen. It can only be added to, and names people by number."),
        {
            "access_line": _of(usage="at", security="chain", structure="id set_id glass_id kind who_id about_id"),
            "break_glass": _of(
                content="reason",
                usage="asked_at agreed_at ends_at told_at",
                structure="id set_id asked_by_id agreed_by_id",
            ),
        },
    ),
    Holding(
        "jobs",
        N_("Work to be done later, such as a letter to be sent"),
        N_("30 days after it was done; the address is forgotten as soon as the letter is sent"),
        N_("So that no letter is lost. We keep no log of letters beyond that."),
        {
            "job": _of(
                usage="payload run_at leased_until tries error finished_at",
                security="lease",
                structure="id kind",
            ),
        },
    ),
    Holding(
        "copies",
        N_("A copy of everything of yours, once you ask for it"),
        N_("7 days, or what this site has chosen; then its key is destroyed"),
        N_("So that you can take it along."),
        {
            "data_copy": _of(content="content", usage="asked_at made_at ends_at", structure="id user_id"),
        },
    ),
    Holding(
        "erasures",
        N_("Who asked for their account to be deleted, and a list of the numbers of those that were"),
        N_("the wish until it is carried out; the list as long as the site stands"),
        N_("So that a backup cannot bring anybody back."),
        {
            "erasure": _of(usage="keeps_words asked_at due_at", structure="user_id"),
            "erasure_line": _of(usage="joined_at keeps_words at", structure="id user_id"),
        },
    ),
    Holding(
        "complaints",
        N_("Complaints and requests, sealed, and what came of them"),
        N_("two years after they are answered"),
        N_("So that we can show that we answered."),
        {
            "complaint": _of(
                account="email",
                content="name words outcome",
                usage="received_at acknowledged_at settled_at",
                structure="id user_id kind answered_by_id",
            ),
        },
    ),
)
