"""Inviting people and coming in, on both databases."""

import re
import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from cop.communities import queries, service
from cop.communities.models import CommunityInvitation, CommunityMembership
from cop.communities.queries import invitations as found
from cop.communities.rules.invitations import Asked
from cop.communities.rules.rows import Fault
from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import CopError, NotAllowed, NotVisible, RuleBroken
from cop.core.links import token_of
from cop.people import service as people
from tests.factories.communities import a_community, a_space
from tests.factories.people import a_user

DAY = timedelta(days=1)
LEE = Asked("lee@example.org", name="Lee")


def letters_to(app, address):
    return [each for each in app.extensions["cop_mailer"].sent if each["To"] == address]


def token_in(letter):
    [token] = re.findall(r"/invited/(\w+)", letter.get_content())
    return token


def state_of(email):
    return db.session.scalar(
        select(CommunityInvitation.state)
        .where(CommunityInvitation.email == email)
        .order_by(CommunityInvitation.id.desc())
    )


def own_token():
    [seed] = db.session.scalars(select(CommunityInvitation.seed))
    return token_of(seed)


def invite_lee(cast, now, *, preset="restricted", **given):
    """The community, and the token of Lee's letter."""
    community_id = a_community(cast, preset=preset, now=now)
    service.invite(cast.hana, community_id, asked=[LEE], now=now, **given)
    return community_id, own_token()


def is_in(community_id, person):
    return person.id in queries.members_in(community_id)


def test_a_letter_leads_somebody_in_once(app, cast, now):
    with app.app_context():
        community_id, _ = invite_lee(cast, now)
        assert state_of("lee@example.org") == "waiting"
        jobs.run_all(now=now)
        [letter] = letters_to(app, "lee@example.org")
        lee = a_user("Lee")

        assert "Dementia network" in letter["Subject"]
        assert [each.community_id for each in found.invitations_to(lee, now=now)] == [community_id]
        with pytest.raises(NotAllowed):
            service.accept(cast.cy, token_in(letter), now=now)
        assert service.accept(lee, token_in(letter), now=now) == community_id
        assert is_in(community_id, lee)
        assert state_of("lee@example.org") == "joined"
        with pytest.raises(RuleBroken):
            service.accept(lee, token_in(letter), now=now)


def test_the_database_holds_no_token(app, cast, now):
    with app.app_context():
        _, token = invite_lee(cast, now)
        row = db.session.scalars(select(CommunityInvitation)).one()

        assert token not in {str(value) for value in vars(row).values()}


def test_reminders_come_three_times_and_stop_with_an_answer(app, cast, now):
    with app.app_context():
        invite_lee(cast, now)
        counts = []
        for day in (0, 2, 3, 9, 10, 21, 27):
            jobs.run_all(now=now + day * DAY)
            counts.append(len(letters_to(app, "lee@example.org")))

        assert counts == [1, 1, 2, 2, 3, 4, 4]
        assert "reminder" in letters_to(app, "lee@example.org")[1].get_content()


@pytest.mark.parametrize("answer", ["opened", "declined", "withdrawn"])
def test_nobody_who_has_answered_is_reminded(app, cast, now, answer):
    with app.app_context():
        community_id, token = invite_lee(cast, now)
        jobs.run_all(now=now)
        if answer == "opened":
            service.say_yes(token, now=now)
        elif answer == "declined":
            service.decline(token, never_again=False, now=now)
        else:
            [own] = found.invitations_of(cast.hana, queries.community_for(cast.hana, community_id))
            service.withdraw(cast.hana, community_id, invitation_id=own.id, now=now)
        jobs.run_all(now=now + 12 * DAY)

        assert state_of("lee@example.org") == answer
        assert len(letters_to(app, "lee@example.org")) == 1


