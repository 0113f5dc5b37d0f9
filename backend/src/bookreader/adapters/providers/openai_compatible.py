"""Servers that speak OpenAI's image shape with differences of their own, told by a profile."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from bookreader.adapters.http_async import HttpClient
from bookreader.adapters.providers.a1111 import plain
from bookreader.adapters.providers.answers import at
from bookreader.adapters.providers.openai_shape import Asked, form, result_of
from bookreader.adapters.providers.settings import base_of, key_of, local, model_of, options_of
from bookreader.adapters.providers.wire import Deadline, Wire, examined
from bookreader.ports.providers import (
    BadImage,
    Capabilities,
    Checked,
    ImageRequest,
    ImageResult,
    OptionField,
    ProviderKind,
    ProviderSettings,
)

_LARGEST_SEED = 2**31


@dataclass(frozen=True, slots=True)
class Profile:
    """Which fields a server declares; a field that it does not is never sent."""

    address: str = ""
    seed: Literal["no", "top_level", "prompt_tag"] = "no"
    refs: Literal["none", "multipart", "data"] = "none"
    refs_name: str = "image[]"
    max_refs: int = 0
    negative: Literal["no", "field", "after_bar"] = "no"
    steps: str = ""
    sends_model: bool = True
    answers_b64: bool = True
    """Whether `response_format` is a field there."""
    safe: bool = False
    step: int = 16
    own: bool = True
    """Usually a server of the operator's own."""


PROFILES: dict[str, Profile] = {
    "generic": Profile(step=64),
    "pollinations": Profile(
        "https://gen.pollinations.ai/v1", seed="top_level", refs="data", max_refs=16, safe=True,
        own=False,
    ),
    "sd-server": Profile(
        "http://127.0.0.1:1234/v1", seed="prompt_tag", refs="multipart", max_refs=4,
        sends_model=False, answers_b64=False, step=64,
    ),
    "localai": Profile("http://127.0.0.1:8080/v1", negative="after_bar", steps="step", step=64),
    "vllm-omni": Profile(
        "http://127.0.0.1:8000/v1", seed="top_level", refs="multipart", refs_name="image",
        max_refs=4, negative="field", steps="num_inference_steps",
    ),
    "sglang": Profile(
        "http://127.0.0.1:30000/v1", refs="multipart", refs_name="image", max_refs=4
    ),
}  # fmt: skip
# References that a model of the gateway's takes; one not named here gets none.
_GATEWAY_REFS = {"gpt-image": 16, "nanobanana": 14, "seedream": 10, "kontext": 1}

KIND = ProviderKind(
    id="openai_compatible",
    label="OpenAI-compatible server",
    needs_key=False,
    takes_key=True,
    default_url="",
    example_models=(),
    options=(
        OptionField("profile", "choice", "generic", tuple(PROFILES)),
        OptionField("send_seed", "choice", "profile", ("profile", "no", "top_level", "prompt_tag")),
        OptionField("refs", "choice", "profile", ("profile", "none", "multipart", "data")),
        OptionField("max_refs", "number", None, minimum=0, maximum=16),
        OptionField("steps", "number", None, minimum=1, maximum=200),
        OptionField("concurrency", "number", 1, minimum=1, maximum=20),
        OptionField("idempotent", "switch", False),
    ),
    local=True,
)


