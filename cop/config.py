"""Every setting, and the only reader of the environment."""

import base64
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "COP_"
WEAK_SECRETS = frozenset({"secret", "changeme", "dev", "development", "password", "cop"})
SHORTEST_SECRET = 32
SEAL_KEY_BYTES = 32
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
BEFORE_NAMES = re.compile(r"([a-zA-Z0-9_-]+/)*")
NAMED: Mapping[str, object] = {"paramstyle": "named"}
"""SQLite is sent each value once."""
LASTING: Mapping[str, object] = {"pool_size": 15, "max_overflow": 0, "pool_use_lifo": True}
"""As many connections to a server as a process ever had at once, opened when it first needs one more, and kept: a new
one costs milliseconds, and until it has asked a statement five times, so does the plan of each."""


class BadSettings(Exception):
    """The environment cannot be started with; the sentence says what to change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """How this installation runs. Each field is the environment variable COP_ and its name in capitals."""

    env: str = "development"
    data_dir: Path = Path("var")
    database_url: str = ""
    redis_url: str = ""
    secret_key: str = ""
    seal_keys: str = ""
    keys_url: str = ""
    public_url: str = "http://127.0.0.1:8000"
    demo: bool = False
    sign_up: str = "invitation"
    mail: str = ""
    mail_from: str = "Cop <no-reply@localhost>"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = "your organisation"
    trusted_proxies: int = 0
    role: str = "all"
    password_memory_kib: int = 19_456
    copy_days: int = 7
    files_daily_mb: int = 50
    files_community_mb: int = 2_000
    files_bucket: str = ""
    files_endpoint: str = ""
    files_region: str = "us-east-1"
    files_key_id: str = ""
    files_secret_key: str = ""
    files_prefix: str = ""
    files_encryption: str = ""
    engine_options: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _one_of("COP_ENV", self.env, ("development", "production", "test"))
        _one_of("COP_SIGN_UP", self.sign_up, ("open", "invitation"))
        _one_of("COP_ROLE", self.role, ("all", "web", "sockets"))
        if self.mail and not self.mail.startswith(("smtp://", "smtps://", "file:", "memory:")):
            raise BadSettings("COP_MAIL is smtp://host:port, smtps://host:port, file:FOLDER or memory:.")
        if not all(_is_seal_key(each) for each in self.seal_keys.replace(",", " ").split()):
            raise BadSettings("COP_SEAL_KEYS holds keys as `cop keys new` prints them, with commas between them.")
        if bool(self.oidc_issuer) != bool(self.oidc_client_id and self.oidc_client_secret):
            raise BadSettings("COP_OIDC_ISSUER, COP_OIDC_CLIENT_ID and COP_OIDC_CLIENT_SECRET belong together.")
        self._check_bucket()
        if self.env == "production":
            self._refuse_what_is_unsafe()

    @property
    def database(self) -> str:
        """The address of the database for SQLAlchemy: a SQLite file in the data folder unless told otherwise."""
        return _with_driver(self.database_url or f"sqlite:///{(self.data_dir / 'cop.sqlite').resolve()}")

    @property
    def key_store(self) -> str:
        """The address of the store of keys: a SQLite file in the folder of keys unless told otherwise."""
        return _with_driver(self.keys_url or f"sqlite:///{(self.keys_folder / 'keys.sqlite').resolve()}")

    @property
    def keys_folder(self) -> Path:
        """Where keys are kept. It is copied apart from all else, or what was deleted lives on in the copies."""
        return self.data_dir / "keys"

    @property
    def files_folder(self) -> Path:
        """Where the bytes of people's files lie."""
        return self.data_dir / "files"

    @property
    def secure_cookies(self) -> bool:
        """Whether browsers reach us by https only."""
        return self.public_url.startswith("https://")

    @property
    def mailbox(self) -> str:
        """Where mail goes: files in the data folder unless told otherwise."""
        return self.mail or f"file:{self.data_dir / 'mail'}"

    @property
    def is_file(self) -> bool:
        """Whether the database is a file, which this process alone writes."""
        return self.database.startswith("sqlite")

    def for_flask(self) -> dict[str, object]:
        """What Flask and its extensions read from their own configuration."""
        return {
            "SECRET_KEY": self.signing_key(),
            "SQLALCHEMY_DATABASE_URI": self.database,
            "SQLALCHEMY_ENGINE_OPTIONS": {
                **(NAMED if self.is_file else LASTING),
                "hide_parameters": True,
                **self.engine_options,
            },
            "SESSION_COOKIE_NAME": "__Host-cop-form" if self.secure_cookies else "cop-form",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "WTF_CSRF_TIME_LIMIT": None,
        }

    def signing_key(self) -> str:
        """The secret given, or one of our own kept in the data folder and readable by its owner alone."""
        if self.secret_key:
            return self.secret_key
        self.data_dir.mkdir(parents=True, exist_ok=True)
        kept = self.data_dir / "secret.key"
        try:
            with kept.open("x", encoding="ascii") as new:
                kept.chmod(0o600)
                new.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return kept.read_text(encoding="ascii")

    def _check_bucket(self) -> None:
        parts = (self.files_bucket, self.files_key_id, self.files_secret_key)
        if any((*parts, self.files_endpoint, self.files_prefix, self.files_encryption)) and not all(parts):
            raise BadSettings("COP_FILES_BUCKET, COP_FILES_KEY_ID and COP_FILES_SECRET_KEY belong together.")
        if self.files_bucket and not BUCKET.fullmatch(self.files_bucket):
            raise BadSettings("COP_FILES_BUCKET is a name of 3 to 63 small letters, digits, dots and hyphens.")
        if self.files_endpoint and not _is_origin(self.files_endpoint):
            raise BadSettings("COP_FILES_ENDPOINT is https://host or https://host:port, without a path.")
        if not BEFORE_NAMES.fullmatch(self.files_prefix):
            raise BadSettings("COP_FILES_PREFIX is empty, or ends with /, as in cop/ (letters, digits, - and _).")
        _one_of("COP_FILES_ENCRYPTION", self.files_encryption, ("", "AES256", "aws:kms"))

    def _refuse_what_is_unsafe(self) -> None:
        if self.demo:
            raise BadSettings("COP_DEMO signs anybody in as anybody, so it cannot run with COP_ENV=production.")
        if self.secret_key and (len(self.secret_key) < SHORTEST_SECRET or self.secret_key.lower() in WEAK_SECRETS):
            raise BadSettings(f"COP_SECRET_KEY is too easy to guess: use at least {SHORTEST_SECRET} random characters.")
        if self.oidc_issuer and not self.oidc_issuer.startswith("https://"):
            raise BadSettings("COP_OIDC_ISSUER begins with https:// in production: it says who people are.")
        if self.files_endpoint.startswith("http://"):
            raise BadSettings("COP_FILES_ENDPOINT begins with https:// in production: files travel as they are.")
        if not self.secure_cookies:
            raise BadSettings(
                "COP_PUBLIC_URL begins with https:// in production, so that sign-in cookies stay private."
            )


