"""A zip that is written while it is sent: only one of its files is in memory at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime

_EARLIEST = datetime(1980, 1, 1).timetuple()[:6]  # noqa: DTZ001 - zip files know no time zone


class _Outlet(io.RawIOBase):
    """Takes what the zip writes and gives it out piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It takes bytes, and cannot be sought in."""
        return True

    def write(self, data: object) -> int:
        """Keep a piece until it is taken."""
        piece = bytes(data)  # type: ignore[call-overload]  # whatever buffer it is
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        """All that came since the last time."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


async def zipped(entries: AsyncIterator[tuple[str, bytes, datetime]]) -> AsyncIterator[bytes]:
    """The bytes of a zip of named entries; pictures are packed already, so nothing is deflated."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        async for name, data, moment in entries:
            date = max(moment.timetuple()[:6], _EARLIEST)
            archive.writestr(zipfile.ZipInfo(name, date), data)
            yield outlet.take()
    yield outlet.take()
