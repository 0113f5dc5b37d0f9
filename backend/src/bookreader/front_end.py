"""Serving the built front end: hashed assets for ever, the page itself never cached."""

from __future__ import annotations

import gzip
import os
from functools import lru_cache
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from bookreader.kit.problem import NotFound

_NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>BookReader AI</title>"
    "<p>The pages are not built yet. Run <code>make run</code>, or build them with "
    "<code>npm run build</code> in <code>frontend</code>."
)


_MANIFEST = "application/manifest+json"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": _MANIFEST,
}
# What is shorter fits one packet as it is.
_LEAST_BYTES = 1_024


def _cached(path: str) -> str:
    if path.startswith("assets/"):
        return "public, max-age=31536000, immutable"
    # A service worker that a cache holds back would keep the whole program old.
    return "no-store" if path == "sw.js" else "no-cache"


def front_end_dir(configured: Path | None) -> Path:
    """Where the built pages lie: as configured, or in the checkout beside the back end."""
    if configured is not None:
        return configured
    return Path(__file__).resolve().parents[3] / "frontend" / "dist"


def _file_in(folder: Path, name: str) -> Path | None:
    """A file below the folder, or None; links and dots lead nowhere else."""
    try:
        found = (folder / name).resolve()
        inside = found.is_relative_to(folder.resolve()) and found.is_file()
    except (OSError, ValueError):
        return None
    return found if inside else None


@lru_cache(maxsize=256)
def _packed(file: Path, _changed_ns: int) -> bytes:
    """A file compressed once for all who ask; another state of the file is another entry."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)


def _state(file: Path) -> os.stat_result:
    return file.stat()


async def _answer(request: Request, file: Path, cache: str) -> Response:
    """The file, compressed where that makes it shorter and the browser can read it."""
    headers = {"Cache-Control": cache}
    mime = _TYPES.get(file.suffix)
    state = _state(file)
    if mime is None or state.st_size < _LEAST_BYTES:
        return FileResponse(file, media_type=mime, headers=headers)
    headers["Vary"] = "Accept-Encoding"
    if "gzip" not in request.headers.get("accept-encoding", "") or "range" in request.headers:
        return FileResponse(file, media_type=mime, headers=headers)
    tag = f'W/"{state.st_mtime_ns:x}-{state.st_size:x}"'
    headers |= {"ETag": tag, "Content-Encoding": "gzip"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    packed = await to_thread.run_sync(_packed, file, state.st_mtime_ns)
    return Response(packed, media_type=mime, headers=headers)


def install(app: FastAPI, folder: Path) -> None:
    """Answer every address that no route knows with the front end."""

    @app.get("/{path:path}", include_in_schema=False)
    async def page(path: str, request: Request) -> Response:
        if path.startswith(("api/", "problems/")) or path == "api":
            raise NotFound
        asset = _file_in(folder, path) if path else None
        if asset is not None:
            return await _answer(request, asset, _cached(path))
        if path.startswith("assets/"):
            raise NotFound
        index = _file_in(folder, "index.html")
        if index is None:
            return HTMLResponse(_NOT_BUILT, status_code=503, headers={"Cache-Control": "no-cache"})
        return await _answer(request, index, "no-cache")
