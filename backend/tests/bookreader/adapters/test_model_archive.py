"""Models come by their hash and unpack into their folder, or not at all."""

from __future__ import annotations

import hashlib
import io
import stat
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bookreader.adapters import model_archive
from bookreader.adapters.model_archive import ModelRefused, install_model

SPACY = {
    "ru_x/__init__.py": b"raise SystemExit('run while installing')",
    "ru_x/ru_x-1.0/config.cfg": b"[nlp]",
    "ru_x/ru_x-1.0/meta.json": b"{}",
    "ru_x/ru_x-1.0/vocab/strings.json": b"[]",
    "setup.py": b"raise SystemExit('run while installing')",
}
STANZA = {"resources.json": b"{}", "ru/tokenize/a.pt": b"x"}


def a_zip(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def a_tar(files: dict[str, bytes], *more: tarfile.TarInfo) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as made:
        for folder in ("./",):
            entry = tarfile.TarInfo(folder)
            entry.type = tarfile.DIRTYPE
            made.addfile(entry)
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            made.addfile(entry, io.BytesIO(content))
        for entry in more:
            made.addfile(entry)
    return data.getvalue()


def link(kind: bytes, target: str) -> tarfile.TarInfo:
    entry = tarfile.TarInfo("ru_x/link")
    entry.type = kind
    entry.linkname = target
    return entry


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def left_in(models: Path) -> list[str]:
    return sorted(p.relative_to(models).as_posix() for p in models.rglob("*") if p.is_file())


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], str]:
    def make(data: bytes) -> str:
        file = tmp_path / "archive"
        file.write_bytes(data)
        return str(file)

    return make


@pytest.mark.parametrize("pack", [a_zip, a_tar])
def test_a_spacy_package_gives_its_model_and_nothing_of_it_is_run(
    pack: Callable[..., bytes], models: Path, write: Callable[[bytes], str]
) -> None:
    data = pack(SPACY)
    folder, engine = install_model("mine", write(data), sha(data).upper(), models)
    assert (folder, engine) == (models / "mine", "spacy")
    assert left_in(models) == ["mine/config.cfg", "mine/meta.json", "mine/vocab/strings.json"]


def test_a_folder_and_stanzas_models(models: Path, tmp_path: Path) -> None:
    for name, content in STANZA.items():
        file = tmp_path / "stanza_ru" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    folder, engine = install_model("ru", str(tmp_path / "stanza_ru"), "", models)
    assert (engine, left_in(folder)) == ("stanza", ["resources.json", "ru/tokenize/a.pt"])
    (tmp_path / "stanza_ru" / "link").symlink_to("/etc/passwd")
    with pytest.raises(ModelRefused, match="link"):
        install_model("other", str(tmp_path / "stanza_ru"), "", models)
    assert not (models / "other").exists()


def test_nltks_archives_make_up_one_folder(models: Path, write: Callable[[bytes], str]) -> None:
    punkt = a_zip({"punkt_tab/english/abbrev_types.txt": b"mr", "punkt_tab/README": b""})
    install_model("nltk", write(punkt), "", models)
    install_model("nltk", write(a_zip({"stopwords/english": b"the"})), "", models)
    assert left_in(models / "nltk") == [
        "corpora/stopwords/english",
        "tokenizers/punkt_tab/README",
        "tokenizers/punkt_tab/english/abbrev_types.txt",
    ]
    with pytest.raises(ModelRefused, match="there already"):
        install_model("nltk", write(punkt), "", models)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (a_zip({**SPACY, "../evil": b""}), "leads out"),
        (a_zip({**SPACY, "/etc/evil": b""}), "leads out"),
        (a_zip({**SPACY, "a/../../evil": b""}), "leads out"),
        (a_zip({**SPACY, "a\\..\\evil": b""}), "leads out"),
        (a_zip({**SPACY, "C:/evil": b""}), "leads out"),
        (a_tar({**SPACY, "../evil": b""}), "leads out"),
        (a_tar({**SPACY, "/etc/evil": b""}), "leads out"),
        (a_tar(SPACY, link(tarfile.SYMTYPE, "/etc/passwd")), "link or device"),
        (a_tar(SPACY, link(tarfile.LNKTYPE, "ru_x/__init__.py")), "link or device"),
        (a_tar(SPACY, link(tarfile.FIFOTYPE, "")), "link or device"),
        (a_tar(SPACY, link(tarfile.CHRTYPE, "")), "link or device"),
        (a_zip({"readme": b"no model"}), "no model in it"),
        (a_zip({"config.cfg": b""}), "no model in it"),
        (a_zip(SPACY)[:200], "not a whole"),
        (a_tar(SPACY)[:200], "not a whole"),
        (b"", "not a whole"),
        (b"text", "not a whole"),
    ],
)  # fmt: skip
def test_what_is_no_model_leaves_nothing_behind(
    data: bytes, why: str, models: Path, write: Callable[[bytes], str], tmp_path: Path
) -> None:
    with pytest.raises(ModelRefused, match=why):
        install_model("mine", write(data), "", models)
    assert list(models.iterdir()) == []
    assert not (tmp_path / "evil").exists()
    assert not (tmp_path / "data" / "evil").exists()


