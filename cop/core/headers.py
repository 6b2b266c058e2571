"""Headers: a content policy with a nonce per answer, private pages that no cache keeps and no search engine lists."""

import secrets
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from cop.config import Settings

POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'{sso}; frame-ancestors 'none'; manifest-src 'self'; "
    "connect-src 'self'; font-src 'self'; img-src 'self' data:; media-src 'self'; style-src 'self'; "
    "script-src 'self' 'nonce-{nonce}'"
)
STATIC_POLICY = "default-src 'none'; frame-ancestors 'none'"
ALONE = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""For what people sent: whatever a browser takes it for, it may do nothing."""
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OF_PAGES = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR_SECONDS = 31_536_000
STATIC = frozenset({"static", "release"})
STATIC_ROOT = "/static/"
FOUND = "200 "
REFUSED = 400
"""From here on an answer is a page, which may name its reader."""


def init_app(app: Flask) -> None:
    """Put the headers on every answer, errors included, and believe those of our own proxies alone."""
    settings: Settings = app.config["COP"]
    app.jinja_env.globals["csp_nonce"] = nonce
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]

    app.wsgi_app = _fixed(app.wsgi_app, settings)  # type: ignore[method-assign]

    other = urlsplit(settings.oidc_issuer)
    leads_to = f" {other.scheme}://{other.netloc}" if other.netloc else ""  # where the form leads that connects the two
    app.extensions["cop_policy"] = POLICY.replace("{sso}", leads_to)

    @app.after_request
    def protect(response: Response) -> Response:
        if request.endpoint in STATIC and response.status_code < REFUSED:
            response.headers["Content-Security-Policy"] = STATIC_POLICY
            return response
        policy = ALONE if "kept_apart" in g else own_policy(app)
        for name, value in of_page(policy, is_listed="listed" in g and "unlisted" not in g):
            response.headers[name] = value
        return response


def own_policy(app: Flask) -> str:
    """The content policy of a page of ours, which runs the scripts that bear this answer's nonce."""
    policy: str = app.extensions["cop_policy"]
    return policy.replace("{nonce}", nonce())


def of_page(policy: str, *, is_listed: bool) -> list[tuple[str, str]]:
    """What every page says beside what all answers say: under which policy, that nobody keeps it, and whether search
    engines may list it."""
    robots = [] if is_listed else [("X-Robots-Tag", "noindex")]
    return [("Content-Security-Policy", policy), ("Cache-Control", "no-store"), *robots]


def _fixed(answer: Callable[..., Iterable[bytes]], settings: Settings) -> Callable[..., Iterable[bytes]]:
    """The app with the headers that are the same on every answer: put on last, they need no care of their own.

    A page fetches forty static files when it is first seen: those bring only what browsers ask of a file.
    """
    fixed = list(EVERYWHERE.items())
    if settings.secure_cookies:
        fixed.append(("Strict-Transport-Security", f"max-age={YEAR_SECONDS}; includeSubDomains"))

    of_pages = [*fixed, *OF_PAGES.items()]

    def answer_so(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        static = environ["PATH_INFO"].startswith(STATIC_ROOT)

        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            more = fixed if static and status.startswith(FOUND) else of_pages
            return start(status, [*headers, *more], *error)

        return answer(environ, begin)

    return answer_so


def let_engines_list() -> None:
    """Let search engines list this answer. Unless a view says so, they may not."""
    g.listed = True


def keep_engines_out() -> None:
    """Something on this page is not for search engines, whatever else lets them list it."""
    g.unlisted = True


def keep_apart() -> None:
    """This answer is a file that somebody sent: it is shown to nobody as a page of ours."""
    g.kept_apart = True


def nonce() -> str:
    """The random word that lets this answer's own scripts run."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)
