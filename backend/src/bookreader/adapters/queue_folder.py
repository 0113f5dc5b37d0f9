"""Celery's messages as files in a folder: the embedded mode's broker."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class FolderChannel(filesystem.Channel):
    """The transport of kombu, but a message appears whole.

    The original opens the file, then fills it: a consumer that looks in between reads nothing
    where JSON should be and takes the whole worker down with it.
    """

    def _put(  # type: ignore[override]  # kombu's own two classes disagree on the names
        self, queue: str, payload: Any, **_options: Any
    ) -> None:
        name = f"{round(time.monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        folder = Path(self.data_folder_out)
        hidden = folder / f".{name}.part"
        hidden.write_text(dumps(payload), "utf-8")
        os.replace(hidden, folder / name)  # noqa: PTH105 - atomic, and says so


class FolderTransport(filesystem.Transport):
    """Messages below DATA_DIR/queue."""

    Channel = FolderChannel
