"""Pages that say no keep nobody out either, and tell nobody on the way what was typed."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Response
from sqlalchemy import select

from cop.sets.models import LearningSet
from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person
from tests.journeys.readers import looks_at

SEND = """([path, fields]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: path })
  const token = document.querySelector("[name=csrf_token]").value
  for (const [name, value] of Object.entries({ ...fields, csrf_token: token }))
    form.append(Object.assign(document.createElement("input"), { name, value }))
  document.body.append(form)
  form.submit()
}"""
PLAN = {"members": ["9"], "minutes": ["120"], "slot": ["45"], "running_order": ["als_standard"]}


@pytest.mark.timeout(120)
def test_nothing_is_in_the_way_where_somebody_is_refused(books: Books, come: Come) -> None:
    [set_id] = books.all(select(LearningSet.id))
    bo = come("Bo")
    found = _refused(bo, 404, lambda: bo.goes_to("/sets/2147483647"))
    found += _refused(bo, 403, lambda: bo.goes_to(f"/sets/{set_id}/agreements/new"))
    bo.goes_to("/people/me")
    found += _refused(bo, 409, lambda: _sends(bo, f"/sets/{set_id}/agreement/acceptances", seen="99"))
    bo.goes_to("/people/me")
    found += _refused(bo, 422, lambda: _sends(bo, "/people/me", name="", time_zone="Mars/Olympus"))
    plans = _plans_nine_seats(bo)
    found += _refused(bo, 422, lambda: bo.press("Start the set"))

    assert not found, "\n".join(["", *found])
    assert bo.page.evaluate("document.activeElement.className") == "errors"
    assert parse_qs(plans[-1]) == PLAN
    assert not [each for each in plans if "z" in each]


def _refused(person: Person, status: int, does: Callable[[], object]) -> list[str]:
    page = person.page
    with page.expect_event("load"), page.expect_response(_is_of_a_page) as answered:  # the page before it is loaded too
        does()
    assert answered.value.status == status, answered.value.url
    return looks_at(person.page, f"{status} at {urlsplit(answered.value.url).path}")


def _is_of_a_page(answer: Response) -> bool:
    return answer.request.is_navigation_request()


def _sends(person: Person, path: str, **fields: str) -> None:
    """What no form of ours would send, from the page on which they are."""
    person.page.evaluate(SEND, [path, fields])


def _plans_nine_seats(person: Person) -> list[str]:
    """Fill the form in, words first. Answers what the page asked of the planner meanwhile."""
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.goes_to("/sets/new")
    person.writes("zz", into="Name of the set")
    person.writes("z" * 1_900, into="What is it for? (optional)")
    person.writes("z@z.zz", into="Their email address (optional)")
    person.page.get_by_label("How many seats?").select_option("9")
    person.chooses("Two hours")
    person.until(lambda: "minutes=120" in asked[-1])
    return [url.query for url in map(urlsplit, asked) if url.path == "/sets/plan"]
