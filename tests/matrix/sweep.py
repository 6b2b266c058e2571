"""Walking through every row as everybody, in every state of its thing, and what is wrong with the answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

from werkzeug.test import TestResponse

from cop.people.rules.tries import Tries
from tests.matrix import words
from tests.matrix.conftest import Site
from tests.matrix.people import EVERYBODY
from tests.matrix.world import Place

MASKED = re.compile(r'nonce-[\w-]+|nonce="[^"]*"|value="[^"]{32,}"|\b214748364\d\b')
PRYING = "cy"
OK = 200
CONVERTER = re.compile(r"<(?:[a-z]+(?:\([^)]*\))?:)?([a-z_]+)>")


@dataclass(frozen=True)
class Row:
    """One line of the matrix: who is answered what at this address, for every state of the thing that it is about."""

    method: str
    rule: str
    thing: str
    policy: words.Policy
    sends: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def row(address: str, thing: str, policy: words.Policy, **sends: Any) -> Row:
    """`row("POST /sets/<int:set_id>/seats", "a set", FACILITATES, email="x@example.org")`: what is sent may name people
    as «{bo}» and anything that stands in the address."""
    method, rule = address.split(" ", 1)
    return Row(method, rule, thing, policy, sends)


class Sweep:
    """Counts what it looked at, and keeps a line for each thing that is not as declared."""

    def __init__(self, site: Site) -> None:
        self.site, self.looked, self._wrote = site, 0, False
        self.wrong: list[str] = []
        self.seen: dict[str, set[str]] = {}
        self._unknown: dict[tuple[str, str], tuple[int, str]] = {}

    def walk(self, each: Row) -> None:
        """One row, in all states and as everybody."""
        for state, place in self.site.world.things[each.thing].items():
            for who in EVERYBODY:
                expected = words.answer(each.policy, state=state, circle=place.circles[who])
                if expected != "-":
                    where = f"{each}, {each.thing} ({state}), as {who}"
                    self._one(each, place, who=who, expected=expected, where=where)

    def changes(self, each: Row, values: Mapping[str, object], *, who: str) -> bool:
        """Whether somebody is shown or changes anything there."""
        answer = self._ask(each, values, who=who)
        return self._wrote or answer.status_code == OK

    def _one(self, each: Row, place: Place, *, who: str, expected: str, where: str) -> None:
        answer = self._ask(each, place.values, who=who)
        found = _in_a_word(answer)
        self._look(
            words.agrees(found, with_=expected), f"{where}: {found} ({answer.status_code}) where {expected} is declared"
        )
        text = _said_by(answer) + str(answer.headers)
        leaks = list(self.site.world.canaries.leaks(text, reader=who))
        self._look(not leaks, f"{where}: was shown {', '.join(leaks)}")
        self.seen.setdefault(who, set()).update(self.site.world.canaries.seen(text))
        if found == "404" and place.made_up:
            same = self._of_made_up(each, place, who=who) == (404, _masked(answer))
            self._look(same, f"{where}: its 404 is not the 404 of an id that was made up")
            if each.method == "POST" and who == PRYING:
                self._pry(each, place, where=where)
        if found == "403":
            self._look(has_sentence(answer), f"{where}: a 403 without a sentence that says who may")
        if found == "sign-in":
            self._look(_tells_nothing(answer), f"{where}: the way to sign in tells more than where one was going")

    def _pry(self, each: Row, place: Place, *, where: str) -> None:
        """A form that is filled in wrongly must not be told so where one that is filled in rightly finds nothing."""
        empty = replace(each, sends={})
        there = self._ask(empty, place.values, who=PRYING)
        same = (there.status_code, _masked(there)) == self._of_made_up(empty, place, who=PRYING)
        self._look(same, f"{where}: an empty form is answered otherwise than at an id that was made up")

    def _of_made_up(self, each: Row, place: Place, *, who: str) -> tuple[int, str]:
        asked = f"{each} {sorted(each.sends)}", who
        if asked not in self._unknown:
            answer = self._ask(each, place.made_up, who=who)
            self._unknown[asked] = answer.status_code, _masked(answer)
        return self._unknown[asked]

    def _ask(self, each: Row, values: Mapping[str, object], *, who: str) -> TestResponse:
        browser, known = self.site.browser(who), {**self.site.world.ids(), **values}
        path = CONVERTER.sub(lambda found: str(known[found[1]]), each.rule)
        self.site.app.extensions["cop_tries"] = Tries()
        if each.method == "GET":
            answer = browser.get(path)
            answer.get_data()
            answer.close()
            return answer
        filled = {name: self._filled(value, known) for name, value in each.sends.items()}
        answer = browser.post(path, data=filled)
        self._wrote = self.site.restore()
        refused = _in_a_word(answer) in {"404", "403"}
        self._look(not (self._wrote and refused), f"{each}, as {who}: {answer.status_code}, and something was written")
        return answer

    def _filled(self, value: Any, known: Mapping[str, object]) -> Any:
        return value.format(**known) if isinstance(value, str) else value

    def _look(self, fine: bool, sentence: str) -> None:
        self.looked += 1
        if not fine:
            self.wrong.append(sentence)


def _in_a_word(answer: TestResponse) -> str:
    if answer.status_code == 303 and answer.location.startswith("/sign-in?next"):
        return "sign-in"
    if answer.status_code == 303 and answer.request.method == "GET":
        return "leads"
    if answer.status_code == 303 and answer.location == "/sign-in":
        return "sign-in"
    return {200: "page", 303: "acts", 409: "acts", 422: "acts"}.get(answer.status_code, str(answer.status_code))


def has_sentence(answer: TestResponse) -> bool:
    """Whether the page of a refusal says a sentence, and does not pretend that there is nothing."""
    return "That did not work" in answer.text and "nothing here for you" not in answer.text


def _said_by(answer: TestResponse) -> str:
    """All words of an answer, those of the files in an archive too."""
    content = BytesIO(answer.get_data())
    if not is_zipfile(content):
        return content.getvalue().decode(errors="replace")  # a picture says nothing, and may be asked for
    with ZipFile(content) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def _masked(answer: TestResponse) -> str:
    path = re.escape(answer.request.path)
    return MASKED.sub("…", re.sub(path, "…", answer.text))


def _tells_nothing(answer: TestResponse) -> bool:
    return answer.location == "/sign-in" or answer.location.startswith(f"/sign-in?next={answer.request.path}")


def every_address(site: Site) -> Iterator[str]:
    """Every rule of the app with every method that it answers."""
    for each in site.app.url_map.iter_rules():
        for method in sorted((each.methods or set()) - {"HEAD", "OPTIONS"}):
            yield f"{method} {each.rule}"