def test_a_link_inside_a_zip(models: Path, write: Callable[[bytes], str]) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        entry = zipfile.ZipInfo("ru_x/link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    with pytest.raises(ModelRefused, match="link or device"):
        install_model("mine", write(data.getvalue()), "", models)


def test_too_much_of_everything(
    models: Path, write: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = a_zip({**SPACY, "ru_x/ru_x-1.0/big": bytes(10_000_000)})
    monkeypatch.setattr(model_archive, "MOST_BYTES", 5_000_000)
    with pytest.raises(ModelRefused, match="more than"):
        install_model("mine", write(bomb), "", models)
    monkeypatch.setattr(model_archive, "MOST_FILES", 3)
    with pytest.raises(ModelRefused, match="3 files"):
        install_model("mine", write(a_zip(SPACY)), "", models)
    assert list(models.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", ".hidden", "a b", "x" * 200])
def test_a_name_is_a_folders_name(name: str, models: Path, write: Callable[[bytes], str]) -> None:
    with pytest.raises(ModelRefused, match="no name"):
        install_model(name, write(a_zip(SPACY)), "", models)


def test_the_hash_decides(models: Path, write: Callable[[bytes], str]) -> None:
    source = write(a_zip(SPACY))
    with pytest.raises(ModelRefused, match="not the one given"):
        install_model("mine", source, "0" * 64, models)
    with pytest.raises(ModelRefused, match="64 hexadecimal"):
        install_model("mine", source, "abc", models)
    with pytest.raises(ModelRefused, match="no file"):
        install_model("mine", source + "x", "", models)
    assert list(models.iterdir()) == []
    install_model("mine", source, "", models)
    with pytest.raises(ModelRefused, match="there already"):
        install_model("mine", source, "", models)


class Shop:
    """A small web server that gives archives."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shop.asked.append(self.path)
                status, headers, body = shop.pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_an_address_gives_what_its_hash_says(shop: Shop, models: Path) -> None:
    data = a_zip(SPACY)
    shop.pages["/m.zip"] = (200, {"Content-Length": str(len(data))}, data)
    with pytest.raises(ModelRefused, match="needs --sha256"):
        install_model("mine", f"{shop.url}/m.zip", "", models)
    assert shop.asked == []
    with pytest.raises(ModelRefused, match="not the one given"):
        install_model("mine", f"{shop.url}/m.zip", "0" * 64, models)
    assert list(models.iterdir()) == []
    install_model("mine", f"{shop.url}/m.zip", sha(data), models)
    assert (models / "mine" / "config.cfg").is_file()


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ((404, {}, b""), "status 404"),
        ((200, {"Content-Length": "999"}, b"half"), "broke off"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "not public"),
        ((302, {"Location": "http://169.254.169.254/latest"}, b""), "not public"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "address begins"),
        ((302, {}, b""), "status 302"),
    ],
)
def test_an_address_that_does_not_give_it(
    page: tuple[int, dict[str, str], bytes], why: str, shop: Shop, models: Path
) -> None:
    shop.pages["/m.zip"] = page
    with pytest.raises(ModelRefused, match=why):
        install_model("mine", f"{shop.url}/m.zip", "0" * 64, models)
    assert list(models.iterdir()) == []
