"""The bounded child: one JSON request per line in, JSON answers per line out, files beside them.

Started by `bookcore.bounded`; can also be fed by hand: `python -I -m bookcore.child`.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from bookcore.child_ops import OPERATIONS, sources_of
from bookcore.child_requests import WrongRequest
from bookcore.confine import (
    Confinement,
    Forbidden,
    leave_network_and_follow_parent,
    limit_processor,
    limit_resources,
    raise_walls,
)
from bookcore.errors import BookError

_DEFAULT_BOUNDS: dict[str, Any] = {
    "memory_bytes": 1 << 30,
    "cpu_seconds": 60,
    "file_bytes": 1 << 29,
    "open_files": 64,
}
_PARENT_CHECK_SECONDS = 0.5


def main(arguments: list[str] | None = None) -> int:
    """Serve requests from standard input until it ends."""
    words = sys.argv[1:] if arguments is None else arguments
    settings: dict[str, Any] = json.loads(words[0]) if words else {}
    bounds = {**_DEFAULT_BOUNDS, **settings.get("bounds", {})}
    # Answers get a descriptor of their own: a stray print must not spoil the protocol.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    parent = int(settings.get("parent", os.getppid()))
    leave_network_and_follow_parent(parent)
    requests: SimpleQueue[str | None] = SimpleQueue()
    limit_resources(bounds["memory_bytes"], bounds["file_bytes"], bounds["open_files"])
    threading.Thread(target=_listen, args=(requests, parent), daemon=True).start()
    _preload(settings.get("preload", ()))
    confinement = raise_walls(Path.cwd(), _complain, settings.get("readable", ()))
    while (line := requests.get()) is not None:
        if line.strip():
            limit_processor(int(bounds["cpu_seconds"]))
            _serve(line, confinement, answers, bool(settings.get("one_source")))
    return 0


def _complain(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _preload(packages: Iterable[str]) -> None:
    """Import what the operator chose; one that cannot be imported is told by whoever needs it."""
    for package in packages:
        try:
            importlib.import_module(package)
        except Exception as error:  # whatever a package of somebody else raises
            _complain(f"{package} cannot be imported: {type(error).__name__}: {error}")


def _listen(requests: SimpleQueue[str | None], parent: int) -> None:
    for line in sys.stdin:
        requests.put(line)
    requests.put(None)
    # Where the kernel has no parent-death signal, the end of input is the first sign of it.
    while os.getppid() == parent:
        time.sleep(_PARENT_CHECK_SECONDS)
    os._exit(0)


def _serve(line: str, confinement: Confinement, answers: IO[str], one_source: bool) -> None:
    try:
        for answer in _answer(line, confinement, one_source):
            _write(answers, answer)
    except BookError as error:
        _write(answers, _error(error.code, error.message, error.where))
    except WrongRequest as error:
        _write(answers, _error("bad_request", str(error)))
    except Forbidden as error:
        _write(answers, _error("parser_died", str(error)))
    except MemoryError:
        _write(answers, _error("parser_died", "the memory allowed for one book was not enough"))
    except OSError as error:
        if error.errno == errno.ENOSPC:
            _write(answers, _error("disk_full", "no space left for the result"))
        else:
            _unexpected(answers, error)
    except Exception as error:  # the answer must come, whatever a book provokes
        _unexpected(answers, error)


def _unexpected(answers: IO[str], error: Exception) -> None:
    _complain("".join(traceback.format_exception(error)))
    _write(answers, _error("parser_died", f"unexpected {type(error).__name__}"))


def _answer(line: str, confinement: Confinement, one_source: bool) -> Iterator[dict[str, Any]]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise WrongRequest("a request is one JSON object on one line") from None
    if not isinstance(request, dict):
        raise WrongRequest("a request is one JSON object on one line")
    operation = OPERATIONS.get(str(request.get("op")))
    if operation is None:
        raise WrongRequest(f"unknown operation {request.get('op')!r}")
    confinement.source = None
    for source in sources_of(request):
        confinement.allow_source(source)
        if one_source:
            confinement.narrow()
    yield from operation(request)


def _error(code: str, message: str, where: str = "") -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "where": where}}


def _write(answers: IO[str], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