def test_an_invitation_lapses_after_28_days(app, cast, now):
    with app.app_context():
        community_id, token = invite_lee(cast, now)
        later = now + 28 * DAY
        jobs.run_all(now=later)

        assert letters_to(app, "lee@example.org") == []
        with pytest.raises(RuleBroken):
            service.say_yes(token, now=later)
        for chore in app.extensions["cop_chores"]:
            chore(now=later)
        assert state_of("lee@example.org") == "lapsed"
        assert service.invite(cast.hana, community_id, asked=[LEE], now=later) == 1


def test_no_letter_goes_out_in_the_name_of_somebody_who_may_no_longer_invite(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        service.invite(cast.ada, community_id, asked=[LEE], now=now)
        service.give_role(cast.hana, community_id, person_id=cast.ada.id, role="member")
        jobs.run_all(now=now)

        assert letters_to(app, "lee@example.org") == []
        assert state_of("lee@example.org") == "withdrawn"


def test_whoever_wants_no_invitations_gets_none_from_anybody(app, cast, now):
    with app.app_context():
        community_id, token = invite_lee(cast, now)
        service.decline(token, never_again=True, now=now)
        service.invite(cast.ada, community_id, asked=[LEE], now=now)
        people.invite(cast.bo, "lee@example.org", now=now)
        jobs.run_all(now=now)

        assert letters_to(app, "lee@example.org") == []
        assert state_of("lee@example.org") == "declined"


def test_one_address_gets_three_letters_a_day_and_the_rest_later(app, cast, now):
    with app.app_context():
        for number in range(4):
            community_id = a_community(cast, now=now, name=f"Network {number}")
            service.invite(cast.hana, community_id, asked=[LEE], now=now)
        jobs.run_all(now=now)

        assert len(letters_to(app, "lee@example.org")) == 3
        jobs.run_all(now=now + DAY)
        assert len(letters_to(app, "lee@example.org")) == 4


def test_an_address_that_does_not_exist_is_told_to_the_inviter(app, cast, now, monkeypatch):
    codes = iter([450, 550])

    def refuse(_message):
        raise smtplib.SMTPRecipientsRefused({"lee@example.org": (next(codes), b"no")})

    monkeypatch.setattr(app.extensions["cop_mailer"], "send", refuse)
    with app.app_context():
        invite_lee(cast, now)
        jobs.run_all(now=now)
        assert state_of("lee@example.org") == "waiting"
        jobs.run_all(now=now + DAY)
        assert state_of("lee@example.org") == "bounced"


def test_members_of_a_confidential_community_know_before_anybody_is_written_to(app, cast, now):
    with app.app_context():
        community_id, _ = invite_lee(cast, now, preset="confidential")
        service.leave(cast.gil, community_id, now=now)
        jobs.run_all(now=now)
        told = [each["To"] for each in app.extensions["cop_mailer"].sent]
        assert sorted(told) == ["ada@example.org", "bo@example.org", "mina@example.org"]
        [waiting] = found.asked_into(community_id)
        assert (waiting.name, waiting.invited_by and waiting.invited_by.name) == ("Lee", "Hana")
        jobs.run_all(now=now + DAY)

        [letter] = letters_to(app, "lee@example.org")
        assert not [each for each in app.extensions["cop_mailer"].sent if "Dementia" in f"{each['Subject']}{each}"]
        assert "confidential" in letter.get_content()


def test_who_may_invite_and_who_sees_what_becomes_of_it(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        for who in (cast.bo, cast.gil, cast.cy):
            with pytest.raises(NotAllowed):
                service.invite(who, community_id, asked=[LEE], now=now)
        service.invite(cast.hana, community_id, asked=[LEE], now=now)
        assert service.invite(cast.ada, community_id, asked=[LEE, Asked("mo@example.org")], now=now) == 1
        assert service.invite(cast.ada, community_id, asked=[LEE], now=now) == 0
        of_hana, of_ada = (queries.community_for(who, community_id) for who in (cast.hana, cast.ada))
        [own] = found.invitations_of(cast.ada, of_ada)
        [other] = [each for each in found.invitations_of(cast.hana, of_hana) if each.email == "lee@example.org"]

        assert own.email == "mo@example.org"
        for invitation_id in (other.id, 999_999):
            with pytest.raises(NotVisible):
                service.withdraw(cast.ada, community_id, invitation_id=invitation_id, now=now)


def test_an_invitation_may_name_somebody_in_spaces(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        nights = a_space(community_id, by=cast.hana, now=now)
        sealed = a_space(community_id, by=cast.hana, now=now, preset="confidential")
        asked = [Asked("cy@example.org", space_ids=(nights,))]
        for who, spaces in ((cast.hana, (sealed,)), (cast.ada, (nights,))):
            with pytest.raises(RuleBroken):
                service.invite(who, community_id, asked=[Asked("cy@example.org", space_ids=spaces)], now=now)
        service.invite(cast.hana, community_id, asked=asked, now=now)
        service.accept(cast.cy, own_token(), now=now)

        assert cast.cy.id in [each.user_id for each in queries.named_in(nights)]


def test_whoever_says_yes_and_then_makes_the_account_is_in(app, cast, now):
    with app.app_context():
        community_id, token = invite_lee(cast, now)
        account_token = service.say_yes(token, now=now) or ""
        people.accept(account_token, name="Lee", time_zone="Europe/London", password=None, device="a test", now=now)

        members = {each.name for each in queries.members_of(community_id)}
        assert "Lee" in members
        assert state_of("lee@example.org") == "joined"


def test_whoever_has_an_account_signs_in_with_it(app, cast, now):
    with app.app_context():
        _, token = invite_lee(cast, now)
        a_user("Lee")

        assert service.say_yes(token, now=now) is None


def test_saying_yes_again_and_again_sends_no_flood(app, cast, now):
    with app.app_context():
        _, token = invite_lee(cast, now)
        for _ in range(3):
            service.say_yes(token, now=now)
        with pytest.raises(RuleBroken):
            service.say_yes(token, now=now)
        for spent in ("made-up", token[:-1]):
            with pytest.raises(RuleBroken):
                service.decline(spent, never_again=True, now=now)


def test_abuse_30_41_a_link_lets_so_many_in_of_some_domains_until_it_is_taken_back(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        with pytest.raises(NotAllowed):
            service.make_link(cast.ada, community_id, role="member", most=2, domains="", now=now)
        link = service.make_link(cast.hana, community_id, role="observer", most=2, domains="example.org", now=now)
        link_id, token = link.id, token_of(link.seed)
        far = a_user("Far", email="far@elsewhere.org")

        with pytest.raises(NotAllowed):
            service.accept(far, token, now=now)
        for person in (cast.cy, cast.cy, cast.bo, cast.eli):
            service.accept(person, token, now=now)
        with pytest.raises(RuleBroken):
            service.accept(cast.fay, token, now=now)
        roles = {each.name: each.role for each in queries.members_of(community_id)}
        assert (roles["Cy"], roles["Bo"]) == ("observer", "member")
        assert found.links_of(community_id, now=now) == []
        with pytest.raises(NotVisible):
            service.end_link(cast.hana, community_id, link_id=link_id + 1_000, now=now)


def test_a_link_that_was_taken_back_or_is_old_opens_nothing(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        another = service.make_link(cast.hana, community_id, role="member", most=2, domains="", now=now)
        another_id, another_token = another.id, token_of(another.seed)
        service.end_link(cast.hana, community_id, link_id=another_id, now=now)
        with pytest.raises(RuleBroken):
            service.accept(cast.fay, another_token, now=now)
        old = service.make_link(cast.hana, community_id, role="member", most=2, domains="", now=now)
        with pytest.raises(RuleBroken):
            service.accept(cast.fay, token_of(old.seed), now=now + 14 * DAY)


def test_a_link_writes_to_an_address_of_its_domains(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        link = service.make_link(cast.hana, community_id, role="member", most=2, domains="example.org", now=now)
        token = token_of(link.seed)
        for address in ("cy@example.org", "newcomer@example.org"):
            service.ask_for_letter(token, address, now=now)
        with pytest.raises(RuleBroken):
            service.ask_for_letter(token, "far@elsewhere.org", now=now)
        with pytest.raises(RuleBroken):
            service.ask_for_letter("made-up", "cy@example.org", now=now)
        jobs.run_all(now=now)

        known, new = (letters_to(app, each)[0].get_content() for each in ("cy@example.org", "newcomer@example.org"))
        assert re.search(rf"/sign-in/links/\S+\?next=/invited/{token}", known)
        assert re.search(rf"/invitations/\S+\?next=/invited/{token}", new)


def test_a_forwardable_invitation_is_for_whoever_has_it(app, cast, now):
    with app.app_context():
        community_id, token = invite_lee(cast, now, forwardable=True)
        service.ask_for_letter(token, "cy@example.org", now=now)
        with pytest.raises(RuleBroken):
            service.say_yes(token, now=now)
        service.accept(cast.cy, token, now=now)

        assert is_in(community_id, cast.cy)


def test_a_file_keeps_what_becomes_of_each_line(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        service.invite(cast.ada, community_id, asked=[LEE], now=now)
        asked = [Asked(f"p{number}@example.org", line=number + 2) for number in range(60)]
        faults = [Fault(62, "nobody", "That is not an email address.", {})]
        kept = service.invite_all(
            cast.hana, community_id, asked=[*asked, Asked("lee@example.org", line=70)], faults=faults, now=now
        )
        file_id = kept.id
        assert [each[0] for each in kept.faults] == [62, 70]
        jobs.run_all(now=now)
        sent = [each.state for each in found.invitations_in(file_id)]

        assert (sent.count("sent"), sent.count("waiting")) == (50, 10)
        jobs.run_all(now=now + timedelta(minutes=1))
        assert {each.state for each in found.invitations_in(file_id)} == {"sent"}
        of_hana, of_ada = (queries.community_for(who, community_id) for who in (cast.hana, cast.ada))
        assert [each.id for each in found.files_of(cast.hana, of_hana)] == [file_id]
        with pytest.raises(NotVisible):
            found.file_for(cast.ada, of_ada, file_id=file_id)
        assert found.file_for(cast.hana, of_hana, file_id=file_id).id == file_id


def _attempt(app, action):
    with app.app_context():
        try:
            action()
        except CopError as refusal:
            return refusal.status
        return 200


@pytest.mark.parametrize("kind", ["link", "invitation"])
def test_fifty_at_once_for_one_seat_and_one_joins(app, cast, now, kind):
    with app.app_context():
        crowd = [a_user(f"Person {number}") for number in range(50)]
        if kind == "link":
            community_id = a_community(cast, now=now)
            token = token_of(
                service.make_link(cast.hana, community_id, role="member", most=1, domains="", now=now).seed
            )
        else:
            community_id, token = invite_lee(cast, now, forwardable=True)
        before = len(queries.members_in(community_id))

    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda each: _attempt(app, lambda: service.accept(each, token, now=now)), crowd))

    with app.app_context():
        assert len(queries.members_in(community_id)) == before + 1
    assert sorted(answers) == [200] + [422] * 49


def test_nobody_is_written_to_after_they_left_or_were_suspended(app, cast, now):
    with app.app_context():
        community_id = a_community(cast, now=now)
        assert found.address_of_member(community_id, user_id=cast.bo.id) == "bo@example.org"
        assert found.address_of_member(community_id, user_id=cast.dee.id) is None
        with transaction() as tx:
            tx.session.execute(
                update(CommunityMembership).where(CommunityMembership.user_id == cast.bo.id).values(until=now)
            )
        assert found.address_of_member(community_id, user_id=cast.bo.id) is None
