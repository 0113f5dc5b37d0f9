"""Errors as RFC 9457 problem details; every type has a page in docs/develop/problems.md."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """The body of every error answer."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[dict[str, Any]] | None = None


class AppError(Exception):
    """A refusal with a stable code; subclasses live in their domain's `errors.py`."""

    code: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong on the server"
    status: ClassVar[int] = 500

    def __init__(self, detail: str = "", *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.headers = dict(headers or {})


class InvalidInput(AppError):
    """The request itself is malformed."""

    code = "invalid_input"
    title = "The request is not in the expected form"
    status = 422


class NotFound(AppError):
    """There is nothing at this address, or nothing for this reader."""

    code = "not_found"
    title = "There is nothing here"
    status = 404


def request_id(request: Request) -> str:
    """The id that stands in the log lines of this request."""
    return str(request.scope.get("request_id", ""))


def problem_response(
    request: Request,
    *,
    code: str,
    title: str,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    errors: list[dict[str, Any]] | None = None,
) -> JSONResponse:
    """One problem as an HTTP answer."""
    body = Problem(
        type=f"/problems/{code}",
        title=title,
        status=status,
        detail=detail,
        instance=request.url.path,
        code=code,
        request_id=request_id(request),
        errors=errors,
    )
    return JSONResponse(
        body.model_dump(exclude_none=True),
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def problems(*kinds: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that may refuse in these ways."""
    answers: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = answers.setdefault(kind.status, {"model": Problem, "description": ""})
        entry["description"] = "; ".join(filter(None, [entry["description"], kind.code]))
    return answers


def install(app: FastAPI) -> None:
    """Turn every kind of error of the application into a problem."""

    @app.exception_handler(AppError)
    async def _app_error(request: Request, error: AppError) -> JSONResponse:
        return problem_response(
            request,
            code=error.code,
            title=error.title,
            status=error.status,
            detail=error.detail,
            headers=error.headers,
        )

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
        # The input itself is left out: it may be a password.
        found = [
            {"where": [str(part) for part in e["loc"]], "message": e["msg"]}
            for e in error.errors()[:20]
        ]
        return problem_response(
            request,
            code=InvalidInput.code,
            title=InvalidInput.title,
            status=422,
            detail=InvalidInput.title,
            errors=found,
        )

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        phrase = HTTPStatus(error.status_code).phrase
        return problem_response(
            request,
            code={404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "http"),
            title=phrase,
            status=error.status_code,
            detail=phrase,
            headers=error.headers,
        )

    @app.exception_handler(Exception)
    async def _unknown(request: Request, error: Exception) -> JSONResponse:
        log.exception("unhandled error", exc_info=error)
        return problem_response(
            request,
            code=AppError.code,
            title=AppError.title,
            status=500,
            detail="The server met an error of its own. Nothing was changed.",
        )
