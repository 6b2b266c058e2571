"""People's words become safe HTML, once and for all."""

import gc
import random
import time
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.core import markup
from cop.core.errors import RuleBroken
from cop.core.markup import (
    ATTRIBUTES,
    DEEPEST_QUOTE,
    LONGEST_SOURCE,
    MOST_BRACKETS,
    MOST_LINKS,
    TAGS,
    WIDEST_TABLE,
    clean,
    render,
    shown,
)


def test_plain_markdown_is_shown() -> None:
    html = render("Some **bold** words\n\n- one\n- two\n\nhttps://example.org")

    assert "<strong>bold</strong>" in html
    assert "<li>one</li>" in html
    assert 'href="https://example.org"' in html
    assert 'rel="noopener nofollow ugc"' in html


def test_a_heading_never_competes_with_the_page() -> None:
    assert render("# Title") == "<h2>Title</h2>\n"
    assert render("###### Small") == "<h4>Small</h4>\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](java\u00a0script:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](//evil.example)",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<svg><animate onbegin=alert(1)></svg>",
        "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<style>@import 'https://evil.example'</style>",
        "<a href='x' style='position:fixed'>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "![x](https://evil.example/pixel.png)",
    ],
)
def test_abuse_48_nothing_hostile_survives(hostile: str) -> None:
    found = _Elements()
    found.feed(render(hostile))

    assert {tag for tag, _ in found.elements} <= TAGS
    for tag, attributes in found.elements:
        assert set(attributes) <= {*ATTRIBUTES.get(tag, ()), "rel"}
        assert not attributes.get("href", "").startswith("//")
        assert attributes.get("href", "https://").startswith(("https://", "http://", "mailto:", "/"))


class _Elements(HTMLParser):
    """Every element with its attributes, as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/=\"'&; abhrefonclickscriptsvgmathstyle\u00a0\n"), max_size=120))
def test_abuse_50_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)

    assert clean(once) == once


PIECES = (*"<>/=\"'&; \u00a0\n", *TAGS, "script", "style", "svg", "math", "noscript", "href", "onclick", "&lt;",
          "&#x3c;", "<!--", "-->", "]]>", "javascript:", "</", "x", "<p>", "<a ", "<b><i>")  # fmt: skip


def test_abuse_50_ten_thousand_texts_are_clean_once_they_were_cleaned() -> None:
    chance = random.Random(50)
    for _ in range(10_000):
        once = clean("".join(chance.choices(PIECES, k=chance.randrange(24))))
        assert clean(once) == once


@pytest.mark.parametrize(
    "heavy",
    [
        "x" * (LONGEST_SOURCE + 1),
        "> " * (DEEPEST_QUOTE + 1) + "deep",
        "|" * (WIDEST_TABLE + 1),
        "- " * (DEEPEST_QUOTE + 1) + "x",
        "http://a.example " * (MOST_LINKS + 1),
        "[" * (MOST_BRACKETS + 1),
    ],
)
def test_a_text_too_long_or_too_deep_is_refused_with_a_sentence(heavy: str) -> None:
    with pytest.raises(RuleBroken):
        render(heavy)


@pytest.mark.parametrize(
    "shape", ["[", "*", "_", "`", "<", "![", "[a](", "~~", "&", "\\", "1. ", "a|b\n", "http://[", "www.a.b "]
)
def test_abuse_81_the_worst_shapes_render_within_a_second_or_are_refused(shape: str) -> None:
    text = (shape * LONGEST_SOURCE)[:LONGEST_SOURCE]
    assert any(_taken(text) < 2 for _ in range(3))


def _taken(text: str) -> float:
    """Seconds of work: neither what a machine does beside it nor what other tests have left in memory is ours."""
    gc.freeze()
    began = time.thread_time()
    with suppress(RuleBroken):
        render(text)
    taken = time.thread_time() - began
    gc.unfreeze()
    return taken


def test_only_stored_html_is_marked_as_safe() -> None:
    assert shown("<p>kept</p>").__html__() == "<p>kept</p>"


def test_a_text_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LONGEST_HTML", 10)

    with pytest.raises(RuleBroken, match="too large"):
        render("**bold** words")


def test_words_that_were_looked_for_are_marked_and_nothing_in_them_is_html():
    pieces = [("<b>", False), ("a&b", True), ("", False)]

    assert markup.highlighted(pieces) == "&lt;b&gt;<mark>a&amp;b</mark>"
