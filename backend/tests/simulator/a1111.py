"""A1111's and Forge's /sdapi/v1/*."""

from __future__ import annotations

import base64
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.simulator.drawing import Call, Drawn, Family, beside, drawing, failure
from tests.simulator.faults import Step
from tests.simulator.state import State, json_body, shortened


class A1111(Family):
    """Keys, where there are any, are user:password by Basic."""

    def failure(self, step: Step, status: int) -> Any:
        if status in (401, 403):
            return {"detail": "Incorrect username or password"}
        if status == 500:
            return {"error": "OutOfMemoryError", "detail": "", "body": "", "errors": "CUDA out"}
        if status in (502, 504):
            return "<html><head><title>nginx</title></head><body></body></html>"
        return {"error": "HTTPException", "detail": "Told in words", "body": "", "errors": ""}

    def answer(self, call: Call, drawn: Drawn, request: Request, state: State) -> Response:
        if drawn.step.fault == "empty_data":
            return JSONResponse({"images": [], "parameters": {}, "info": ""})
        info = {
            "prompt": call.prompt,
            "seed": drawn.seed,
            "all_seeds": [drawn.seed],
            "sd_model_name": drawn.model or "dreamshaper_8",
        }
        packed = base64.b64encode(drawn.data).decode()
        if drawn.step.params.get("prefix"):
            packed = f"data:{drawn.mime};base64,{packed}"
        told = "" if drawn.step.params.get("no_info") else json.dumps(info)
        return JSONResponse({"images": [packed], "parameters": {}, "info": told})

    def let_in(self, request: Request, keys: list[str]) -> bool:
        if not keys:
            return True
        wanted = [base64.b64encode(key.encode()).decode() for key in keys]
        scheme, _, told = request.headers.get("authorization", "").partition(" ")
        return scheme == "Basic" and told in wanted


def routes(state: State) -> list[Route]:
    """The paths of this format."""
    family = A1111()

    async def txt2img(request: Request) -> Response:
        body = json_body(await request.body()) or {}
        return await drawing(state, request, "a1111.txt2img", family, _call(body), shortened(body))

    async def img2img(request: Request) -> Response:
        body = json_body(await request.body()) or {}
        return await drawing(state, request, "a1111.img2img", family, _call(body), shortened(body))

    async def models(request: Request) -> Response:
        entry = {"title": "dreamshaper_8.safetensors [879db523c3]", "model_name": "dreamshaper_8"}
        whole: Response = JSONResponse([entry])
        if not family.let_in(request, state.options.keys):
            whole = failure(family, Step("unauthorised"))
        return beside(state, request, "a1111.models", family, whole)

    return [
        Route("/sdapi/v1/txt2img", txt2img, methods=["POST"]),
        Route("/sdapi/v1/img2img", img2img, methods=["POST"]),
        Route("/sdapi/v1/sd-models", models),
    ]


def _call(body: dict[str, Any]) -> Call:
    seed = int(body.get("seed", -1))
    return Call(
        prompt=str(body.get("prompt", "")),
        width=int(body.get("width", 512)),
        height=int(body.get("height", 512)),
        seed=None if seed < 0 else seed,
        model=str((body.get("override_settings") or {}).get("sd_model_checkpoint", "")),
    )
