"""What a bounded child does with pictures: paint them, look at them, make them smaller."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bookcore.child_requests import LARGEST_SIDE, WrongRequest, mapping_of, size_of, text_of

if TYPE_CHECKING:
    from bookcore.pictures.provenance import Made
    from bookcore.pictures.renditions import RenditionFormat

_MIME = {"webp": "image/webp", "png": "image/png"}


def paint(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Paint one scene spec into the `out` file."""
    from bookcore.scene.spec import spec_from_json

    width, height = size_of(request, 1152, 768)
    try:
        spec = spec_from_json(mapping_of(request, "spec"))
    except ValueError as error:
        raise WrongRequest(str(error)) from error

    from bookcore.sketch import PAINTER_VERSION, encode
    from bookcore.sketch import paint as paint_scene

    image = paint_scene(spec, width, height)
    yield {**_save(request, encode, image), "painter": PAINTER_VERSION}


def cover(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Paint a cover for a book that has none into the `out` file."""
    width, height = size_of(request, 600, 900)
    title, author = text_of(request, "title"), text_of(request, "author")

    from bookcore.sketch import PAINTER_VERSION, encode, paint_cover

    image = paint_cover(title, author, width, height)
    yield {**_save(request, encode, image), "painter": PAINTER_VERSION}


def cameo(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Paint one person's card into the `out` file; the same person and seed, the same card."""
    from bookcore.scene.spec import spec_from_json

    width, height = size_of(request, 512, 512)
    seed = request.get("seed", 0)
    try:
        spec = spec_from_json({"people": [mapping_of(request, "person")], "seed": seed})
    except ValueError as error:
        raise WrongRequest(str(error)) from error

    from bookcore.sketch import PAINTER_VERSION, encode, paint_cameo

    image = paint_cameo(spec.people[0], spec.seed, width, height)
    yield {**_save(request, encode, image), "painter": PAINTER_VERSION}


def inspect(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Look at a stranger's picture; `out` is written only when there is no fault."""
    width, height = size_of(request, 1152, 768)
    source, out = Path(text_of(request, "source")), Path(text_of(request, "out"))
    placeholders = request.get("placeholders", [])
    if not isinstance(placeholders, list) or not all(isinstance(p, str) for p in placeholders):
        raise WrongRequest("placeholders is a list of hashes")
    creator = request.get("creator") or "BookReader"
    created = request.get("created", "")
    if not isinstance(creator, str) or not isinstance(created, str):
        raise WrongRequest("creator and created must be strings")
    made = _made(request, "model")

    from bookcore.pictures.decoding import MAX_BYTES
    from bookcore.pictures.inspection import Origin
    from bookcore.pictures.inspection import inspect as look

    with source.open("rb") as file:
        # One byte more tells that there are too many, and no more than that is held.
        data = file.read(MAX_BYTES + 1)
    verdict = look(data, width, height, placeholders, Origin(made, creator, created))
    if verdict.master is not None:
        out.write_bytes(verdict.master)
    yield {"done": True, **verdict.to_json()}


def rendition(request: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One of our own pictures in another width and format, into the `out` file."""
    width = request.get("width")
    if not isinstance(width, int) or not 16 <= width <= LARGEST_SIDE:
        raise WrongRequest(f"a width is a whole number from 16 to {LARGEST_SIDE}")
    format = text_of(request, "format")
    if format not in ("webp", "avif", "jpeg"):
        raise WrongRequest(f"renditions are webp, avif or jpeg, not {format}")
    source, out = Path(text_of(request, "source")), Path(text_of(request, "out"))
    creator, made = text_of(request, "creator"), _made(request, "algorithmic")

    from bookcore.errors import BookError
    from bookcore.pictures.renditions import rendition as smaller

    try:
        found = smaller(source.read_bytes(), width, cast("RenditionFormat", format), made, creator)
    except OSError as error:
        raise BookError("parser_died", "no picture that can be made smaller") from error
    out.write_bytes(found.data)
    yield {
        "done": True,
        "width": found.width,
        "height": found.height,
        "size": len(found.data),
        "mime": found.mime,
    }


def _made(request: Mapping[str, Any], default: str) -> Made:
    made = request.get("made", default)
    if made not in ("algorithmic", "model", "composite"):
        raise WrongRequest(f"a picture is made by algorithmic, model or composite, not {made!r}")
    return cast("Made", made)


def _save(request: Mapping[str, Any], encode: Callable[..., bytes], image: Any) -> dict[str, Any]:
    out = Path(text_of(request, "out"))
    kind = str(request.get("format") or out.suffix.lstrip(".").lower() or "webp")
    if kind not in _MIME:
        raise WrongRequest(f"pictures are webp or png, not {kind}")
    data = encode(image, kind)
    out.write_bytes(data)

    from bookcore.pictures.compact import colour_of, thumbhash

    return {
        "done": True,
        "out": str(out),
        "mime": _MIME[kind],
        "width": image.width,
        "height": image.height,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "thumbhash": thumbhash(image),
        "colour": colour_of(image),
    }
