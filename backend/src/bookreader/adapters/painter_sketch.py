"""The default illustrator: our own procedural painter in a bounded child."""

from __future__ import annotations

import asyncio
from functools import cached_property
from typing import Literal

from bookcore.errors import BookError
from bookreader.ports.cpu import CpuPool
from bookreader.ports.painter import PainterBusy, PainterRefused, SketchRequest, SketchResult

_ATTEMPTS = 2


class SketchPainter:
    """Paints the same picture for the same scene, seed and painter version."""

    name = "sketch"
    label: Literal["sketch", "ai"] = "sketch"

    def __init__(self, cpu: CpuPool) -> None:
        self._cpu = cpu

    @cached_property
    def version(self) -> str:
        """The painter's version; looked up late, since the web process never paints."""
        from bookcore.sketch import PAINTER_VERSION

        return PAINTER_VERSION

    async def generate(self, request: SketchRequest) -> SketchResult:
        """Paint one picture as WebP."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return await self._paint(request)
            except BookError as error:
                if error.code in ("disk_full", "cancelled"):
                    raise PainterBusy(error.message) from error
                if attempt == _ATTEMPTS:
                    raise PainterRefused(error.message) from error
        raise AssertionError("the loop returns or raises")

    async def _paint(self, request: SketchRequest) -> SketchResult:
        async with self._cpu.child("paint") as child:
            out = child.folder / "picture.webp"
            answer: dict[str, object] = {}
            async for one in child.ask(
                {
                    "op": "paint",
                    "spec": request.scene.to_json(),
                    "width": request.width,
                    "height": request.height,
                    "out": str(out),
                    "format": "webp",
                }
            ):
                answer = one
            data = await asyncio.to_thread(out.read_bytes)
            return SketchResult(
                data=data,
                mime=str(answer["mime"]),
                width=int(str(answer["width"])),
                height=int(str(answer["height"])),
                thumbhash=str(answer["thumbhash"]),
                colour=str(answer["colour"]),
            )
