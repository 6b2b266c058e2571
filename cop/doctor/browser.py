"""One person's browser: cookies, and a connection that stays open. It follows no redirect by itself."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
PATIENCE = 30  # seconds
REDIRECTS = range(300, 400)
EDGE = "between-one-part-and-the-next"


class Unreachable(Exception):
    """Nobody answers there; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: headers and body as one text, so that nothing escapes a search."""

    status: int
    headers: str
    location: str
    text: str

    @property
    def whole(self) -> str:
        """Everything that whoever asked was sent."""
        return f"{self.headers}\n{self.text}"


class Browser:
    """Somebody at one site; `who` is what they are called in a report."""

    def __init__(self, url: str, who: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Unreachable(f"{url} is no address of a site: it begins with http:// or https://.")
        self.url, self.who, self.asked = f"{parts.scheme}://{parts.netloc}", who, 0
        self._kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._host, self._port = parts.hostname, parts.port
        self._cookies: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None

    def beside(self) -> "Browser":
        """The same person over another connection, for what waits while the first one reads."""
        other = Browser(self.url, self.who)
        other._cookies = self._cookies
        return other

    def close(self) -> None:
        """Hang up; it may ask again later."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, body: str, *, kind: str = "application/x-www-form-urlencoded") -> Answer:
        """Send something as it is."""
        return self._ask("POST", path, body=body, kind=kind)

    def send(self, page: str, action: str, **said: str) -> Answer:
        """Fill in a form of this page and send it where it goes."""
        token = TOKEN.search(self.get(page).text)
        return self.post(action, urlencode({"csrf_token": token[1] if token else "", **said}))

    def send_file(self, page: str, action: str, *, file: tuple[str, bytes], **said: str) -> Answer:
        """The same with a file in the field `files`, as a browser sends it."""
        token, (name, content) = TOKEN.search(self.get(page).text), file
        typed = {"csrf_token": token[1] if token else "", **said}
        parts = [f'name="{field}"\r\n\r\n{words}' for field, words in typed.items()]
        parts.append(f'name="files"; filename="{name}"\r\n\r\n{content.decode("latin-1")}')
        body = "".join(f"--{EDGE}\r\nContent-Disposition: form-data; {each}\r\n" for each in parts)
        return self.post(action, f"{body}--{EDGE}--\r\n", kind=f"multipart/form-data; boundary={EDGE}")

    def _ask(self, method: str, path: str, *, body: str | None = None, kind: str = "") -> Answer:
        headers = {"Accept-Language": "en-GB", "Referer": self.url + path, "Cookie": self._cookie()}
        if kind:
            headers["Content-Type"] = kind
        try:
            return self._once(method, path, body=body, headers=headers)
        except (http.client.HTTPException, ConnectionError):  # a server may close what was open for long
            self.close()
        try:
            return self._once(method, path, body=body, headers=headers)
        except (http.client.HTTPException, OSError) as problem:
            self.close()
            raise Unreachable(f"{self.url} does not answer: {problem}.") from problem

    def _once(self, method: str, path: str, *, body: str | None, headers: Mapping[str, str]) -> Answer:
        if self._connection is None:
            self._connection = self._kind(self._host, self._port, timeout=PATIENCE)
        self.asked += 1
        self._connection.request(method, path, body=body, headers=dict(headers))
        response = self._connection.getresponse()
        text = response.read().decode("utf-8", errors="replace")
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self._cookies[name] = value
        location = response.headers.get("Location", "").removeprefix(self.url)
        return Answer(response.status, str(response.headers), location, text)

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())
