"""Serving the built front end: hashed assets for ever, the page itself never cached."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response

from bookreader.kit.problem import NotFound

_NOT_BUILT = (
    "<!doctype html><meta charset=utf-8><title>BookReader AI</title>"
    "<p>The pages are not built yet. Run <code>make run</code>, or build them with "
    "<code>npm run build</code> in <code>frontend</code>."
)


_MANIFEST = "application/manifest+json"


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


def install(app: FastAPI, folder: Path) -> None:
    """Answer every address that no route knows with the front end."""

    @app.get("/{path:path}", include_in_schema=False)
    async def page(path: str) -> Response:
        if path.startswith(("api/", "problems/")) or path == "api":
            raise NotFound
        asset = _file_in(folder, path) if path else None
        if asset is not None:
            mime = _MANIFEST if path.endswith(".webmanifest") else None
            return FileResponse(asset, media_type=mime, headers={"Cache-Control": _cached(path)})
        if path.startswith("assets/"):
            raise NotFound
        index = _file_in(folder, "index.html")
        headers = {"Cache-Control": "no-cache"}
        if index is None:
            return HTMLResponse(_NOT_BUILT, status_code=503, headers=headers)
        return FileResponse(index, media_type="text/html", headers=headers)
