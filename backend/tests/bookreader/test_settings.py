"""Settings that come from files, and those that must not be taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookreader.settings import Settings

GOOD = "dQw4w9WgXcQ-hTZ0b1kQ7yX2mP5rV8sN3aL6cJ9fE"


def settings(**values: object) -> Settings:
    return Settings.model_validate(values)


def test_passwords_come_from_files_into_addresses(tmp_path: Path) -> None:
    file = tmp_path / "postgres_password"
    file.write_text(f"{GOOD}/@:\n")
    made = settings(
        database_url="postgresql+asyncpg://reader@postgres:5432/books",
        database_password_file=file,
        redis_url="redis://redis:6379/0",
        redis_password_file=file,
        wakeups_url="redis://cache:6379/0",
    )
    told = f"{GOOD}%2F%40%3A"
    assert made.resolved_database_url == f"postgresql+asyncpg://reader:{told}@postgres:5432/books"
    assert made.resolved_redis_url == f"redis://:{told}@redis:6379/0"
    assert made.resolved_wakeups_url == f"redis://:{told}@cache:6379/0"


def test_without_files_addresses_stay_as_they_are(tmp_path: Path) -> None:
    made = settings(data_dir=tmp_path, redis_url="redis://here:1/0")
    assert made.resolved_database_url == f"sqlite+aiosqlite:///{tmp_path / 'bookreader.db'}"
    assert made.resolved_wakeups_url == made.resolved_redis_url == "redis://here:1/0"
    assert settings(data_dir=tmp_path).resolved_wakeups_url == ""


@pytest.mark.parametrize(
    "key",
    [
        "short",
        "a" * 40,
        "REPLACE_WITH_GENERATED_SECRET_0123456789",
        "changeme-0123456789abcdefghijklm",
    ],
)
def test_a_key_that_is_no_secret_is_refused(key: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="make secrets"):
        _ = settings(secret_key=key).resolved_secret_key
    file = tmp_path / "key"
    file.write_text(key)
    with pytest.raises(ValueError, match="make secrets"):
        _ = settings(secret_key_file=file).resolved_secret_key


def test_a_good_key_is_taken_from_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{GOOD}\n")
    assert settings(secret_key=GOOD).resolved_secret_key == GOOD
    assert settings(secret_key_file=file).resolved_secret_key == GOOD
    assert settings().resolved_secret_key == ""


def test_a_file_that_is_not_there_or_holds_no_password_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="gone cannot be read"):
        _ = settings(secret_key_file=tmp_path / "gone").resolved_secret_key
    weak = tmp_path / "weak"
    weak.write_text("password")
    with pytest.raises(ValueError, match="weak holds no good password"):
        _ = settings(redis_url="redis://r", redis_password_file=weak).resolved_redis_url


def test_networks_that_may_look_inside() -> None:
    inside = settings(metrics_from="127.0.0.0/8, 172.20.0.0/16").metrics_networks
    assert [str(one) for one in inside] == ["127.0.0.0/8", "172.20.0.0/16"]
    with pytest.raises(ValueError):
        _ = settings(metrics_from="everywhere").metrics_networks
