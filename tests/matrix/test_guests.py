"""A guest reads the one thing that they are in, and finds nothing around it."""

import re

import pytest

from tests.matrix.guests import STATE

INWARD = re.compile(r'(?:href|action)="(/[^"#]*)')
THINGS = ("thread", "gathering")
ONLY_SENT = ("/posts", "/endings", "/answers", "/readings", "/nods")


def _page_of(site, thing):
    return f"/{thing}s/{site.world.id_of(f'a {thing} with a guest', STATE)}"


@pytest.mark.parametrize("thing", THINGS)
def test_a_guest_finds_nothing_else(site, thing):
    cy, fay, page = site.browser("cy"), site.browser("fay"), _page_of(site, thing)
    space, community = site.world.things["a space"][STATE].values.values()
    others = [f"/{each}s/{site.world.id_of(f'a {each}', STATE)}" for each in THINGS]
    around = [f"/spaces/{space}", f"/communities/{community}", f"/communities/{community}/members", *others]

    assert cy.get(page).status_code == 200
    assert fay.get(page).status_code == 404
    for address in around:
        assert cy.get(address).status_code == fay.get(address).status_code, address
    assert cy.get(f"/spaces/{space}").status_code == 404


@pytest.mark.parametrize("thing", THINGS)
def test_a_guest_is_led_nowhere_that_is_closed_to_them(site, thing):
    cy = site.browser("cy")
    text = cy.get(_page_of(site, thing)).text
    main = text[text.index("<main") : text.index("</main>")]

    found = {each for each in INWARD.findall(main) if not each.endswith(ONLY_SENT)}
    assert all(cy.get(each).status_code == 200 for each in found), found
    assert "You are a guest here" in main


@pytest.mark.parametrize("thing", THINGS)
def test_the_end_of_a_seat_closes_the_door(site, thing):
    cy, page = site.browser("cy"), _page_of(site, thing)
    own = site.world.people["cy"].id

    assert cy.post(f"{page}/guests/{own}/endings").location == "/"
    assert cy.get(page).status_code == 404
    site.restore()
    assert cy.get(page).status_code == 200
