"""A model's archive, fetched by its hash and unpacked without trusting its names."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urljoin

from bookreader.adapters.http_plain import ExchangeFailed, address_of, opened, whole

MOST_BYTES = 8 * 1024**3
MOST_FILES = 50_000
_REDIRECTS = 5
_CHUNK = 1 << 20
_SECONDS = 3600.0
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
_HASH = re.compile(r"[0-9a-f]{64}")
# Where NLTK looks for each of its packages, whose archives do not say it.
_NLTK_PLACES = {"punkt_tab": "tokenizers", "stopwords": "corpora", "wordnet": "corpora"}


class ModelRefused(ValueError):
    """The model was not installed; the message says why, in one line."""


def install_model(name: str, source: str, sha256: str, models: Path) -> tuple[Path, str]:
    """Put a model into the folder of models; gives its folder and its engine.

    An address needs the SHA-256 of what it gives; a file or folder of this machine may go without.
    """
    if not _NAME.fullmatch(name):
        raise ModelRefused(f"{name!r} is no name for a folder")
    wanted = sha256.strip().lower()
    if wanted and not _HASH.fullmatch(wanted):
        raise ModelRefused("a SHA-256 is 64 hexadecimal digits")
    models.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=models) as work:
        unpacked = Path(work) / "unpacked"
        unpacked.mkdir()
        if source.startswith(("http://", "https://")):
            if not wanted:
                raise ModelRefused("an address needs --sha256: the hash of what it shall give")
            archive = Path(work) / "archive"
            _download(source, archive)
            _compare(archive, wanted)
            _unpack(archive, unpacked)
        else:
            _take(Path(source).expanduser(), wanted, unpacked)
        root, engine = _model_in(unpacked)
        return _place(root, engine, models / name), engine


def _take(path: Path, wanted: str, unpacked: Path) -> None:
    if path.is_dir():
        if wanted:
            raise ModelRefused("a folder has no SHA-256; leave it out")
        _copy(path, unpacked)
    elif path.is_file():
        if wanted:
            _compare(path, wanted)
        _unpack(path, unpacked)
    else:
        raise ModelRefused(f"there is no file or folder {path}")


def _compare(file: Path, wanted: str) -> None:
    with file.open("rb") as opened_file:
        found = hashlib.file_digest(opened_file, "sha256").hexdigest()
    if found != wanted:
        raise ModelRefused(f"the SHA-256 is {found}, not the one given; nothing was installed")


def _download(url: str, target: Path) -> None:
    """Fetch into a file; a redirect leads on to public addresses only."""
    first = True
    for _ in range(_REDIRECTS):
        try:
            address = address_of(url)
        except ValueError as error:
            raise ModelRefused(str(error)) from None
        try:
            with opened(address, "GET", {"Accept": "*/*"}, None, _SECONDS, not first) as response:
                place = response.getheader("Location")
                if response.status in (301, 302, 303, 307, 308) and place:
                    if address.secure and urljoin(url, place).startswith("http://"):
                        raise ModelRefused("a redirect from https to http")
                    url, first = urljoin(url, place), False
                    continue
                if response.status != 200:
                    raise ModelRefused(f"the address answers with status {response.status}")
                with target.open("wb") as out:
                    _pour(iter(lambda: response.read1(_CHUNK), b""), out)
                whole(response)
                return
        except ExchangeFailed as error:
            raise ModelRefused(f"the address could not be read: {error}") from None
    raise ModelRefused("too many redirects")


def _pour(pieces: Iterator[bytes], out: IO[bytes], room: int = MOST_BYTES) -> int:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > room:
            raise ModelRefused(f"more than {MOST_BYTES // 1024**3} GB")
        out.write(piece)
    return size


def _unpack(archive: Path, into: Path) -> None:
    try:
        if zipfile.is_zipfile(archive):
            _unpack_zip(archive, into)
        else:
            _unpack_tar(archive, into)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError, OSError) as error:
        raise ModelRefused(f"not a whole zip or tar archive: {error}") from None


class _Room:
    """What one archive may still take."""

    def __init__(self) -> None:
        self.bytes = MOST_BYTES
        self.files = MOST_FILES

    def place(self, name: str, into: Path) -> Path | None:
        """Where an entry goes; None for a folder. Raises ModelRefused for a name that leaves."""
        self.files -= 1
        if self.files < 0:
            raise ModelRefused(f"more than {MOST_FILES} files")
        parts = PurePosixPath(name).parts
        if name in ("./", "."):
            return None
        if (
            not parts
            or "\\" in name
            or "\0" in name
            or name.startswith("/")
            or ".." in parts
            or ":" in parts[0]
        ):
            raise ModelRefused(f"an entry that leads out of the folder: {name[:80]!r}")
        if name.endswith("/"):
            return None
        target = into.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def write(self, source: IO[bytes], target: Path) -> None:
        """Copy an entry within what is left."""
        with target.open("xb") as out:
            self.bytes -= _pour(iter(lambda: source.read(_CHUNK), b""), out, self.bytes)


def _unpack_zip(archive: Path, into: Path) -> None:
    room = _Room()
    with zipfile.ZipFile(archive) as opened_zip:
        for entry in opened_zip.infolist():
            mode = entry.external_attr >> 16
            if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise ModelRefused(f"a link or device: {entry.filename[:80]!r}")
            target = room.place(entry.filename, into)
            if target is not None:
                with opened_zip.open(entry) as source:
                    room.write(source, target)


def _unpack_tar(archive: Path, into: Path) -> None:
    room = _Room()
    with tarfile.open(archive, "r:*") as opened_tar:
        for entry in opened_tar:
            if not (entry.isreg() or entry.isdir()):
                raise ModelRefused(f"a link or device: {entry.name[:80]!r}")
            target = room.place(entry.name + "/" * entry.isdir(), into)
            source = opened_tar.extractfile(entry) if target is not None else None
            if target is not None and source is not None:
                room.write(source, target)


def _copy(folder: Path, into: Path) -> None:
    room = _Room()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise ModelRefused(f"a link or device: {path.name!r}")
        target = room.place(path.relative_to(folder).as_posix() + "/" * path.is_dir(), into)
        if target is not None:
            with path.open("rb") as source:
                room.write(source, target)


def _model_in(folder: Path) -> tuple[Path, str]:
    """The model's own folder inside what was unpacked, and the engine that reads it."""
    for file, engine in (("config.cfg", "spacy"), ("resources.json", "stanza")):
        found = sorted(folder.rglob(file), key=lambda p: len(p.parts))
        # A spaCy package holds configurations of its parts too; the model's stands highest.
        if found and (engine != "spacy" or (found[0].parent / "meta.json").is_file()):
            return found[0].parent, engine
    for package in _NLTK_PLACES:
        found = sorted(p for p in folder.rglob(package) if p.is_dir())
        if found:
            return _as_nltk_data(folder), "nltk"
    raise ModelRefused(
        "no model in it: neither config.cfg with meta.json (spaCy), nor resources.json (Stanza), "
        f"nor {', '.join(_NLTK_PLACES)} (NLTK)"
    )


def _as_nltk_data(folder: Path) -> Path:
    """NLTK's packages moved to the places where NLTK looks."""
    root = folder / ".nltk"
    for package, place in _NLTK_PLACES.items():
        found = next((p for p in folder.rglob(package) if p.is_dir()), None)
        if found is not None:
            (root / place).mkdir(parents=True, exist_ok=True)
            found.rename(root / place / package)
    return root


def _place(root: Path, engine: str, target: Path) -> Path:
    if engine == "nltk" and target.is_dir():
        # NLTK's data comes in several archives that make up one folder.
        for package in (p for place in root.iterdir() for p in place.iterdir()):
            end = target / package.parent.name / package.name
            if end.exists():
                raise ModelRefused(f"{end} is there already; remove it first")
            end.parent.mkdir(exist_ok=True)
            package.rename(end)
        return target
    if target.exists():
        raise ModelRefused(f"{target} is there already; remove it first")
    with contextlib.suppress(OSError):
        root.chmod(0o700)
    shutil.move(root, target)
    return target
