"""Gemini's generateContent for image models, under /v1beta."""

from __future__ import annotations

import base64
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulator.drawing import Call, Drawn, Family, beside, drawing, failure
from tests.simulator.faults import Step
from tests.simulator.state import State, json_body, shortened

_STATUSES = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 402: "RESOURCE_EXHAUSTED",
    403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL",
    502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
}  # fmt: skip
_SHAPES = {
    "1:1": (256, 256), "3:2": (312, 208), "2:3": (208, 312), "4:3": (296, 222), "3:4": (222, 296),
    "5:4": (280, 224), "4:5": (224, 280), "16:9": (336, 189), "9:16": (189, 336),
    "21:9": (392, 168),
}  # fmt: skip


class Gemini(Family):
    """A refusal is an answer without a picture, with status 200."""

    told_in_answer = frozenset(("refused_input", "refused_output"))

    def failure(self, step: Step, status: int) -> Any:
        error: dict[str, Any] = {
            "code": status, "message": "Told in words", "status": _STATUSES[status],
        }  # fmt: skip
        if step.fault == "rate_limited_seconds":
            seconds = step.params.get("seconds", 2)
            kind = "type.googleapis.com/google.rpc.RetryInfo"
            error["details"] = [{"@type": kind, "retryDelay": f"{seconds}s"}]
        return {"error": error}

    def answer(self, call: Call, drawn: Drawn, request: Request, state: State) -> Response:
        told: dict[str, Any] = {
            "modelVersion": drawn.model,
            "responseId": f"resp{len(state.log)}",
            "usageMetadata": {"promptTokenCount": 40, "candidatesTokenCount": 1120},
        }
        match drawn.step.fault:
            case "refused_input":
                return JSONResponse(told | {"promptFeedback": {"blockReason": "SAFETY"}})
            case "refused_output":
                return JSONResponse(told | {"candidates": [{"finishReason": "IMAGE_SAFETY"}]})
            case "empty_data":
                return JSONResponse(told | {"candidates": [{"finishReason": "STOP"}]})
        packed = base64.b64encode(drawn.data).decode()
        parts = [
            {"text": "Here it is."},
            {"inlineData": {"mimeType": drawn.mime, "data": packed}},
        ]
        content = {"role": "model", "parts": parts}
        return JSONResponse(told | {"candidates": [{"content": content, "finishReason": "STOP"}]})

    def let_in(self, request: Request, keys: list[str]) -> bool:
        key = request.headers.get("x-goog-api-key", "")
        return bool(key) and (not keys or key in keys)


def routes(state: State) -> list[Route]:
    """The paths of this format."""
    family = Gemini()

    async def generate(request: Request) -> Response:
        body = json_body(await request.body()) or {}
        model = request.path_params["model"].removesuffix(":generateContent")
        call = _call(body, model)
        return await drawing(state, request, "gemini.generate", family, call, shortened(body))

    async def models(request: Request) -> Response:
        names = ("gemini-3.1-flash-lite-image", "gemini-3-text")
        whole: Response = JSONResponse({"models": [{"name": f"models/{n}"} for n in names]})
        if not family.let_in(request, state.options.keys):
            whole = failure(family, Step("unauthorised"))
        return beside(state, request, "gemini.models", family, whole)

    return [
        Route("/v1beta/models/{model}", generate, methods=["POST"]),
        Route("/v1beta/models", models),
    ]


def _call(body: dict[str, Any], model: str) -> Call:
    contents = body.get("contents") or [{}]
    parts = contents[0].get("parts") or []
    config = (body.get("generationConfig") or {}).get("imageConfig") or {}
    width, height = _SHAPES.get(config.get("aspectRatio", "1:1"), (256, 256))
    return Call(
        prompt=" ".join(part["text"] for part in parts if "text" in part),
        width=width,
        height=height,
        model=model,
    )