class OpenAiCompatible:
    """Pictures by any server of that shape."""

    version = "1"

    def __init__(self, http: HttpClient, settings: ProviderSettings) -> None:
        self._options = options_of(KIND, settings)
        profile = PROFILES[self._options["profile"]]
        if self._options["send_seed"] != "profile":
            profile = replace(profile, seed=self._options["send_seed"])
        if self._options["refs"] != "profile":
            profile = replace(profile, refs=self._options["refs"])
        self._profile = profile
        self._model = model_of(settings)
        key = key_of(KIND, settings)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        url = settings.base_url or profile.address
        self._wire = Wire(http, base_of(KIND, replace(settings, base_url=url)), headers, key)
        self._steps = None if self._options["steps"] is None else int(self._options["steps"])
        if self._steps is not None and not profile.steps:
            raise ValueError(f"{self._options['profile']} has no setting for steps")

    def capabilities(self) -> Capabilities:
        """By the profile; free where the server is of the operator's own network."""
        near = local(self._wire.address)
        return Capabilities(
            step=self._profile.step,
            max_side=1536,
            seed=self._profile.seed != "no",
            negative=self._profile.negative != "no",
            max_refs=self._max_refs(),
            max_concurrency=int(self._options["concurrency"]),
            deadline=300.0 if self._profile.own else 120.0,
            idempotent=self._options["idempotent"],
            offsite=not (near and self._profile.own),
            free=near and self._profile.own,
            seconds=20.0 if self._profile.own else 12.0,
        )

    def _max_refs(self) -> int:
        if self._profile.refs == "none":
            return 0
        if self._options["max_refs"] is not None:
            return int(self._options["max_refs"])
        if self._options["profile"] == "pollinations":
            known = (most for name, most in _GATEWAY_REFS.items() if name in self._model)
            return next(known, 0)
        return self._profile.max_refs or 1

    async def generate(self, request: ImageRequest) -> ImageResult:
        """One attempt at one picture."""
        width, height = examined(self.capabilities(), request)
        seed = None if request.seed is None else request.seed % _LARGEST_SEED
        if self._profile.seed == "no":
            seed = None
        fields = self._fields(request, f"{width}x{height}", seed)
        headers = {}
        if request.idempotency_key:
            headers["Idempotency-Key"] = request.idempotency_key
        deadline = Deadline(request.deadline)
        if not request.refs:
            answer = await self._wire.ask(
                "POST", "images/generations", deadline, body=fields, headers=headers, draws=True
            )
        elif self._profile.refs == "data":
            fields["image"] = [
                f"data:{ref.mime};base64,{base64.b64encode(ref.data).decode()}"
                for ref in request.refs
            ]
            answer = await self._wire.ask(
                "POST", "images/edits", deadline, body=fields, headers=headers, draws=True
            )
        else:
            answer = await self._wire.ask(
                "POST", "images/edits", deadline, headers=headers, draws=True,
                parts=form(fields, request.refs, self._profile.refs_name),
            )  # fmt: skip
        return await result_of(self._wire, answer, Asked(self._model, seed), deadline)

    def _fields(self, request: ImageRequest, size: str, seed: int | None) -> dict[str, Any]:
        profile, prompt = self._profile, request.prompt
        if profile.seed == "prompt_tag":
            # The server reads settings out of angle brackets: only ours may stand there.
            prompt = plain(prompt)
            if seed is not None:
                tag = json.dumps({"seed": seed})
                prompt += f" <sd_cpp_extra_args>{tag}</sd_cpp_extra_args>"
        if profile.negative == "after_bar":
            prompt = prompt.replace("|", " ")
            if request.negative:
                prompt += "|" + request.negative.replace("|", " ")
        fields: dict[str, Any] = {"prompt": prompt, "n": 1, "size": size}
        if profile.sends_model and self._model:
            fields["model"] = self._model
        if profile.answers_b64:
            fields["response_format"] = "b64_json"
        if profile.negative == "field" and request.negative:
            fields["negative_prompt"] = request.negative
        if profile.seed == "top_level" and seed is not None:
            fields["seed"] = seed
        if self._steps is not None:
            fields[profile.steps] = self._steps
        if profile.safe:
            fields["safe"] = True
        return fields

    async def check(self) -> Checked:
        """The list of models."""
        found = await self._wire.listed("models")
        entries = found if isinstance(found, list) else at(found, "data")
        if not isinstance(entries, list):
            raise BadImage("no list of models at that address", billed=False)
        names = (self._wire.words(at(entry, "id") or at(entry, "name"), 200) for entry in entries)
        return Checked(tuple(sorted({name for name in names if name}))[:200])
