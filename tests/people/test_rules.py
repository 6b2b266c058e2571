"""What people may be called, which passwords are too easy, and where a sign-in may lead."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.core.errors import RuleBroken
from cop.people.rules import names, tokens
from cop.people.rules.devices import device_in_words
from cop.people.rules.passwords import check_password
from cop.people.rules.paths import own_path
from cop.people.rules.tries import Tries, Whence, network_of

AT_TEN = datetime(2026, 11, 26, 10, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Ada Okafor", "Siân Ó Néill", "  Li  Wei ", "محمد", "J.R. Smith", "St.John", "李"])
def test_people_are_called_what_they_are_called(name: str) -> None:
    assert names.name_of(name) == " ".join(name.split())


@pytest.mark.parametrize(
    "name",
    ["", "   ", "…", "12", "Ada\u202egnp", "A\u200bda", "Ada\x00", "x" * 81, "Admin", "cop", "www.evil.com",
     "see evil.com", "<b>Ada</b>", "ada@evil.example", "\ud800"],
)  # fmt: skip
def test_a_name_cannot_deceive(name: str) -> None:
    with pytest.raises(RuleBroken):
        names.name_of(name)


@pytest.mark.parametrize(("typed", "kept"), [(" Ada@Example.ORG ", "ada@example.org"), ("a+b@x.test", "a+b@x.test")])
def test_an_address_has_one_form(typed: str, kept: str) -> None:
    assert names.email_of(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "ada", "ada@", "a@b@c.org", "a da@x.org", "ada@x.org\nbcc: b@x.org", "a" * 300 + "@x.org"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken):
        names.email_of(typed)


@pytest.mark.parametrize(
    "password",
    ["", "short", "Password1234!", "P@ssw0rd!!!!", "passwordpasswordpassword", "Liverpool2024!!", "841937206518",
     "summerfootball1", "qwertyuiop123", "aaaaaaaaaaaaaa", "ada.okafor1979!", "x" * 1_025],
)  # fmt: skip
def test_an_obvious_password_is_refused(password: str) -> None:
    with pytest.raises(RuleBroken):
        check_password(password, about=("Ada Okafor", "ada@example.org"))


@pytest.mark.parametrize(
    "password", ["wet lantern under a bus", "x9$kQ2!mmz00", "пароль-облако-7", "wet lantern under a bus " * 40]
)
def test_a_password_nobody_would_try_is_fine(password: str) -> None:
    check_password(password, about=("Ada Okafor", "ada@example.org"))


@pytest.mark.parametrize("path", ["/", "/people/me", "/sets/3?x=1&y=%20", "/stories/1#end"])
def test_a_sign_in_leads_to_a_page_of_ours(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [None, "", "//evil.example", "/\\evil.example", "\\\\evil", "https://evil.example", "https:evil.example",
     "/%2f%2fevil", "%2f%2fevil.example", "/%5cevil.example", "/\t/evil.example", " //evil.example", "/\n/evil",
     "javascript:alert(1)",
     "evil.example", "/%09/evil.example", "/\u00a0/evil"],
)  # fmt: skip
def test_abuse_58_a_sign_in_never_leads_elsewhere(path: str | None) -> None:
    assert own_path(path) == "/"


def test_a_device_is_told_in_words_and_no_finer() -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"

    assert (device_in_words(agent), device_in_words("curl/8")) == ("Firefox, Windows", "")


@pytest.mark.parametrize(("way", "minutes", "asked"), [("link", 59, False), ("link", 61, True), ("password", 1, True)])
def test_coming_in_by_a_link_spares_the_old_password_for_an_hour(way: str, minutes: int, asked: bool) -> None:
    assert tokens.needs_password(way, AT_TEN, now=AT_TEN + timedelta(minutes=minutes)) is asked


def test_abuse_68_tries_run_out_where_they_are_made_and_come_back() -> None:
    tries, here = Tries(), Whence("ada@example.org", "10.0.0.1")
    for _ in range(10):
        tries.check(here, at=0)

    with pytest.raises(RuleBroken):
        tries.check(here, at=1)
    tries.check(Whence("ada@example.org", "10.0.0.2"), at=1)
    tries.check(here, at=40)


def test_abuse_68_an_attacker_from_everywhere_leaves_the_owner_their_own_browser() -> None:
    """A thousand addresses use up what strangers may try together; the owner's browser is counted by itself."""
    tries, ada = Tries(), "ada@example.org"
    refused = 0
    for number in range(1_000):
        try:
            tries.check(Whence(ada, f"10.0.{number // 250}.{number % 250}"), at=0)
        except RuleBroken:
            refused += 1

    assert refused == 900
    with pytest.raises(RuleBroken):
        tries.check(Whence(ada, "10.9.9.9"), at=0)
    for network in ("10.9.9.9", "10.0.0.1"):
        for _ in range(50):
            tries.check(own := Whence(ada, network, device=7), at=0)
            tries.forgive(own)
    for _ in range(10):
        tries.check(Whence(ada, "10.9.9.9", device=7), at=0)
    with pytest.raises(RuleBroken):
        tries.check(Whence(ada, "10.9.9.9", device=7), at=0)


def test_abuse_68_a_try_that_was_right_costs_nothing_and_earns_nothing() -> None:
    tries, here = Tries(), Whence("ada@example.org", "10.0.0.1")
    for _ in range(30):
        tries.check(here, at=0)
        tries.forgive(here)
    tries.forgive(here)
    for _ in range(10):
        tries.check(here, at=0)

    with pytest.raises(RuleBroken):
        tries.check(here, at=0)


def test_abuse_68_codes_are_slower_from_everywhere_even_for_whoever_knows_the_password() -> None:
    tries = Tries()
    for number in range(20):
        knows = Whence("ada@example.org", f"10.0.0.{number}")
        tries.check(knows, at=0)
        tries.forgive(knows)
        tries.check_code(knows, at=0)

    with pytest.raises(RuleBroken, match="a lot of codes"):
        tries.check_code(Whence("ada@example.org", "10.0.1.1"), at=0)
    own = Whence("ada@example.org", "10.0.1.1", device=7)
    tries.check_code(own, at=0)
    tries.forgive_code(own)
    tries.check_code(Whence("ada@example.org", "10.0.1.1"), at=60)
    tries.forgive_code(Whence("ada@example.org", "10.0.1.1"))
    tries.check_code(Whence("ada@example.org", "10.0.1.1"), at=60)


def test_letters_run_out_too() -> None:
    tries = Tries()
    for _ in range(30):
        tries.check_letter(network="10.0.0.1", at=0)

    with pytest.raises(RuleBroken):
        tries.check_letter(network="10.0.0.1", at=1)


def test_a_household_is_one_network() -> None:
    assert network_of("2001:db8:1:2:aaaa::1") == network_of("2001:db8:1:2:bbbb::2")
    assert (network_of("10.0.0.1"), network_of(None)) == ("10.0.0.1", "")


def test_a_time_zone_comes_from_the_list():
    assert names.zone_of("Europe/London") == "Europe/London"
    with pytest.raises(RuleBroken, match="from the list"):
        names.zone_of("Mars/Olympus")
