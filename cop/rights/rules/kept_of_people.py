"""What is kept of people, and of what they belong to: table by table, each column in its class."""

from typing import Final

from cop.core.errors import N_
from cop.rights.rules.holdings import Holding
from cop.rights.rules.holdings import columns as _of

OF_PEOPLE: Final = (
    Holding(
        "account",
        N_("Your account: your name, your address, and what you say of yourself"),
        N_("until you delete it"),
        N_("Without it nobody could sign in, and nobody would know whom they meet."),
        {
            "account": _of(
                account="email name pronouns time_zone locale about",
                usage="is_demo created_at erased_at",
                security="password_hash is_admin suspended_at",
                structure="id",
            ),
        },
    ),
    Holding(
        "sign-ins",
        N_("Where you are signed in, the links that let you in, and which forms you sent"),
        N_("sign-ins 30 days after they end; links a day after they run out; which forms, 2 days"),
        N_("So that you can see and end them, and so that a form that is sent twice has one effect."),
        {
            "sign_in": _of(
                usage="way second device created_at expires_at ended_at",
                security="token_hash",
                structure="id user_id",
            ),
            "sign_in_link": _of(usage="expires_at used_at", security="token_hash", structure="id user_id"),
            "form_receipt": _of(usage="location created_at", structure="key person_id"),
        },
    ),
    Holding(
        "second-steps",
        N_("The second step with which you sign in: your app, recovery codes, passkeys, and browsers known as yours"),
        N_(
            "until you remove them, or delete your account; a browser a year after you last signed in there; "
            "a sign-in that waits for its second step, minutes"
        ),
        N_("So that nobody else signs in as you, and nobody can lock you out."),
        {
            "authenticator": _of(usage="confirmed_at last_step", security="secret", structure="user_id"),
            "recovery_code": _of(security="code_hash", structure="user_id"),
            "passkey": _of(
                account="name",
                usage="created_at used_at",
                security="credential_id public_key sign_count handle",
                structure="id user_id",
            ),
            "passkey_challenge": _of(usage="expires_at", security="challenge handle", structure="user_id"),
            "sso_identity": _of(account="subject", usage="issuer connected_at", structure="id user_id"),
            "known_device": _of(usage="expires_at", security="token_hash", structure="id user_id"),
            "sign_in_step": _of(usage="way wrong expires_at", security="token_hash", structure="id user_id"),
        },
    ),
    Holding(
        "account-invitations",
        N_("Addresses that somebody invited to make an account"),
        N_("90 days after they are answered or run out"),
        N_(
            "So that nobody is written to twice. Of whoever wants no invitations, a fingerprint of the "
            "address stays, for that very reason."
        ),
        {
            "account_invitation": _of(
                account="email",
                usage="created_at expires_at accepted_at",
                security="token_hash",
                structure="id invited_by_id",
            ),
            "uninvited_address": _of(usage="said_at", security="address_hash"),
        },
    ),
    Holding(
        "organisations",
        N_("Organisations, their codes and how they hang together"),
        N_("as long as the site stands"),
        N_("They are public facts, and name no person."),
        {
            "organisation": _of(
                content="attribution can_share would_like_to_learn",
                usage="name valid_from valid_to",
                structure="id kind",
            ),
            "organisation_code": _of(usage="valid_from valid_to", structure="id organisation_id scheme code"),
            "organisation_relation": _of(
                content="reason",
                usage="valid_from valid_to excluded",
                structure="id from_id to_id kind",
            ),
        },
    ),
    Holding(
        "organisation-memberships",
        N_("To which organisation you belong, and since when"),
        N_("until you or they end it, or you delete your account"),
        N_("So that others know for whom somebody speaks."),
        {
            "organisation_membership": _of(
                usage="since until role leads confirmed shown",
                structure="id organisation_id user_id",
            ),
            "community_organisation": _of(
                usage="brings roles asked_by_lead asked_at agreed_at ended_at",
                structure="id community_id organisation_id",
            ),
        },
    ),
    Holding(
        "organisation-files",
        N_("Files of organisations that an administrator handed in"),
        N_("7 days"),
        N_("So that they can be looked at before they are taken in."),
        {
            "organisation_import": _of(
                content="file_name content told",
                usage="made_at taken_at",
                structure="id by_id",
            ),
        },
    ),
    Holding(
        "places",
        N_("Communities, their spaces, agreements, log, votes and programmes"),
        N_("as long as the community stands, as an archive too"),
        N_("They belong to everybody in them. Who wrote them goes when that account is deleted."),
        {
            "community": _of(
                content="name purpose",
                usage="founded_at changed_at widened_at stage closing_since closes_at closed_at",
                structure="id modules door read join",
            ),
            "space": _of(content="name purpose", structure="id community_id for_everyone door read join"),
            "community_agreement": _of(
                content="text why",
                usage="made_at",
                structure="id community_id number author_id",
            ),
            "community_note": _of(content="words", usage="at", structure="id community_id user_id kind"),
            "place_change": _of(usage="at before after", structure="id community_id space_id actor_id"),
            "module_vote": _of(
                content="why",
                usage="module turns_on opened_at closes_at carried",
                structure="id community_id proposer_id",
            ),
            "renewal": _of(content="outcome", usage="asked_at until", structure="id community_id"),
            "programme": _of(
                content="name purpose funders strategy",
                usage="begins ends deadline created_at",
                structure="id organisation_id keeper_id",
            ),
            "programme_community": _of(usage="since", structure="programme_id community_id"),
            "join_question": _of(content="text", structure="community_id position"),
            "invitation_link": _of(
                content="domains",
                usage="role most uses created_at expires_at revoked_at",
                security="seed token_hash",
                structure="id community_id created_by_id",
            ),
        },
    ),
    Holding(
        "belonging",
        N_("To what you belong, what you accepted, how you voted and who welcomed you"),
        N_("until you delete your account"),
        N_("So that the right people read the right things."),
        {
            "community_membership": _of(usage="role since until silent_until", structure="id community_id user_id"),
            "space_membership": _of(usage="since until", structure="id space_id user_id"),
            "community_agreement_acceptance": _of(usage="accepted_at", structure="agreement_id user_id"),
            "widening_answer": _of(usage="answered_at", structure="community_id user_id"),
            "module_voice": _of(usage="yes", structure="vote_id user_id"),
            "renewal_voice": _of(usage="wish", structure="renewal_id user_id"),
            "community_brought": _of(usage="state due_at is_named", structure="part_id user_id"),
            "leading_role": _of(
                usage="kind offered_at begins ends answered_at accepted given_back_at",
                structure="id community_id user_id offered_by_id",
            ),
            "first_steps_put_away": _of(usage="which at", structure="community_id user_id"),
            "welcome": _of(usage="said_at", structure="community_id user_id by_id"),
            "community_ban": _of(usage="since", structure="community_id user_id by_id"),
        },
    ),
)
