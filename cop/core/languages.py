"""The languages of this place: which are offered, which one a reader gets, and what each is called."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from flask import Flask, current_app, has_request_context, request
from flask_babel import force_locale, get_locale
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from cop.core.access import whoever_asks
from cop.core.errors import RuleBroken

HOME_LOCALE = "en_GB"
TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as pages, browsers and accounts call it («en-GB»), as Babel does («en_GB»), and as its speakers do."""

    tag: str
    locale: str
    name: str
    direction: str


def init_app(app: Flask) -> None:
    """Offer English and what is translated, and let a page say in which of them it is."""
    app.extensions["cop_locales"] = [HOME_LOCALE, *translated(TRANSLATIONS)]
    app.jinja_env.globals["language"] = spoken


def translated(folder: Path) -> list[str]:
    """The locales that `bin/words` has compiled there: a language without its words is not offered, dates included."""
    return sorted(path.parts[-3] for path in folder.glob("*/LC_MESSAGES/messages.mo"))


def offered() -> list[Language]:
    """The languages that readers may choose from, English first."""
    return [language(locale) for locale in current_app.extensions["cop_locales"]]


@cache
def language(locale: str) -> Language:
    """What there is to know about the language of this locale."""
    known = Locale.parse(locale)
    return Language(locale.replace("_", "-"), locale, known.get_language_name() or locale, known.text_direction)


def spoken() -> Language:
    """The language of what is written now: a page or a letter."""
    return language(str(get_locale()))


def choice_of(tag: str) -> str:
    """The tag that an account holds, where that language is offered; empty where its browser is asked instead.

    Accounts made before there was a choice hold «en_GB», which is no tag and no choice.
    """
    return tag if tag in {each.tag for each in offered()} else ""


def chosen(tag: str) -> str:
    """A choice as an account holds it; empty leaves it to the browser. Raises RuleBroken for a language not offered."""
    if tag and not choice_of(tag):
        raise RuleBroken("Choose a language from the list.")
    return tag


def locale_for(tag: str) -> str:
    """The locale for whoever has made this choice: theirs, else the one their browser asks for, else English."""
    return _own(tag) or (asked_for(request.accept_languages) if has_request_context() else HOME_LOCALE)


def locale_of(tag: str, header: str) -> str:
    """The same for whoever sends that header and has not been looked at any further."""
    return _own(tag) or asked_for(parse_accept_header(header, LanguageAccept))


def of_reader() -> Locale:
    """The locale for whoever is asking, read already: Babel reads a name anew on each page."""
    who = whoever_asks() if has_request_context() else None
    return _read(locale_for(who.locale if who is not None and who.is_authenticated else ""))


@cache
def _locales(offered: tuple[str, ...]) -> Mapping[str, str]:
    return {language(locale).tag: locale for locale in offered}


@cache
def _read(locale: str) -> Locale:
    return Locale.parse(locale)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Within it, words are for whoever has made this choice. What the request around it has found stays untouched."""
    locale = locale_for(tag)
    with current_app.app_context(), force_locale(locale):
        yield


def _own(tag: str) -> str | None:
    return _locales(tuple(current_app.extensions["cop_locales"])).get(tag)


def asked_for(languages: LanguageAccept) -> str:
    """The first language of a browser's that is offered, from whichever country: en-US reads our English."""
    ours = {each.tag.partition("-")[0]: each.locale for each in reversed(offered())}
    wanted = (tag.lower().partition("-")[0] for tag, weight in languages if weight)
    return next((ours[each] for each in wanted if each in ours), HOME_LOCALE)
