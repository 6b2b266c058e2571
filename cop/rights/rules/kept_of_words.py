"""What is kept of what people say in communities: table by table, each column in its class."""

from typing import Final

from cop.core.errors import N_
from cop.rights.rules.holdings import Holding
from cop.rights.rules.holdings import columns as _of

OF_WORDS: Final = (
    Holding(
        "coming-in",
        N_("Who is asked into a community, and who asks to come in"),
        N_(
            "invitations 90 days after they end, files of them 180 days after they were handed in, requests "
            "until the account is deleted"
        ),
        N_("So that nobody is asked twice, and a refusal can be explained."),
        {
            "community_invitation": _of(
                account="email name",
                content="organisation",
                usage="role forwardable state letters created_at expires_at sent_at last_letter_at ended_at",
                security="seed token_hash",
                structure="id community_id space_ids invited_by_id file_id line user_id",
            ),
            "invitation_file": _of(content="faults", usage="created_at", structure="id community_id created_by_id"),
            "join_request": _of(
                content="answers sentence",
                usage="state created_at decided_at",
                structure="id community_id user_id decided_by_id",
            ),
            "founding": _of(
                content="name purpose first_space prompt_title prompt gathering place",
                usage="gathering_at proposed_at",
                structure="id proposer_id community_id preset",
            ),
            "founding_voice": _of(account="email", usage="said said_at", structure="id founding_id user_id"),
        },
    ),
    Holding(
        "conversations",
        N_("What is written in conversations"),
        N_("until whoever wrote it removes it, or the community is deleted"),
        N_("They are what a community knows."),
        {
            "thread": _of(
                content="title asks",
                usage="created_at last_post_at post_count privately unnamed",
                structure="id space_id author_id bound edition asked_id into_id",
            ),
            "post": _of(
                content="source html evidence claim hidden_words hidden_title hidden_claim",
                usage="created_at edited_at proposed_at shown_at by_guest hidden_at unnamed",
                structure="id thread_id author_id render_version bound",
            ),
            "thread_move": _of(content="reason", usage="at did", structure="id thread_id by_id from_id"),
            "post_stood": _of(structure="post_id thread_id began"),
            "quotation": _of(structure="post_id quoted_id"),
            "post_mention": _of(usage="called_at stands", structure="post_id user_id"),
            "post_nod": _of(content="kind", usage="said_at", structure="id post_id user_id"),
            "disagreement": _of(usage="said_at", structure="id thread_id one_id other_id by_id"),
            "thread_guest": _of(usage="given_at until ended_at", structure="id thread_id user_id by_id"),
        },
    ),
    Holding(
        "earlier-wordings",
        N_("What posts in conversations said before whoever wrote them changed them"),
        N_("30 days after the change, or until whoever wrote it lets more people read it or deletes their account"),
        N_("So that whoever answered to words that were changed is not left standing with an answer to nothing."),
        {"earlier_wording": _of(content="source claim", usage="until", structure="id post_id")},
    ),
    Holding(
        "readings",
        N_("How many posts of a conversation you have read, without a time"),
        N_("as long as the conversation, until you leave its community or delete your account"),
        N_("So that you are shown what is new to you. Nobody else is, in any form."),
        {"thread_reading": _of(usage="posts", structure="thread_id user_id")},
    ),
    Holding(
        "drafts",
        N_("What you have begun to write and not sent, sealed with your own key"),
        N_("90 days after you last wrote in it; or until you send it, throw it away or delete your account"),
        N_("So that no words are lost when the network or a browser is. Nobody else reads them."),
        {
            "draft": _of(
                content="title body more",
                usage="written_at",
                structure="id user_id place page turn revision",
            ),
        },
    ),
    Holding(
        "gatherings",
        N_("Gatherings, and who comes"),
        N_("as long as the community stands; your answers until you delete your account"),
        N_("So that people find each other."),
        {
            "gathering": _of(
                content="title place link",
                usage="starts_at created_at moved_at called_off_at hidden_at",
                structure="id space_id host_id bound",
            ),
            "gathering_answer": _of(usage="going said_at", structure="gathering_id user_id"),
            "gathering_guest": _of(usage="given_at until ended_at", structure="id gathering_id user_id by_id"),
        },
    ),
    Holding(
        "care",
        N_("What is reported in a community, and what was decided about it"),
        N_("as long as the community stands; without your name and your words once you delete your account"),
        N_("So that somebody looks at it, and a decision can be explained and appealed against."),
        {
            "report": _of(
                content="words line",
                usage="why at closed_at",
                structure="id community_id post_id story_id response_id issue_id gathering_id poll_id author_id by_id",
            ),
            "moderation_act": _of(
                content="reason", usage="did at", structure="id community_id by_id person_id kind item_id"
            ),
            "silence": _of(usage="until ended_at", structure="id community_id user_id"),
            "appeal": _of(content="words", usage="at", structure="id act_id answer_id by_id"),
        },
    ),
    Holding(
        "rounds",
        N_("Rounds of a gathering, and who is in them"),
        N_("a day after they end"),
        N_("What is said in them is not kept at all."),
        {
            "round": _of(usage="progress opened_at ended_at", structure="id space_id kind keeper_id version"),
            "round_seat": _of(usage="arrived_at heard_at left_at", structure="round_id user_id"),
        },
    ),
)
