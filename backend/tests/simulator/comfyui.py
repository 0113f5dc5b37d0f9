"""ComfyUI: the queue, the history and the pictures it keeps."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulator.drawing import Call, Drawn, Family, beside, drawing
from tests.simulator.endings import Noted, instead
from tests.simulator.faults import Step
from tests.simulator.state import State, fields_of, json_body, shortened


@dataclass(slots=True)
class Job:
    """One queued drawing."""

    drawn: Drawn
    ready_at: float
    cancelled: bool = False


class ComfyUi(Family):
    """A drawing is done `seconds` (a parameter of its step, 0) after it was queued."""

    later = frozenset((
        "drip", "reset", "short_body", "oversized", "packed", "html", "empty", "garbage",
        "wrong_type",
    ))  # fmt: skip

    def __init__(self) -> None:
        self.wanted = ""

    def failure(self, step: Step, status: int) -> Any:
        if status == 400:
            error = {"type": "prompt_outputs_failed_validation", "message": "Told in words"}
            return {"error": error, "node_errors": {}}
        return {"error": {"type": "proxy", "message": "Told in words"}}

    def answer(self, call: Call, drawn: Drawn, request: Request, state: State) -> Response:
        name = self.wanted or str(uuid4())
        seconds = float(drawn.step.params.get("seconds", 0))
        state.jobs[name] = Job(drawn, time.monotonic() + seconds)
        if drawn.step.fault == "empty_data":
            return JSONResponse({"number": 1, "node_errors": {}})
        return JSONResponse({"prompt_id": name, "number": len(state.jobs), "node_errors": {}})

    def let_in(self, request: Request, keys: list[str]) -> bool:
        return not keys or request.headers.get("authorization", "").startswith("Basic ")


def routes(state: State) -> list[Route]:
    """The paths of this format."""

    async def prompt(request: Request) -> Response:
        body = json_body(await request.body()) or {}
        family = ComfyUi()
        family.wanted = str(body.get("prompt_id", ""))
        call = _call(body.get("prompt") or {})
        return await drawing(state, request, "comfyui.prompt", family, call, shortened(body))

    async def history(request: Request) -> Response:
        whole = told_of(request.path_params["name"])
        return beside(state, request, "comfyui.history", ComfyUi(), whole)

    def told_of(name: str) -> Response:
        job: Job | None = state.jobs.get(name)
        if job is None or job.cancelled or time.monotonic() < job.ready_at:
            return JSONResponse({})
        if job.drawn.step.fault == "failed_drawing":
            status: Any = {"status_str": "error", "completed": False, "messages": []}
            return JSONResponse({name: {"outputs": {}, "status": status}})
        image = {"filename": f"{name}.png", "subfolder": "", "type": "output"}
        status = {"status_str": "success", "completed": True, "messages": []}
        entry = {"outputs": {"saved": {"images": [image]}}, "status": status}
        return JSONResponse({name: entry})

    async def view(request: Request) -> Response:
        name = request.query_params.get("filename", "").removesuffix(".png")
        job: Job | None = state.jobs.get(name)
        whole = Response(status_code=404)
        if job is not None:
            whole = Response(job.drawn.data, media_type=job.drawn.mime)
            step = job.drawn.step
            whole = instead(step, whole) if step.fault in ComfyUi.later else whole
        return beside(state, request, "comfyui.view", ComfyUi(), whole)

    async def upload(request: Request) -> Response:
        fields = fields_of(await request.body(), request.headers.get("content-type", ""))
        told = [{k: v for k, v in entry.items() if k != "data"} for entry in fields]
        name = next((entry["filename"] for entry in fields if "filename" in entry), "")
        whole = JSONResponse({"name": name, "subfolder": "", "type": "input"})
        return beside(state, request, "comfyui.upload", ComfyUi(), whole, told)

    async def queue(request: Request) -> Response:
        body = json_body(await request.body()) or {}
        for name in body.get("delete", []):
            if name in state.jobs:
                state.jobs[name].cancelled = True
        return Noted(state.see(request, "comfyui.queue", body), Response())

    async def interrupt(request: Request) -> Response:
        body = json_body(await request.body()) or {}
        return Noted(state.see(request, "comfyui.interrupt", body), Response())

    async def nodes(request: Request) -> Response:
        required = {"ckpt_name": [["sd_xl_base_1.0.safetensors"]]}
        node = {"CheckpointLoaderSimple": {"input": {"required": required}}}
        return beside(state, request, "comfyui.models", ComfyUi(), JSONResponse(node))

    return [
        Route("/prompt", prompt, methods=["POST"]),
        Route("/history/{name}", history),
        Route("/view", view),
        Route("/upload/image", upload, methods=["POST"]),
        Route("/queue", queue, methods=["POST"]),
        Route("/interrupt", interrupt, methods=["POST"]),
        Route("/object_info/CheckpointLoaderSimple", nodes),
    ]


def _call(graph: dict[str, Any]) -> Call:
    def inputs(name: str) -> dict[str, Any]:
        return next(
            (node["inputs"] for node in graph.values() if node.get("class_type") == name), {}
        )

    sampler = inputs("KSampler")
    wanted = sampler.get("positive", [""])[0]
    size = inputs("ImageScale") or inputs("EmptyLatentImage")
    return Call(
        prompt=str(graph.get(wanted, {}).get("inputs", {}).get("text", "")),
        width=int(size.get("width", 512)),
        height=int(size.get("height", 512)),
        seed=sampler.get("seed"),
        model=str(inputs("CheckpointLoaderSimple").get("ckpt_name", "")),
    )
