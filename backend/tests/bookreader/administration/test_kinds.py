"""Every kind that this program speaks can be configured as its form offers it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bookreader.adapters.providers.registry import HttpProviders
from tests.bookreader.webapp import Browser, served

AT = "/api/admin/providers"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with served(tmp_path) as made:
        spoken = HttpProviders()
        made.app.state.context = replace(made.context, providers=spoken)
        await made.open_account()
        yield made
        await spoken.close()


async def test_each_kind_as_its_form_begins(browser: Browser) -> None:
    kinds = (await browser.ask("GET", AT)).json()["kinds"]
    assert len(kinds) >= 6
    for kind in kinds:
        wish = {
            "kind": kind["id"],
            "name": kind["label"],
            "model": "" if kind["example_models"] else "some-model.safetensors",
            "base_url": kind["default_url"] or "http://192.168.1.20:8080/v1",
            "options": {
                field["name"]: field["default"]
                for field in kind["options"]
                if field["default"] is not None
            },
            "key": "sk-test" if kind["needs_key"] else "",
        }
        told = await browser.ask("POST", AT, json=wish)
        assert told.status_code == 201, (kind["id"], told.text)
        assert told.json()["usable"], (kind["id"], told.json()["reason"])
        assert told.json()["capabilities"]["max_concurrency"] >= 1
        bare = {name: wish[name] for name in ("kind", "name", "base_url", "model")}
        less = await browser.ask("POST", AT, json=bare)
        assert less.status_code == 201, (kind["id"], less.text)
        assert less.json()["options"] == told.json()["options"]
        again = await browser.ask("PATCH", f"{AT}/{told.json()['id']}", json=wish)
        assert again.status_code == 200, (kind["id"], again.text)


async def test_what_an_adapter_refuses_is_told_in_its_words(browser: Browser) -> None:
    gone = {"kind": "openai", "name": "Old", "model": "dall-e-3"}
    answer = await browser.ask("POST", AT, json=gone)
    assert (answer.status_code, answer.json()["code"]) == (422, "provider_invalid")
    assert "shut down" in answer.json()["detail"]
