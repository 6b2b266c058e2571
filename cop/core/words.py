"""Words and times for the reader: one formatter that knows the reader's zone, in British English first."""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.support import Translations
from flask import Flask, g, has_request_context
from flask_babel import Babel, get_locale, get_translations, gettext, lazy_gettext, ngettext
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from cop.core import languages, markup
from cop.core.access import whoever_asks
from cop.core.errors import CopError

HOME_ZONE = "Europe/London"

__all__ = [
    "HOME_ZONE",
    "catalogue",
    "gettext",
    "lazy_gettext",
    "ngettext",
    "reader",
    "reader_zone",
    "said",
    "short_day",
    "when",
    "worded",
]

babel = Babel()


def init_app(app: Flask) -> None:
    """Give templates their words and times."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", languages.HOME_LOCALE)
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(languages.TRANSLATIONS))
    languages.init_app(app)
    babel.init_app(app, locale_selector=languages.of_reader, timezone_selector=reader_zone)
    app.jinja_env.globals |= {"_": _in_template, "gettext": _in_template, "ngettext": _counted_in_template}
    app.jinja_env.filters |= {
        "when": when,
        "day": day,
        "written_day": written_day,
        "clock": clock_time,
        "minutes": minutes,
        "iso": iso,
        "worded": worded,
    }


def reader_zone() -> str:
    """The time zone of whoever reads, as an IANA name; the home zone for a visitor."""
    who = whoever_asks() if has_request_context() else None
    return str(who.time_zone) if who is not None and who.is_authenticated else HOME_ZONE


def when(moment: datetime) -> str:
    """«Thu 26 Nov, 10:00» in the reader's zone, with the zone's name when it is not the home zone."""
    return _written(moment, "EEE d MMM, HH:mm", *reader())


def day(moment: datetime | date) -> str:
    """«Thu 26 Nov 2026»; a moment is first put into the reader's zone."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(zone(reader_zone())).date()
    return format_date(moment, "EEE d MMM y", locale=get_locale())


def written_day(text: str) -> str:
    """The same of a day that a letter carries as it is written down: «2026-11-26»."""
    return day(date.fromisoformat(text))


def short_day(moment: datetime) -> str:
    """«26 Nov» in the reader's zone, for the head of a column."""
    return format_date(moment.astimezone(zone(reader_zone())).date(), "d MMM", locale=get_locale())


def clock_time(moment: datetime) -> str:
    """«10:00» in the reader's zone."""
    return moment.astimezone(zone(reader_zone())).strftime("%H:%M")


def minutes(seconds: float) -> str:
    """Whole minutes of a number of seconds, rounded half up: «8 min»."""
    whole = int(seconds / 60 + 0.5)
    return str(catalogue().ugettext("%(count)s min")) % {"count": whole}


def iso(moment: datetime) -> str:
    """For `<time datetime>`: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def said(refusal: CopError) -> str:
    """The sentence of a refusal in the reader's language."""
    return str(gettext(refusal.sentence, **refusal.values))


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; the home zone for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(HOME_ZONE)


@pass_eval_context
def _in_template(place: EvalContext, sentence: str, /, **values: object) -> str:
    """What Jinja's own `_` does, with the catalogue found once a request and each sentence marked safe once."""
    if not place.autoescape:
        return str(catalogue().ugettext(sentence)) % values
    return _filled(catalogue(), sentence) if not values else _marked(catalogue(), sentence) % values


@pass_eval_context
def _counted_in_template(place: EvalContext, one: str, many: str, number: int, /, **values: object) -> str:
    sentence: str = catalogue().ungettext(one, many, number)
    return (markup.our_own(sentence) if place.autoescape else sentence) % {"num": number, **values}


@lru_cache(maxsize=4096)
def _marked(theirs: Translations, sentence: str) -> Markup:
    return markup.our_own(theirs.ugettext(sentence))


@lru_cache(maxsize=4096)
def _filled(theirs: Translations, sentence: str) -> Markup:
    return _marked(theirs, sentence) % {}


def worded(text: str) -> str:
    """A message id that stands in a document, in the reader's language; a person's own words as they are."""
    return str(catalogue().ugettext(text)) if text else ""


def catalogue() -> Translations:
    """The reader's catalogue, found once a request: a page says dozens of things."""
    here = g._get_current_object()  # noqa: SLF001  the proxy costs more than the answer
    try:
        found: Translations = here.catalogue
    except AttributeError:
        found = here.catalogue = get_translations()
    return found


def reader() -> tuple[str, str]:
    """Zone and locale of whoever reads, found once a request: a page may name fifty moments."""
    if not has_request_context():
        return reader_zone(), str(get_locale())
    here = g._get_current_object()  # noqa: SLF001  as above
    try:
        found: tuple[str, str] = here.reader
    except AttributeError:
        found = here.reader = reader_zone(), str(get_locale())
    return found


@lru_cache(maxsize=8192)
def _written(moment: datetime, pattern: str, zone_name: str, locale: str) -> str:
    there = moment.astimezone(zone(zone_name))
    text = format_datetime(there, pattern, locale=Locale.parse(locale))
    return text if zone_name == HOME_ZONE else f"{text} {there.tzname()}"
