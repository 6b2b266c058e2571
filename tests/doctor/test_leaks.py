"""`cop doctor leaks`: it finds a leak that is there, and none in the app as it is."""

import json

import pytest
from click.testing import CliRunner

from cop.doctor.browser import Answer, Browser
from cop.doctor.canaries import Canaries, said
from cop.doctor.crawl import Crawl, Patterns, _around
from cop.doctor.leaks import leaks
from cop.doctor.letters import letters_in
from cop.doctor.planting import EVERYBODY, link_named

AROUND = (
    "a claim in a private space", "what a post said before", "hidden words", "hidden claim", "the question of a poll",
    "the choice of a poll", "the name of a file", "what stands in a file", "what is said of a picture",
    "the title of a private question", "the words of a private question", "a poll asked privately",
    "who wrote without a name", "words without a name", "the title of a hidden gathering",
    "the place of a hidden gathering", "the way in of a hidden gathering", "the question of a hidden poll",
    "the choice of a hidden poll", "the title of a hidden issue", "the note of a hidden issue",
    "what was said to a teller and hidden", "the title of a hidden story", "the text of a hidden story",
)  # fmt: skip


def examined(*options):
    return CliRunner().invoke(leaks, options)


@pytest.mark.timeout(300)
def test_nobody_is_shown_what_they_may_not_read(server):
    site = server(demo=True)
    few = ("--most-pages", "110", "--most-ids", "12")

    result = examined("--url", site.url, "--mail", str(site.data / "mail"), "--json", *few)
    told = json.loads(result.stdout)

    assert (result.exit_code, told["leaks"], told["faults"]) == (0, [], [])
    assert (told["people"], told["not_tried"], told["not_seen"]) == (len(EVERYBODY), [], [])
    assert len(told["planted"]) > 50
    assert told["frames"] > len(EVERYBODY)
    assert told["letters"] > 0

    again = examined("--url", site.url, "--personas", "dee", *few)
    assert (again.exit_code, "Nobody was shown" in again.output) == (0, True), again.output


@pytest.mark.timeout(120)
def test_a_feed_without_a_door_is_found_with_who_read_what_and_where(server):
    site = server(demo=True, factory="tests.doctor.leaky:app()")
    few = ("--personas", "cy,nobody", "--most-pages", "60", "--most-ids", "30")

    result = examined("--url", site.url, *few)

    assert result.exit_code == 1, result.output
    found = [line for line in result.output.splitlines() if line.startswith("LEAK")]
    assert any("Cy was shown a title in a private space of a restricted community" in line for line in found)
    assert any("nobody was shown" in line and "at /cards/" in line for line in found)
    assert not [line for line in found if "/cards/" not in line]


@pytest.mark.timeout(180)
def test_each_kind_of_word_around_a_conversation_is_missed_when_its_door_is_ajar(server):
    site = server(demo=True, factory="tests.doctor.ajar:app()")

    result = examined("--url", site.url, "--personas", "cy", "--most-pages", "90", "--most-ids", "40")

    assert result.exit_code == 1, result.output
    found = [line for line in result.output.splitlines() if line.startswith("LEAK")]
    missed = [each for each in AROUND if not any(f"Cy was shown {each}" in line for line in found)]
    assert missed == [], result.output


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--url", "here"), "here is no address of a site"),
        (("--url", "http://127.0.0.1:9"), "does not answer"),
        (("--url", "http://127.0.0.1:9", "--personas", "Zoe"), "The demo does not have Zoe"),
    ],
)
def test_what_cannot_be_tried_is_neither_found_nor_fine(options, sentence):
    result = examined(*options)

    assert (result.exit_code, sentence in result.stderr) == (2, True)


def test_a_canary_counts_for_whom_it_is_not_meant():
    canaries = Canaries()
    secret = canaries.word_for("a secret", ("Bo",))
    canaries.settled(secret, address="/here")
    canaries.settled(canaries.word_for("nothing", ()), address="")

    for who in ("Bo", "Cy", "Cy"):
        canaries.look(f"<p>{said(secret)}</p>", who=who, address="/there")

    assert [(each.who, each.address, each.canary.label) for each in canaries.finds] == [("Cy", "/there", "a secret")]
    assert (canaries.unseen(), canaries.refused, canaries.addresses()) == ([], ["nothing"], ["/here"])


def test_a_name_is_a_secret_where_somebody_wrote_without_it_and_nowhere_else():
    canaries = Canaries()
    name = canaries.word_for("who wrote", ("Hana",), within=("/threads/7", "/posts/9"))
    canaries.settled(name, address="/threads/7")

    for address in ("/people/3", "/threads/71", "/search?q=/threads/7", "/threads/7?page=1", "/posts/9/history"):
        canaries.look(said(name), who=address, address=address)

    assert [each.who for each in canaries.finds] == ["/threads/7?page=1", "/posts/9/history"]


def test_a_search_that_marks_or_offers_a_word_has_shown_it():
    canaries = Canaries()
    secret = canaries.word_for("a secret", ("Bo",))
    canaries.settled(secret, address="/here")

    for who, page in {"Ada": "<mark>%s</mark>", "Bo": "<mark>%s</mark>", "Cy": "%s?", "Dee": ""}.items():
        Crawl(Searched(who, page, secret.word), canaries, most=1).search()

    assert [each.who for each in canaries.finds] == ["Ada", "Cy"]
    assert secret.seen


class Searched(Browser):
    """Answers every search with this page, and repeats what was asked for."""

    def __init__(self, who, page, word):
        super().__init__("http://127.0.0.1:9", who)
        self.page = page and page % word

    def get(self, path):
        return Answer(200, "", "", f'<input value="{path.partition("=")[2]}">{self.page}')


def test_numbers_that_are_counted_are_tried_up_to_some_beyond_and_drawn_ones_beside():
    assert _around({2, 4}) == [4, 2, 7, 6, 5, 3, 1]
    assert _around({910_200_600}) == [910_200_600, 910_200_601, 910_200_599]


def test_an_address_that_takes_forms_alone_is_asked_for_once():
    known = Patterns([], most=3)
    known._seen = {"/a/{}": {(1,)}, "/a/{}/b/{}": {(1, 2), (1, 3)}}
    known.is_no_page("/a/{}")

    assert known.shapes() == ["/a/{}/b/{}"]
    assert known.addresses("/a/{}/b/{}") == ["/a/1/b/3", "/a/1/b/2"]


def test_a_letter_is_read_whole(tmp_path):
    (tmp_path / "1.eml").write_text("To: cy@demo.example.org\nSubject: Seat\n\nA seat is yours.\n")

    [(to, name, text)] = letters_in(tmp_path)

    assert (to, name) == ("cy@demo.example.org", "1.eml")
    assert "Subject: Seat" in text
    assert "A seat is yours." in text


def test_a_link_is_known_by_its_words():
    page = '<a class="x" href="/sets/1?a=1&amp;b=2"><span>The   set &amp; more</span></a>'

    assert link_named(page, "The set & more") == "/sets/1?a=1&b=2"
    assert link_named(page, "Another") == ""
