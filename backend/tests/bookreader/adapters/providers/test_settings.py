"""What an administrator may write about a provider, and what is told of what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from bookreader.adapters.http_plain import address_of
from bookreader.adapters.providers.registry import HttpProviders
from bookreader.adapters.providers.settings import local
from bookreader.ports.providers import ProviderSettings

KEY = "sk-secret-0123456789"
KINDS = {kind.id: kind for kind in HttpProviders().kinds()}


def make(kind: str, base_url: str = "", model: str = "", key: str = "", **options: Any) -> Any:
    return HttpProviders().make(ProviderSettings(kind, base_url, model, options, key))


def test_kinds_are_offered_with_words_and_settings() -> None:
    assert list(KINDS) == [
        "openai", "openai_compatible", "pollinations", "gemini", "a1111", "comfyui",
    ]  # fmt: skip
    for kind in KINDS.values():
        assert kind.label
        assert kind.takes_key or not kind.needs_key
        for field in kind.options:
            assert field.type != "choice" or field.default in field.choices
            if field.type == "number" and field.default is not None:
                assert field.minimum <= field.default <= field.maximum


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_as_it_is_offered_makes_a_provider(kind: str) -> None:
    """Saving before a key is typed is no error; asking then is."""
    offered = KINDS[kind]
    provider = make(
        kind,
        offered.default_url or "http://gpu:1234/v1",
        next(iter(offered.example_models), "some-model"),
        **{field.name: field.default for field in offered.options},
    )
    able = provider.capabilities()
    assert able.max_prompt_chars >= 1500
    assert able.deadline <= 300
    assert provider.version


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("midjourney", {}, "no kind of provider"),
        ("openai", {"base_url": "ftp://x"}, "http://"),
        ("openai", {"base_url": "https://user:pw@x/v1"}, "no name and password"),
        ("openai", {"base_url": "https://x/v1?key=1"}, "ends before"),
        ("openai", {"base_url": "https://пример.рф/v1"}, "ASCII"),
        ("openai", {"base_url": "http://x:99999/v1"}, "[Pp]ort"),
        ("openai_compatible", {}, "address of the server is missing"),
        ("openai", {"key": "sk with space"}, "spaces"),
        ("openai", {"key": "sk-ключ"}, "letters that no key has"),
        ("a1111", {"key": "justakey"}, "user:password"),
        ("openai", {"model": "dall-e-3"}, "2026-05-12"),
        ("openai", {"model": "gpt-image-1"}, "2026-10-23.*gpt-image-2.6-flare"),
        ("openai", {"model": "gpt-image-1-2025-04-23"}, "shut down"),
        ("openai", {"model": "a" * 300}, "too long"),
        ("gemini", {"model": "imagen-4.0-generate-001"}, "2026-06-24"),
        ("gemini", {"model": "../../files"}, "letters that no name has"),
        ("comfyui", {}, "model is missing"),
        ("openai", {"quality": "ultra"}, "one of: low, medium, high"),
        ("openai", {"quality": "max", "model": "gpt-image-2"}, "no quality max"),
        ("openai", {"concurrency": 0}, "between 1 and 20"),
        ("openai", {"concurrency": True}, "is a number"),
        ("openai", {"concurrency": float("nan")}, "is a number"),
        ("openai", {"concurrency": 10**400}, "between"),
        ("openai", {"idempotent": "yes"}, "on or off"),
        ("openai", {"organization": "a\r\nX: b"}, "a line"),
        ("openai", {"organization": "орг"}, "letters that no such name has"),
        ("openai", {"seed": 5}, "no setting 'seed'"),
        ("openai_compatible", {"base_url": "http://x/v1", "steps": 20}, "no setting for steps"),
        ("openai_compatible", {"profile": "ollama"}, "one of: generic"),
        ("pollinations", {"placeholders": "abc"}, "SHA-256"),
    ],
)
def test_wrong_settings_are_told_in_words(kind: str, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told) as caught:
        make(kind, **changes)
    assert "sk" not in str(caught.value) or "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True), ("localhost", True), ("[::1]", True), ("10.1.2.3", True),
        ("192.168.0.9", True), ("[fd00::1]", True), ("sd-server", True), ("gpu.local", True),
        ("gpu.lan", True), ("api.openai.com", False), ("8.8.8.8", False), ("[2001:4860::1]", False),
        ("local.example.com", False),
    ],
)  # fmt: skip
def test_whether_words_stay_at_home_is_told_by_the_address(host: str, near: bool) -> None:
    assert local(address_of(f"http://{host}:8080/v1")) is near


@pytest.mark.parametrize("kind", ["openai", "gemini", "pollinations"])
def test_a_service_of_others_is_never_at_home(kind: str) -> None:
    """Not even behind an address at home: what stands there passes the words on."""
    able = make(kind, "http://127.0.0.1:4000", key=KEY).capabilities()
    assert able.offsite
    assert not able.free


def test_a_server_at_home_is_free_and_one_elsewhere_is_not() -> None:
    near = make("openai_compatible", "http://127.0.0.1:1234/v1").capabilities()
    far = make("openai_compatible", "https://images.example.com/v1").capabilities()
    gateway = make("openai_compatible", profile="pollinations").capabilities()
    assert (near.offsite, near.free) == (False, True)
    assert (far.offsite, far.free) == (True, False)
    assert (gateway.offsite, gateway.free) == (True, False)


def test_sizes_of_openai_by_the_models_generation() -> None:
    old = make("openai", model="gpt-image-1-mini").capabilities()
    new = make("openai", model="gpt-image-2.6-flare").capabilities()
    unknown = make("openai", model="chatgpt-image-latest").capabilities()
    assert old.sizes == unknown.sizes == ((1536, 1024), (1024, 1536), (1024, 1024))
    assert (new.sizes, new.step) == ((), 16)
    assert not old.seed
    assert not new.negative


def test_references_of_the_gateway_by_the_model() -> None:
    def refs(model: str, **options: Any) -> int:
        made = make("openai_compatible", model=model, profile="pollinations", **options)
        return int(made.capabilities().max_refs)

    assert [refs(m) for m in ("gpt-image-2", "nanobanana-pro", "seedream4", "kontext")] == [
        16, 14, 10, 1,
    ]  # fmt: skip
    assert refs("zimage") == refs("") == 0
    assert refs("newest", max_refs=2) == 2


def test_pollinations_is_paced_unless_the_key_is_a_secret_one() -> None:
    for key, legacy in (("", True), ("pk_1", False), ("sk_1", True)):
        service = "legacy" if legacy else "gateway"
        able = make("pollinations", key=key, service=service).capabilities()
        assert (able.max_concurrency, able.min_interval) == (1, 6.0)
    able = make("pollinations", key="sk_1").capabilities()
    assert (able.max_concurrency, able.min_interval) == (2, 0.0)


def test_a_provider_shows_no_key() -> None:
    settings = ProviderSettings("openai", "", "", {}, KEY)
    assert KEY not in repr(settings)
    provider = HttpProviders().make(settings)
    assert KEY not in repr(provider)
    assert KEY not in repr(vars(provider))
