"""OpenAI's Images and the servers of its shape: /v1/images/*, /v1/models, /files/*."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulator.drawing import Call, Drawn, Family, bearer, beside, drawing, failure
from tests.simulator.endings import Noted
from tests.simulator.faults import Step
from tests.simulator.state import State, fields_of, json_body, shortened

MODELS = ("gpt-image-2.6-flare", "gpt-image-1-mini", "text-small", "sd-turbo", "z-image")
_CODES = {
    "unauthorised": ("invalid_api_key", "invalid_request_error"),
    "forbidden": ("model_not_allowed", "permission_error"),
    "payment": ("PAYMENT_REQUIRED", None),
    "queue_full": ("PAYMENT_REQUIRED", None),
    "no_credit": ("insufficient_quota", "insufficient_quota"),
    "not_found": ("model_not_found", "invalid_request_error"),
    "too_long": ("string_above_max_length", "invalid_request_error"),
    "bad_request": ("invalid_value", "invalid_request_error"),
    "refused_input": ("moderation_blocked", "image_generation_user_error"),
    "refused_output": ("moderation_blocked", "image_generation_user_error"),
    "server_error": ("server_error", "server_error"),
}
_TAG = re.compile(r"<sd_cpp_extra_args>(.*?)</sd_cpp_extra_args>", re.DOTALL)


class OpenAi(Family):
    """Answers as base64, or as a link where a step says so."""

    def failure(self, step: Step, status: int) -> Any:
        if status in (502, 504):
            return "<html><head><title>Bad gateway</title></head><body>cloud</body></html>"
        code, kind = _CODES.get(step.fault, ("rate_limit_exceeded", "requests"))
        if status == 503:
            code = kind = "service_unavailable"
        error: dict[str, Any] = {
            "message": "Told in words, which may repeat the prompt: Incorrect key sk-…",
            "type": kind,
            "param": None,
            "code": code,
        }
        if step.fault.startswith("refused"):
            stage = step.fault.removeprefix("refused_")
            error["moderation_details"] = {"moderation_stage": stage, "categories": ["violence"]}
        return {"error": error}

    def answer(self, call: Call, drawn: Drawn, request: Request, state: State) -> Response:
        if drawn.step.fault == "empty_data":
            return JSONResponse({"created": 1_790_000_000, "data": []})
        first: dict[str, Any] = {"b64_json": base64.b64encode(drawn.data).decode()}
        if drawn.step.fault.startswith("url_"):
            first = {"url": _link(drawn, request, state)}
        body = {
            "created": 1_790_000_000,
            "data": [first],
            "size": f"{call.width}x{call.height}",
            "output_format": call.format,
            "usage": {
                "input_tokens": 50,
                "input_tokens_details": {"text_tokens": 50, "image_tokens": 0},
                "output_tokens": 196,
                "total_tokens": 246,
            },
        }
        return JSONResponse(
            body, headers={"x-request-id": f"req_{len(state.log)}", "x-model-used": drawn.model}
        )

    def let_in(self, request: Request, keys: list[str]) -> bool:
        return not keys or bearer(request, keys)


def _link(drawn: Drawn, request: Request, state: State) -> str:
    name = f"{len(state.log)}.png"
    here = str(request.base_url).rstrip("/")
    match drawn.step.fault:
        case "url_other_host":
            return str(drawn.step.params.get("to", "http://localhost:1/files/a.png"))
        case "url_missing":
            return f"{here}/files/missing.png"
    state.files[name] = (drawn.data, drawn.mime, drawn.step)
    return f"{here}/files/{name}"


def routes(state: State) -> list[Route]:
    """The paths of this format."""
    family = OpenAi()

    async def generations(request: Request) -> Response:
        body = json_body(await request.body()) or {}
        return await drawing(
            state, request, "openai.generations", family, _call(body, request), shortened(body)
        )

    async def edits(request: Request) -> Response:
        raw = await request.body()
        kind = request.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            fields = fields_of(raw, kind)
            body = {entry["name"]: entry["text"] for entry in fields if "text" in entry}
            told: Any = [{k: v for k, v in entry.items() if k != "data"} for entry in fields]
        else:
            body = json_body(raw) or {}
            told = shortened(body)
        return await drawing(state, request, "openai.edits", family, _call(body, request), told)

    async def models(request: Request) -> Response:
        entries = [{"id": name, "object": "model"} for name in MODELS]
        whole: Response = JSONResponse({"object": "list", "data": entries})
        if not family.let_in(request, state.options.keys):
            whole = failure(family, Step("unauthorised"))
        return beside(state, request, "openai.models", family, whole)

    async def files(request: Request) -> Response:
        seen = state.see(request, "files", None)
        data, mime, step = state.files.get(request.path_params["name"], (b"", "", None))
        if step is not None and step.fault == "url_redirect":
            to = str(step.params.get("to", "http://169.254.169.254/latest/meta-data/"))
            return Noted(seen, Response(status_code=302, headers={"location": to}))
        if not data:
            return Noted(seen, Response("gone", 404))
        return Noted(seen, Response(data, media_type=mime))

    return [
        Route("/v1/images/generations", generations, methods=["POST"]),
        Route("/v1/images/edits", edits, methods=["POST"]),
        Route("/v1/models", models),
        Route("/files/{name}", files),
    ]


def _call(body: dict[str, Any], request: Request) -> Call:
    width, _, height = str(body.get("size", "1024x1024")).partition("x")
    prompt, seed = str(body.get("prompt", "")), body.get("seed")
    tag = _TAG.search(prompt)
    if tag:
        seed = json.loads(tag[1]).get("seed")
        prompt = _TAG.sub("", prompt).strip()
    return Call(
        prompt=prompt,
        width=int(width) if width.isdecimal() else 1024,
        height=int(height) if height.isdecimal() else 1024,
        seed=None if seed is None else int(seed),
        model=str(body.get("model", "")),
        format=str(body.get("output_format", "png")),
        idempotency_key=request.headers.get("idempotency-key", ""),
    )
