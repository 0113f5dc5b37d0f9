"""A1111's and Forge's own API, which sd-server speaks too."""

from __future__ import annotations

import base64
from typing import Any

from bookreader.adapters.http_async import HttpClient
from bookreader.adapters.http_plain import Answer
from bookreader.adapters.providers.answers import (
    at,
    failed,
    json_of,
    picture_of,
    unpacked,
    whole_number,
)
from bookreader.adapters.providers.settings import base_of, key_of, local, model_of, options_of
from bookreader.adapters.providers.wire import Deadline, Wire, examined
from bookreader.ports.providers import (
    BadImage,
    BadRequest,
    Capabilities,
    Checked,
    ImageRequest,
    ImageResult,
    OptionField,
    ProviderKind,
    ProviderSettings,
)

KIND = ProviderKind(
    id="a1111",
    label="A1111 or Forge",
    needs_key=False,
    takes_key=True,
    default_url="http://127.0.0.1:7860",
    example_models=(),
    options=(
        OptionField("steps", "number", 25, minimum=1, maximum=150),
        OptionField("cfg_scale", "number", 7.0, minimum=0, maximum=30),
        OptionField("sampler", "text", ""),
        OptionField("scheduler", "text", ""),
        OptionField("img2img", "switch", False),
        OptionField("denoising", "number", 0.65, minimum=0, maximum=1),
    ),
    local=True,
)


class A1111Images:
    """Pictures by a server of the operator's; the model is the checkpoint's name."""

    version = "1"

    def __init__(self, http: HttpClient, settings: ProviderSettings) -> None:
        self._options = options_of(KIND, settings)
        self._model = model_of(settings)
        key = key_of(KIND, settings)
        self._wire = Wire(http, base_of(KIND, settings), basic(key), key)

    def capabilities(self) -> Capabilities:
        """One picture at a time, as the server itself draws them."""
        return Capabilities(
            seed=True,
            negative=True,
            max_refs=1 if self._options["img2img"] else 0,
            deadline=300.0,
            offsite=not local(self._wire.address),
            free=True,
            seconds=20.0,
        )

    async def generate(self, request: ImageRequest) -> ImageResult:
        """One attempt at one picture."""
        width, height = examined(self.capabilities(), request)
        body: dict[str, Any] = {
            "prompt": plain(request.prompt),
            "negative_prompt": plain(request.negative),
            "width": width,
            "height": height,
            "steps": int(self._options["steps"]),
            "cfg_scale": self._options["cfg_scale"],
            "seed": -1 if request.seed is None else request.seed % 2**32,
            "batch_size": 1,
            "n_iter": 1,
        }
        if self._options["sampler"]:
            body["sampler_name"] = self._options["sampler"]
        if self._options["scheduler"]:
            body["scheduler"] = self._options["scheduler"]
        if self._model:
            body["override_settings"] = {"sd_model_checkpoint": self._model}
            # Going back to the checkpoint before would load it anew for every picture.
            body["override_settings_restore_afterwards"] = False
        path = "sdapi/v1/txt2img"
        if request.refs:
            path = "sdapi/v1/img2img"
            body["init_images"] = [base64.b64encode(request.refs[0].data).decode()]
            body["denoising_strength"] = self._options["denoising"]
        answer = await self._wire.ask(
            "POST", path, Deadline(request.deadline), body=body, draws=True
        )
        return self._result(answer, None if request.seed is None else body["seed"])

    def _result(self, answer: Answer, seed: int | None) -> ImageResult:
        value = json_of(answer.body)
        if answer.status == 404:
            raise BadRequest("nothing lies at that address: is the server started with --api?")
        if answer.status != 200:
            raise failed(answer, self._wire.word(at(value, "error")))
        if value is None:
            picture_of(answer.body)
            raise BadImage("a picture where JSON was due")
        data = unpacked(at(value, "images", 0))
        # A JSON document inside a string; sd-server leaves the string empty.
        told = at(value, "info")
        info = json_of(told.encode("utf-8", "replace")) if isinstance(told, str) else None
        used = whole_number(at(info, "seed"))
        if used is None:
            used = whole_number(at(info, "all_seeds", 0))
        return ImageResult(
            data=data,
            mime=picture_of(data),
            model_requested=self._model,
            model_used=self._wire.words(at(info, "sd_model_name"), 200),
            seed_used=seed if used is None else used,
        )

    async def check(self) -> Checked:
        """The list of checkpoints."""
        found = await self._wire.listed("sdapi/v1/sd-models")
        if not isinstance(found, list):
            raise BadImage("no list of models at that address", billed=False)
        names = (
            self._wire.words(at(entry, "model_name") or at(entry, "title"), 200) for entry in found
        )
        return Checked(tuple(sorted({name for name in names if name}))[:200])


def basic(key: str) -> dict[str, str]:
    """The header for `user:password`; raises ValueError for any other key."""
    if not key:
        return {}
    if ":" not in key:
        raise ValueError("the key is the server's user:password")
    return {"Authorization": f"Basic {base64.b64encode(key.encode()).decode()}"}


def plain(prompt: str) -> str:
    """Words without the signs by which a prompt would load the operator's other models."""
    return prompt.replace("<", " ").replace(">", " ")
