"""While somebody writes anywhere, they are offered no claim that they or whoever will read them may not read."""

from tests.matrix.people import EVERYBODY, SIGNED_IN

ASKED = "?q=birds+that+sing"


def test_what_is_offered_to_whoever_writes_is_open_to_them(site):
    places = site.world.things["a place to write"]
    seen, leaks = set(), []
    for who in EVERYBODY:
        for place in places.values():
            text = site.browser(who).get(f"/claims/at/{place.values['place']}{ASKED}").text
            leaks += site.world.canaries.leaks(text, reader=who)
            seen |= {(who, label) for label in site.world.canaries.seen(text)}

    assert leaks == []
    assert {label for _, label in seen} >= {"a claim in restricted/private", "a claim in open/open"}
    assert {"ada", "bo"} <= {who for who, _ in seen} <= set(SIGNED_IN)
