"""What somebody outside a set finds of it: nothing, at any address, and nothing that tells that there is something."""

import re
from collections.abc import Iterator

import requests
from sqlalchemy import select
from werkzeug.routing import Map

from cop.sets.models import LearningSet
from tests.faults.browsing import Visitor
from tests.journeys.addresses import NO_VALUES, addresses, ids_in
from tests.journeys.books import Books

MADE_UP = 987_654_321
DIFFERS_EACH_TIME = re.compile(r'(nonce|value)="[^"]*"')
SEALED = {"set_id", "meeting_id"}
PLAUSIBLE = {
    "seen": "0", "person": "2", "holder": "2", "commitment": "1", "minutes": "2", "source": "slot", "urgency": "2",
    "text": "Who is there?", "reason": "So that I see.", "sentence": "I would like time.", "what": "Look.",
    "first_step": "Look.", "by_when": "2031-01-02", "outcome": "done", "note": "", "email": "cy@demo.example.org",
    "seconds": "30", "asking": "round", "coach": "yes",
    "how": "answered", "mark": "made_me_think", "on": "yes", "yes": "1",
}  # fmt: skip


def check_that_nothing_is_found(outsider: Visitor, books: Books, pages: Map) -> None:
    """Every address of sets and meetings answers as one with a made-up number does; no other page names them."""
    ids = {**NO_VALUES, **ids_in(books)}
    names = [each.name for each in books.all(select(LearningSet))]
    token = outsider.token()
    for real, made_up in _pairs(pages, ids, method="GET"):
        _check_alike(outsider.get(real), outsider.get(made_up))
    for real, made_up in _pairs(pages, ids, method="POST"):
        _check_alike(*(_sent(outsider, path, token) for path in (real, made_up)))
    for _, path in addresses(pages, {**ids, "set_id": [], "meeting_id": []}):
        answer = outsider.get(path)
        assert not any(name in answer.text for name in names), path
        assert not re.search(r"/(sets|meetings)/\d", answer.text), path


def _pairs(pages: Map, ids: dict[str, list[object]], *, method: str) -> Iterator[tuple[str, str]]:
    """Each address of a set or a meeting, and the same with a number that nothing has."""
    open_doors = set(addresses(pages, {**ids, "set_id": [], "meeting_id": []}, method=method))
    few = {name: values if name in SEALED else values[:2] for name, values in ids.items()}
    for endpoint, path in addresses(pages, few, method=method):
        if (endpoint, path) not in open_doors:
            yield path, re.sub(r"^(/(?:sets|meetings)/)\d+", rf"\g<1>{MADE_UP}", path)


def _sent(outsider: Visitor, path: str, token: str) -> requests.Response:
    data = {"csrf_token": token, **PLAUSIBLE}
    return outsider.session.post(f"{outsider.site.url}{path}", data=data, timeout=10, allow_redirects=False)


def _check_alike(real: requests.Response, made_up: requests.Response) -> None:
    assert real.url != made_up.url
    assert (real.status_code, made_up.status_code) == (404, 404), real.url
    assert DIFFERS_EACH_TIME.sub("", real.text) == DIFFERS_EACH_TIME.sub("", made_up.text), real.url
