"""ComfyUI: a graph is queued, its history is asked for, its picture is fetched."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from bookreader.adapters.http_async import HttpClient, Part
from bookreader.adapters.providers.a1111 import basic
from bookreader.adapters.providers.answers import at, failed, json_of, picture_of
from bookreader.adapters.providers.comfyui_graphs import Drawing, graph
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
    ProviderError,
    ProviderKind,
    ProviderSettings,
    Reference,
    Transient,
)

KIND = ProviderKind(
    id="comfyui",
    label="ComfyUI",
    needs_key=False,
    takes_key=True,
    default_url="http://127.0.0.1:8188",
    example_models=(),
    options=(
        OptionField("steps", "number", 25, minimum=1, maximum=150),
        OptionField("cfg_scale", "number", 7.0, minimum=0, maximum=30),
        OptionField("sampler", "text", "euler"),
        OptionField("scheduler", "text", "normal"),
        OptionField("img2img", "switch", False),
        OptionField("denoising", "number", 0.65, minimum=0, maximum=1),
    ),
    local=True,
)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 2.0
_GOODBYE_SECONDS = 3.0


class ComfyImages:
    """Pictures by a ComfyUI of the operator's, by our own two graphs and no others.

    A graph can name any node installed there, so none is ever taken from outside this program.
    """

    version = "1"

    def __init__(
        self, http: HttpClient, settings: ProviderSettings, pause: float = _FIRST_PAUSE
    ) -> None:
        self._options = options_of(KIND, settings)
        self._model = model_of(settings)
        if not self._model:
            raise ValueError("the model is missing: the file name of a checkpoint of the server's")
        key = key_of(KIND, settings)
        self._wire = Wire(http, base_of(KIND, settings), basic(key), key)
        self._pause = pause

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
        """One attempt at one picture; what is given up is taken out of the server's queue."""
        width, height = examined(self.capabilities(), request)
        deadline = Deadline(request.deadline)
        seed = secrets.randbelow(2**32) if request.seed is None else request.seed % 2**63
        drawing = Drawing(
            checkpoint=self._model,
            prompt=request.prompt,
            negative=request.negative,
            width=width,
            height=height,
            seed=seed,
            steps=int(self._options["steps"]),
            cfg=float(self._options["cfg_scale"]),
            sampler=self._options["sampler"] or "euler",
            scheduler=self._options["scheduler"] or "normal",
            reference=await self._uploaded(request.refs[0], deadline) if request.refs else "",
            denoise=float(self._options["denoising"]),
        )
        # Our own id, so that what was queued can be taken back even if the answer is lost.
        name = str(uuid4())
        try:
            name = await self._queued(graph(drawing), name, deadline)
            place = await self._drawn(name, deadline)
        except (asyncio.CancelledError, Transient) as ended:
            if isinstance(ended, asyncio.CancelledError) or ended.ambiguous:
                await self._given_up(name)
            raise
        data = await self._picture(place, deadline)
        return ImageResult(
            data=data,
            mime=picture_of(data),
            model_requested=self._model,
            model_used=self._model,
            seed_used=seed,
            request_id=name,
        )

    async def _uploaded(self, ref: Reference, deadline: Deadline) -> str:
        ending = ref.mime.rpartition("/")[2]
        name = f"bookreader-{hashlib.sha256(ref.data).hexdigest()[:32]}.{ending}"
        parts = [Part("image", ref.data, name, ref.mime), Part("overwrite", b"true")]
        answer = await self._wire.ask("POST", "upload/image", deadline, parts=parts)
        if answer.status != 200:
            raise failed(answer)
        value = json_of(answer.body)
        stored, folder = at(value, "name"), at(value, "subfolder")
        if not isinstance(stored, str) or not stored:
            raise Transient("it did not keep the reference picture")
        return f"{folder}/{stored}" if isinstance(folder, str) and folder else stored

    async def _queued(self, drawing: dict[str, Any], ours: str, deadline: Deadline) -> str:
        body = {"prompt": drawing, "client_id": ours, "prompt_id": ours}
        answer = await self._wire.ask("POST", "prompt", deadline, body=body, draws=True)
        value = json_of(answer.body)
        if answer.status == 400:
            code = self._wire.word(at(value, "error", "type"))
            raise BadRequest(f"it does not accept the drawing ({code or 'status 400'})")
        if answer.status != 200:
            raise failed(answer)
        name = self._wire.word(at(value, "prompt_id"))
        if not name:
            if value is None:
                picture_of(answer.body)
            raise BadImage("no place in the queue in the answer", billed=False)
        return name

    async def _drawn(self, name: str, deadline: Deadline) -> dict[str, str]:
        """Where the picture lies once it is drawn."""
        pause = self._pause
        while True:
            path = f"history/{quote(name, safe='')}"
            answer = await self._wire.ask("GET", path, deadline, draws=True)
            if answer.status != 200:
                # A question that failed leaves the drawing itself where it was.
                raise Transient(
                    f"its history could not be read (status {answer.status})", ambiguous=True
                )
            value = json_of(answer.body)
            if not isinstance(value, dict):
                raise BadImage("no history in the answer")
            entry = value.get(name)
            if at(entry, "status", "status_str") == "error":
                raise Transient("the server could not draw it")
            outputs = at(entry, "outputs")
            for output in outputs.values() if isinstance(outputs, dict) else ():
                image = at(output, "images", 0)
                if isinstance(image, dict) and isinstance(image.get("filename"), str):
                    return {
                        part: self._wire.words(image.get(part))
                        for part in ("filename", "subfolder", "type")
                    }
            if at(entry, "status", "completed") is True:
                raise BadImage("the server drew nothing")
            await asyncio.sleep(min(pause, deadline.left()))
            pause = min(_LONGEST_PAUSE, pause * 1.5)

    async def _picture(self, place: dict[str, str], deadline: Deadline) -> bytes:
        answer = await self._wire.ask("GET", f"view?{urlencode(place)}", deadline, draws=True)
        if answer.status != 200:
            raise BadImage(f"the picture could not be fetched (status {answer.status})")
        return answer.body

    async def _given_up(self, name: str) -> None:
        """Take a drawing out of the queue, or stop it if it has begun; as far as that succeeds."""
        goodbye = Deadline(_GOODBYE_SECONDS)
        for path, body in (("queue", {"delete": [name]}), ("interrupt", {"prompt_id": name})):
            try:
                await self._wire.ask("POST", path, goodbye, body=body)
            except ProviderError:
                return

    async def check(self) -> Checked:
        """The checkpoints that the server offers."""
        node = "CheckpointLoaderSimple"
        found = await self._wire.listed(f"object_info/{node}")
        names = at(found, node, "input", "required", "ckpt_name", 0)
        if not isinstance(names, list):
            raise BadImage("no list of checkpoints at that address", billed=False)
        return Checked(
            tuple(sorted(self._wire.words(n, 200) for n in names if isinstance(n, str)))[:200]
        )