def from_environment(environ: Mapping[str, str], **given: object) -> Settings:
    """Read COP_* variables; what is `given` (from a command line) wins. Raises BadSettings with a sentence."""
    known = {each.name: each for each in fields(Settings) if each.name != "engine_options"}
    values: dict[str, object] = {}
    for variable in sorted(environ):
        if not variable.startswith(PREFIX):
            continue
        name = variable.removeprefix(PREFIX).lower()
        if name not in known:
            raise BadSettings(f"{variable} is not a setting of Cop. It may be misspelt: see .env.example.")
        values[name] = _read(variable, environ[variable], known[name].type)
    return Settings(**{**values, **given})  # type: ignore[arg-type]  # each value was read by its field's type


def _with_driver(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return (
            text in {f"{scheme}://{parts.netloc}" for scheme in ("https", "http")}
            and bool(parts.hostname)
            and "@" not in text
        )
    except ValueError:
        return False


def _is_seal_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, altchars=b"-_", validate=True)) == SEAL_KEY_BYTES
    except ValueError:
        return False


def _read(variable: str, text: str, kind: object) -> object:
    if kind is bool:
        if text.lower() not in {"0", "1", "true", "false", "yes", "no", ""}:
            raise BadSettings(f"{variable} is yes or no.")
        return text.lower() in {"1", "true", "yes"}
    if kind is int:
        if not text.isdecimal():
            raise BadSettings(f"{variable} is a whole number.")
        return int(text)
    return Path(text) if kind is Path else text


def _one_of(variable: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BadSettings(f"{variable} is one of {', '.join(allowed)}; it was {value!r}.")
