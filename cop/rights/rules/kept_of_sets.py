"""What is kept of sets and their meetings: table by table, each column in its class."""

from typing import Final

from cop.core.errors import N_
from cop.rights.rules.holdings import Holding
from cop.rights.rules.holdings import columns as _of

OF_SETS: Final = (
    Holding(
        "set-words",
        N_("What a set has agreed and said, sealed with the set's own key"),
        N_(
            "24 months after the set closes, or what the set has decided between 6 and 60; then the key is "
            "destroyed, so that no backup opens it"
        ),
        N_("It is the set's memory, and nobody else's."),
        {
            "learning_set": _of(
                content="name purpose",
                usage="seats meeting_minutes slot_minutes format_key fewest_members created_at state",
                structure="id community_id created_by_id season",
            ),
            "agreement": _of(
                content="ground_rules html",
                usage="confidentiality sharing advice created_at",
                structure="id set_id version render_version written_by_id",
            ),
            "set_format": _of(content="document", usage="written_at", structure="set_id version written_by_id"),
            "season_answer": _of(
                content="prompt text",
                usage="written_at",
                structure="id set_id season half user_id",
            ),
            "question_starters": _of(content="text", structure="set_id phase"),
            "set_asking": _of(usage="coach", structure="set_id version"),
            "meeting": _of(
                content="format ended_why",
                usage="patient_until progress around_table sharing order_reason opened_at closed_at",
                security="seed",
                structure="id set_id handed_to_id offered_to_id stand_in_id timekeeper_id version",
            ),
            "tray_question": _of(
                content="text",
                usage="state queued_at asked_at felt_like_advice made_me_think",
                structure="id meeting_id author_id asked_of_id slot phase",
            ),
            "heard_commitment": _of(
                content="what first_step",
                usage="by_when written_at",
                structure="id meeting_id user_id written_by_id",
            ),
            "visitor": _of(
                account="name",
                usage="asked_at",
                security="token_hash",
                structure="id meeting_id kind user_id asked_by_id",
            ),
            "visitor_voice": _of(usage="yes said_at", structure="visitor_id user_id"),
        },
    ),
    Holding(
        "in-the-room",
        N_("What is true only while a meeting runs: drafts, bids, words to a facilitator alone, who is there"),
        N_("until the meeting closes"),
        N_("So that a dropped connection loses nothing."),
        {
            "bid": _of(content="sentence wants", usage="urgency level", structure="meeting_id user_id"),
            "abstention": _of(structure="meeting_id user_id"),
            "private_word": _of(content="text", usage="said_at", structure="id meeting_id from_id to_id"),
            "go_ahead": _of(usage="said_at", structure="meeting_id user_id"),
            "tray_writing": _of(
                content="text",
                usage="mentioned_in_slot",
                structure="meeting_id author_id question_id page turn revision",
            ),
            "presence_lease": _of(usage="lease_until", structure="meeting_id user_id connection"),
        },
    ),
    Holding(
        "airtime",
        N_("Who came to a meeting, and who had the floor for how long; never what was said"),
        N_("as long as the set's words; afterwards as numbers without a name where an account is deleted"),
        N_("So that time is shared fairly, and the sums of the others stay right."),
        {
            "attendance": _of(
                usage="arrived_at came_in_at affirmed_at credit leaves_at left_at shares",
                structure="meeting_id user_id",
            ),
            "record_line": _of(
                usage="began ended planned_seconds held_seconds seconds",
                structure="id meeting_id kind key slot person",
            ),
            "ledger_entry": _of(
                usage="credit_seconds used_seconds planned_seconds",
                structure="season_date_id user_id set_id",
            ),
        },
    ),
    Holding(
        "sets-around",
        N_("Seats of a set, its dates, what was accepted and how it ends"),
        N_("as long as the set's words; the seats as a record that there was one"),
        N_("So that the set knows who sits in it, and since when."),
        {
            "seat": _of(
                account="email",
                content="told_as",
                usage="role is_deputy state invited_at told_at ready_told_at joined_at left_at",
                structure="id set_id user_id position invited_by_id",
            ),
            "seat_voice": _of(usage="yes said_at", structure="seat_id user_id"),
            "agreement_acceptance": _of(usage="accepted_at", structure="agreement_id user_id"),
            "season_date": _of(
                usage="starts_at minutes held_at cancelled_at",
                structure="id set_id number season facilitator_id",
            ),
            "season_change": _of(usage="before after changed_at", structure="id set_id kind changed_by_id"),
            "closing": _of(
                usage="announced_at closes_at months closed_at emptied_at",
                structure="set_id announced_by_id",
            ),
            "closing_objection": _of(usage="said_at", structure="set_id user_id"),
        },
    ),
    Holding(
        "ladder",
        N_("Words of yours that you are taking to where more people read them, sealed with your own key"),
        N_(
            "until you send them, put them away or delete your account; that somebody was asked and has not said yes, "
            "until either of you deletes theirs"
        ),
        N_("So that whoever is named agrees first. Where they come from is told to nobody."),
        {
            "climb": _of(
                content="title words html",
                usage="began_at changed_at sent_at",
                structure="id user_id space_id thread_id origin",
            ),
            "climb_ask": _of(
                content="words",
                usage="answer asked_at answered_at",
                structure="id climb_id by_id user_id",
            ),
        },
    ),
)
