"""Cameo cards painted in a bounded child and kept as blobs for as long as there is room."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import asdict

from bookcore.errors import BookError
from bookcore.scene.spec import Person
from bookreader.ports.blobs import BlobMissing, BlobStore
from bookreader.ports.cpu import CpuPool
from bookreader.ports.painter import CAMEO_SIDE, PainterBusy, PainterRefused

_REMEMBERED = 4096


class ChildCameos:
    """Paints a card once; the blob store may forget it, then it is painted again."""

    def __init__(self, cpu: CpuPool, blobs: BlobStore) -> None:
        self._cpu, self._blobs = cpu, blobs
        self._blob_of: OrderedDict[tuple[Person, int], str] = OrderedDict()
        # A page of faces asks for all of them at once; one child paints them in turn.
        self._turn = asyncio.Semaphore(1)

    async def card(self, person: Person, seed: int) -> bytes:
        """The card as WebP."""
        kept = await self._kept(person, seed)
        if kept is not None:
            return kept
        async with self._turn:
            kept = await self._kept(person, seed)
            if kept is not None:
                return kept
            try:
                data = await self._paint(person, seed)
            except BookError as error:
                if error.code in ("disk_full", "cancelled"):
                    raise PainterBusy(error.message) from error
                raise PainterRefused(error.message) from error
            blob = await self._blobs.put(_once(data))
            self._blob_of[person, seed] = blob.sha256
            while len(self._blob_of) > _REMEMBERED:
                self._blob_of.popitem(last=False)
            return data

    async def _kept(self, person: Person, seed: int) -> bytes | None:
        sha256 = self._blob_of.get((person, seed))
        if sha256 is None:
            return None
        try:
            return b"".join([chunk async for chunk in self._blobs.read(sha256)])
        except BlobMissing:
            return None

    async def _paint(self, person: Person, seed: int) -> bytes:
        async with self._cpu.child("paint") as child:
            out = child.folder / "cameo.webp"
            request = {
                "op": "cameo",
                "person": {k: v for k, v in asdict(person).items() if v is not None},
                "seed": seed,
                "width": CAMEO_SIDE,
                "height": CAMEO_SIDE,
                "out": str(out),
            }
            async for _ in child.ask(request):
                pass
            return await asyncio.to_thread(out.read_bytes)


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data
