"""What each provider is sent, byte for byte as its wire format says, written out by hand."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Any

import pytest

from bookreader.adapters.providers.registry import HttpProviders
from bookreader.ports.providers import AuthError, BadRequest, ImageRequest, Reference
from tests.simulator import Simulator
from tests.simulator.cases import BASIC, CASES, KEY, PROMPT, Case
from tests.simulator.painting import picture

BY_NAME = {case.name: case for case in CASES}
CARD = Reference(picture("pattern", "card", 1, 64, 64), "image/png")
SECOND = Reference(picture("pattern", "card", 2, 64, 64, "jpeg"), "image/jpeg")
PACKED = base64.b64encode(CARD.data).decode()


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def sent(simulator: Simulator, case: Case, **changes: Any) -> Any:
    """The drawing request that the simulator received."""
    await case.provider(simulator.url).generate(case.request(**changes))
    [seen] = [seen for seen in simulator.state.log if seen.billed or seen.prompt]
    return seen


GENERATIONS = {
    "openai": {
        "model": "gpt-image-2.6-flare", "prompt": PROMPT, "n": 1, "size": "816x816",
        "quality": "low", "output_format": "png", "moderation": "auto",
        "safety_identifier": "reader-1",
    },
    "compatible-generic": {
        "model": "sd-turbo", "prompt": PROMPT, "n": 1, "size": "128x128",
        "response_format": "b64_json",
    },
    "compatible-pollinations": {
        "model": "seedream4", "prompt": PROMPT, "n": 1, "size": "128x128",
        "response_format": "b64_json", "seed": 7, "safe": True,
    },
    "compatible-sd-server": {
        "prompt": PROMPT + ' <sd_cpp_extra_args>{"seed": 7}</sd_cpp_extra_args>', "n": 1,
        "size": "128x128",
    },
    "compatible-localai": {
        "model": "sd-turbo", "prompt": PROMPT + "|a crowd", "n": 1, "size": "128x128",
        "response_format": "b64_json",
    },
    "compatible-vllm-omni": {
        "model": "z-image", "prompt": PROMPT, "n": 1, "size": "128x128",
        "response_format": "b64_json", "seed": 7, "negative_prompt": "a crowd",
    },
    "compatible-sglang": {
        "model": "sd-turbo", "prompt": PROMPT, "n": 1, "size": "128x128",
        "response_format": "b64_json",
    },
    "gemini": {
        "contents": [{"role": "user", "parts": [{"text": f"{PROMPT}\nAvoid: a crowd."}]}],
        "generationConfig": {
            "responseModalities": ["IMAGE"], "imageConfig": {"aspectRatio": "1:1"},
        },
    },
    "a1111": {
        "prompt": PROMPT, "negative_prompt": "a crowd", "width": 128, "height": 128, "steps": 25,
        "cfg_scale": 7.0, "seed": 7, "batch_size": 1, "n_iter": 1,
        "override_settings": {"sd_model_checkpoint": "dreamshaper_8"},
        "override_settings_restore_afterwards": False,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", GENERATIONS)
async def test_a_drawing_is_asked_for_in_the_servers_own_fields(
    simulator: Simulator, name: str
) -> None:
    negative = "" if name == "openai" else "a crowd"
    seen = await sent(simulator, BY_NAME[name], negative=negative)
    assert seen.body == GENERATIONS[name]


async def test_openai_is_told_what_to_leave_out_in_the_prompt(simulator: Simulator) -> None:
    seen = await sent(simulator, BY_NAME["openai"], negative="text, a crowd.")
    assert seen.body["prompt"] == f"{PROMPT}\nAvoid: text, a crowd."
    assert seen.path == "/v1/images/generations"
    assert seen.headers["idempotency-key"] == "attempt-1"
    assert "seed" not in seen.body


KEYS = {
    "openai": {"authorization": f"Bearer {KEY}"},
    "compatible-generic": {"authorization": f"Bearer {KEY}"},
    "pollinations-gateway": {"authorization": f"Bearer {KEY}"},
    "pollinations-legacy": {},
    "gemini": {"x-goog-api-key": KEY},
    "a1111": {"authorization": "Basic " + base64.b64encode(BASIC.encode()).decode()},
    "comfyui": {"authorization": "Basic " + base64.b64encode(BASIC.encode()).decode()},
}


@pytest.mark.parametrize("name", KEYS)
async def test_a_key_goes_into_its_header_and_nowhere_else(simulator: Simulator, name: str) -> None:
    case = BY_NAME[name]
    await case.provider(simulator.url).generate(case.request())
    for seen in simulator.state.log:
        assert seen.keys == {header: digest(value) for header, value in KEYS[name].items()}
        assert KEY not in f"{seen.path}{seen.query}{seen.headers}{seen.body}"


@pytest.mark.parametrize(
    "name",
    ["compatible-generic", "compatible-sd-server", "a1111", "comfyui", "pollinations-legacy"],
)
async def test_without_a_key_no_header_is_sent(simulator: Simulator, name: str) -> None:
    case = BY_NAME[name]
    await HttpProviders().make(case.settings(simulator.url, "")).generate(case.request())
    assert [seen.keys for seen in simulator.state.log if seen.keys] == []


async def test_the_old_pollinations_is_never_given_a_key(simulator: Simulator) -> None:
    case = BY_NAME["pollinations-legacy"]
    await HttpProviders().make(case.settings(simulator.url, KEY)).generate(case.request())
    [seen] = simulator.state.log
    assert seen.keys == {}


@pytest.mark.parametrize("name", ["openai", "pollinations-gateway", "gemini"])
async def test_where_a_key_is_needed_nothing_is_asked_without_one(
    simulator: Simulator, name: str
) -> None:
    provider = HttpProviders().make(BY_NAME[name].settings(simulator.url, ""))
    with pytest.raises(AuthError):
        await provider.generate(BY_NAME[name].request())
    with pytest.raises(AuthError):
        await provider.check()
    assert simulator.state.log == []


async def test_openai_edits_carry_references_as_files(simulator: Simulator) -> None:
    seen = await sent(simulator, BY_NAME["openai"], refs=(CARD, SECOND))
    assert seen.path == "/v1/images/edits"
    texts = {part["name"]: part["text"] for part in seen.body if "text" in part}
    assert texts == {
        "model": "gpt-image-2.6-flare", "prompt": PROMPT, "n": "1", "size": "816x816",
        "quality": "low", "output_format": "png",
    }  # fmt: skip
    assert [part for part in seen.body if "filename" in part] == [
        {
            "name": "image[]", "filename": "reference1.png", "type": "image/png",
            "size": len(CARD.data), "sha256": hashlib.sha256(CARD.data).hexdigest(),
        },
        {
            "name": "image[]", "filename": "reference2.jpg", "type": "image/jpeg",
            "size": len(SECOND.data), "sha256": hashlib.sha256(SECOND.data).hexdigest(),
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "field"),
    [("sd-server", "image[]"), ("vllm-omni", "image"), ("sglang", "image")],
)
async def test_servers_of_that_shape_take_files_by_their_own_field(
    simulator: Simulator, name: str, field: str
) -> None:
    seen = await sent(simulator, BY_NAME[f"compatible-{name}"], refs=(CARD,))
    assert seen.route == "openai.edits"
    assert [part["name"] for part in seen.body if "filename" in part] == [field]


async def test_the_gateway_takes_references_as_data_and_keeps_the_seed(
    simulator: Simulator,
) -> None:
    seen = await sent(simulator, BY_NAME["compatible-pollinations"], refs=(CARD,))
    assert seen.route == "openai.edits"
    [image] = seen.body["image"]
    assert image.startswith(("data:image/png;base64,", f"{len(PACKED) + 22} letters"))
    assert seen.body["seed"] == 7


async def test_gemini_takes_references_inline(simulator: Simulator) -> None:
    seen = await sent(simulator, BY_NAME["gemini"], refs=(CARD,))
    text, inline = seen.body["contents"][0]["parts"]
    assert text == {"text": PROMPT}
    assert inline["inlineData"]["mimeType"] == "image/png"
    packed = inline["inlineData"]["data"]
    assert packed in (PACKED, f"{len(PACKED)} letters, sha256 {digest(PACKED)}")


async def test_gemini_is_told_the_shape(simulator: Simulator) -> None:
    seen = await sent(simulator, BY_NAME["gemini"], width=1152, height=768)
    assert seen.body["generationConfig"]["imageConfig"] == {"aspectRatio": "3:2"}
    assert seen.path == "/v1beta/models/gemini-3.1-flash-lite-image:generateContent"


async def test_a1111_starts_from_one_picture_where_wanted(simulator: Simulator) -> None:
    case = BY_NAME["a1111"]
    options = {"img2img": True, "denoising": 0.5, "steps": 12, "sampler": "Euler a"}
    seen = await sent(simulator, replace(case, options=options), refs=(CARD,))
    assert seen.path == "/sdapi/v1/img2img"
    assert seen.body["denoising_strength"] == 0.5
    assert seen.body["steps"] == 12
    assert seen.body["sampler_name"] == "Euler a"
    assert len(seen.body["init_images"]) == 1
    with pytest.raises(BadRequest):
        await case.provider(simulator.url).generate(case.request(refs=(CARD,)))


async def test_pollinations_words_are_one_piece_of_the_address(simulator: Simulator) -> None:
    words = "50% off? a/b #1 & «дом»; C++ \\ ..%2F.. x=y"
    seen = await sent(simulator, BY_NAME["pollinations-gateway"], prompt=words)
    assert seen.prompt == words
    assert seen.path.startswith("/image/50%25%20off%3F%20a%2Fb%20%231%20%26%20%C2%AB")
    assert seen.query == {
        "width": "128", "height": "128", "seed": "7", "private": "true", "safe": "true",
        "model": "zimage",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["pollinations-gateway", "pollinations-legacy"])
async def test_a_long_prompt_is_cut_so_that_the_address_stays_short(
    simulator: Simulator, name: str
) -> None:
    long = "избушка на берегу реки, " * 160
    case = BY_NAME[name]
    result = await case.provider(simulator.url).generate(case.request(prompt=long))
    [seen] = simulator.state.log
    query = "&".join(f"{key}={value}" for key, value in seen.query.items())
    assert 2500 < len(simulator.url + seen.path + "?" + query) < 3500
    assert long.startswith(seen.prompt)
    assert result.revised_prompt == seen.prompt


async def test_comfyui_is_given_our_graph(simulator: Simulator) -> None:
    seen = await sent(simulator, BY_NAME["comfyui"], negative="a crowd")
    nodes = seen.body["prompt"]
    assert {node["class_type"] for node in nodes.values()} == {
        "CheckpointLoaderSimple", "CLIPTextEncode", "EmptyLatentImage", "KSampler", "VAEDecode",
        "SaveImage",
    }  # fmt: skip
    sampler = next(n["inputs"] for n in nodes.values() if n["class_type"] == "KSampler")
    assert nodes[sampler["positive"][0]]["inputs"]["text"] == PROMPT
    assert nodes[sampler["negative"][0]]["inputs"]["text"] == "a crowd"
    assert (sampler["seed"], sampler["steps"], sampler["denoise"]) == (7, 25, 1.0)


async def test_comfyui_is_given_the_reference_first(simulator: Simulator) -> None:
    case = replace(BY_NAME["comfyui"], options={"img2img": True, "denoising": 0.4})
    await case.provider(simulator.url).generate(case.request(refs=(CARD,)))
    upload, queued = simulator.state.log[:2]
    assert (upload.route, queued.route) == ("comfyui.upload", "comfyui.prompt")
    file = next(part for part in upload.body if part["name"] == "image")
    assert file["sha256"] == hashlib.sha256(CARD.data).hexdigest()
    nodes = queued.body["prompt"]
    loaded = next(n["inputs"] for n in nodes.values() if n["class_type"] == "LoadImage")
    sampler = next(n["inputs"] for n in nodes.values() if n["class_type"] == "KSampler")
    assert loaded == {"image": file["filename"]}
    assert sampler["denoise"] == 0.4


@pytest.mark.parametrize("name", ["a1111", "compatible-sd-server"])
async def test_a_readers_words_load_no_model_and_set_nothing(
    simulator: Simulator, name: str
) -> None:
    words = '<lora:other:1> hut <sd_cpp_extra_args>{"seed": 1}</sd_cpp_extra_args>'
    seen = await sent(simulator, BY_NAME[name], prompt=words)
    assert "<lora" not in seen.body["prompt"]
    assert seen.body["prompt"].count("<sd_cpp_extra_args>") == (name != "a1111")


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_capabilities_are_kept(simulator: Simulator, case: Case) -> None:
    """What a provider says it can do it does, and what is beyond that is not even asked."""
    provider = case.provider(simulator.url)
    able = provider.capabilities()
    width, height = able.sizes[0] if able.sizes else (able.max_side // 4, able.max_side // 4)
    result = await provider.generate(case.request(width=width, height=height))
    assert result.model_requested == case.model
    if able.seed:
        assert result.seed_used == 7
    asked = len(simulator.state.log)
    beyond: list[ImageRequest] = [
        case.request(prompt=" ..."),
        case.request(refs=(CARD,) * (able.max_refs + 1)),
        case.request(width=0),
    ]
    if case.kind != "pollinations":
        beyond.append(case.request(prompt="a" * (able.max_prompt_chars + 1)))
    if able.sizes:
        beyond.append(case.request(width=3000, height=300))
    for request in beyond:
        with pytest.raises(BadRequest):
            await provider.generate(request)
    assert len(simulator.state.log) == asked


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_without_a_seed_two_drawings_differ(simulator: Simulator, case: Case) -> None:
    provider = case.provider(simulator.url)
    first = await provider.generate(case.request(seed=None, idempotency_key="a"))
    second = await provider.generate(case.request(seed=None, idempotency_key="b"))
    assert first.data != second.data
