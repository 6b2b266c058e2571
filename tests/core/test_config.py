"""Settings: what is unknown, weak or unsafe is refused before anything starts."""

from pathlib import Path

import pytest

from cop.config import BadSettings, Settings, from_environment

BUCKET = {"COP_FILES_BUCKET": "files", "COP_FILES_KEY_ID": "us", "COP_FILES_SECRET_KEY": "a secret"}
SAFE = {"COP_ENV": "production", "COP_PUBLIC_URL": "https://cop.example", "COP_SECRET_KEY": "x7" * 20}


def test_the_defaults_need_no_service() -> None:
    settings = from_environment({})

    assert settings.database.startswith("sqlite:///")
    assert settings.database.endswith("/var/cop.sqlite")
    assert settings.mailbox == "file:var/mail"


@pytest.mark.parametrize(
    "environment",
    [
        {"COP_DATABSE_URL": "sqlite://"},
        {"COP_ENV": "staging"},
        {"COP_SIGN_UP": "perhaps"},
        {"COP_ROLE": "king"},
        {"COP_DEMO": "maybe"},
        {"COP_TRUSTED_PROXIES": "many"},
        {"COP_MAIL": "pigeon"},
        {**SAFE, "COP_SECRET_KEY": "short"},
        {"COP_OIDC_ISSUER": "https://id.example"},
        {"COP_OIDC_CLIENT_ID": "us", "COP_OIDC_CLIENT_SECRET": "a secret"},
        {**SAFE, "COP_OIDC_ISSUER": "http://id.example", "COP_OIDC_CLIENT_ID": "us", "COP_OIDC_CLIENT_SECRET": "s"},
        {"COP_FILES_BUCKET": "files"},
        {"COP_FILES_ENDPOINT": "https://s3.example"},
        {"COP_FILES_PREFIX": "cop/"},
        {**BUCKET, "COP_FILES_BUCKET": "Our_Files"},
        {**BUCKET, "COP_FILES_BUCKET": "files/cop"},
        {**BUCKET, "COP_FILES_ENDPOINT": "s3.example"},
        {**BUCKET, "COP_FILES_ENDPOINT": "https://s3.example/files"},
        {**BUCKET, "COP_FILES_ENDPOINT": "https://us:a-secret@s3.example"},
        {**BUCKET, "COP_FILES_ENDPOINT": "https://[s3"},
        {**BUCKET, "COP_FILES_ENDPOINT": "https://"},
        {**BUCKET, "COP_FILES_PREFIX": "cop"},
        {**BUCKET, "COP_FILES_PREFIX": "/cop/"},
        {**BUCKET, "COP_FILES_ENCRYPTION": "rot13"},
        {**SAFE, **BUCKET, "COP_FILES_ENDPOINT": "http://s3.example"},
        {**SAFE, "COP_DEMO": "1"},
        {**SAFE, "COP_PUBLIC_URL": "http://cop.example"},
    ],
)
def test_a_bad_setting_is_refused_with_a_sentence(environment: dict[str, str]) -> None:
    with pytest.raises(BadSettings) as refusal:
        from_environment(environment)

    assert str(refusal.value).endswith((".", "'."))


def test_production_starts_with_safe_settings() -> None:
    settings = from_environment({**SAFE, "COP_TRUSTED_PROXIES": "1", "PATH": "/bin"})

    assert settings.secure_cookies
    assert settings.trusted_proxies == 1
    assert settings.signing_key() == SAFE["COP_SECRET_KEY"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_plain_postgresql_address_finds_its_driver(scheme: str) -> None:
    assert Settings(database_url=f"{scheme}://h/d").database == "postgresql+psycopg://h/d"


def test_a_key_of_our_own_is_made_once_and_kept_private(tmp_path: Path) -> None:
    settings = from_environment({"COP_DATA_DIR": str(tmp_path / "new")}, demo=True)

    assert settings.signing_key() == settings.signing_key()
    assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "more", [{}, {"COP_FILES_ENDPOINT": "https://s3.example:9000", "COP_FILES_PREFIX": "cop/one/"}]
)
def test_production_starts_with_a_bucket(more: dict[str, str]) -> None:
    assert from_environment({**SAFE, **BUCKET, **more}).files_bucket == "files"
