"""The user's way through nginx, and what nginx promises on it."""

from __future__ import annotations

import re
import socket
import ssl
import time
from typing import Any

import httpx

from reader import Reader, line_of
from report import Report, holds, until
from stack import ROOT, Stack

HEADERS = (
    "strict-transport-security", "content-security-policy", "x-content-type-options",
    "referrer-policy", "x-frame-options", "cross-origin-opener-policy",
)  # fmt: skip
OVER_A_DAY = 10**8


def book_of(chapters: int, title: str = "Дом у реки") -> bytes:
    """A novel of our own with something to see in every chapter."""
    places = (
        "Старый дом стоял на краю тёмного елового леса; крыша его провалилась, а окна чернели.",
        "Над замёрзшей рекой висела жёлтая луна, и снег на берегах блестел, как битое стекло.",
        "Высокая седая старуха в чёрном платке сидела у печи, сложив на коленях сухие руки.",
    )
    body = "".join(
        f"<section><title><p>Глава {n}</p></title>"
        + "".join(f"<p>{place} Так было в {n} году.</p>" for place in places)
        + "</section>"
        for n in range(1, chapters + 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>'
        f"<genre>prose</genre><book-title>{title}</book-title><lang>ru</lang></title-info>"
        f"</description><body>{body}</body></FictionBook>"
    ).encode()


def first_account(stack: Stack, reader: Reader) -> str:
    """The first account by the code that the server printed."""
    logs = stack.compose("logs", "--no-log-prefix", "backend")
    code = re.findall(r"Code for the first account: (\w+)", logs)
    holds(code, "no code in the log")
    reader.enter("Анна", code=code[-1])
    return "with the printed code"


def import_book(reader: Reader, data: bytes, name: str = "dom.fb2") -> str:
    """Upload a book and wait until it can be read; its id."""
    added = reader.ask("POST", f"/books?filename={name}", data=data)
    book: str = added["book"]["id"]
    until(lambda: reader.ask("GET", f"/books/{book}")["state"]["readable"], 120, "a readable book")
    return book


def whole(reader: Reader, book: str) -> Any:
    """The state of a book once everything in it is found and painted; raises when it failed."""
    state = reader.ask("GET", f"/books/{book}")["state"]
    holds(state["stage"] != "failed", str(state.get("error")))
    return state["stage"] == "ready" and state


def looked_at(report: Report, reader: Reader, book: str) -> None:
    """The way of a reader: read, see, hear of it, and a real novel."""
    report.check("a book is imported, read, and its sketch shown", lambda: read(reader, book))
    report.check("events arrive at once", lambda: events_flow(reader, book))
    corpus = corpus_book()
    if corpus is not None:
        report.check(
            "a real novel is imported", lambda: import_book(reader, corpus, "taras.epub") and None
        )


def read(reader: Reader, book: str) -> str:
    """Read a chapter to its end, and see the picture that was met there."""
    detail = reader.ask("GET", f"/books/{book}")
    chapter = detail["chapters"][0]
    view = reader.ask("GET", f"/books/{book}/chapters/{chapter['id']}")
    holds("еловом" in view["html"] or "елового" in view["html"], "the text")
    reader.ask("PUT", f"/books/{book}/position", {
        "chapter": chapter["id"], "offset": 0, "page_end": view["chars"], "reached": True, "quote": "",
    })  # fmt: skip

    def picture() -> Any:
        marks = reader.ask("GET", f"/books/{book}/chapters/{chapter['id']}/marks")["marks"]
        return [m["picture"]["url"] for m in marks if m["picture"] and m["picture"]["url"]]

    begun = time.monotonic()
    urls: Any = until(picture, 120, "a sketch")
    answer = reader.http.get(urls[0])
    holds(
        answer.status_code == 200 and answer.headers["content-type"] == "image/webp", "the sketch"
    )
    holds("immutable" in answer.headers["cache-control"], "its caching")
    stranger = httpx.get(f"{reader.origin}{urls[0]}", verify=False)
    holds(stranger.status_code == 401, f"a stranger got {stranger.status_code}")
    return f"a sketch after {time.monotonic() - begun:.1f} s"


def events_flow(reader: Reader, book: str) -> str:
    """An event arrives while the stream is open: nothing on the way keeps it back."""
    stream = reader.events(30)
    holds(stream.status == 200, f"status {stream.status}")
    line_of(stream, "id:")
    begun = time.monotonic()
    reader.ask("PUT", f"/books/{book}/marks", {"marks": "many"})
    line_of(stream, "event: marks")
    took = time.monotonic() - begun
    holds(took < 5, f"it took {took:.1f} s")
    stream.close()
    return f"after {took * 1000:.0f} ms"


def edge(report: Report, stack: Stack, reader: Reader) -> None:
    """What nginx promises."""

    def redirect() -> None:
        answer = httpx.get(f"http://127.0.0.1:{stack.http}/book?x=1", follow_redirects=False)
        holds(answer.status_code == 308, str(answer.status_code))
        holds(answer.headers["location"].startswith("https://"), answer.headers["location"])

    def old_tls() -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        try:
            with (
                socket.create_connection(("127.0.0.1", stack.https), 10) as plain,
                context.wrap_socket(plain),
            ):
                raise AssertionError("TLS 1.1 was accepted")
        except (ssl.SSLError, ConnectionResetError):
            pass

    def modern() -> str:
        context = ssl._create_unverified_context()
        context.set_alpn_protocols(["h2", "http/1.1"])
        with (
            socket.create_connection(("127.0.0.1", stack.https), 10) as plain,
            context.wrap_socket(plain) as sock,
        ):
            holds(sock.selected_alpn_protocol() == "h2", "no HTTP/2")
            return f"{sock.version()}, {sock.selected_alpn_protocol()}"

    def headers() -> None:
        page = reader.http.get("/").text
        asset = re.search(r'"(/assets/[^"]+\.js)"', page)
        holds(asset, "the page names no script")
        for path in (
            "/",
            str(asset and asset[1]),
            "/api/books",
            "/api/none",
            "/problems/none",
            "/metrics",
        ):
            answer = reader.http.get(path)
            for name in HEADERS:
                values = answer.headers.get_list(name)
                holds(len(values) == 1, f"{path}: {name} {len(values)} times")
        holds(
            "unsafe-inline"
            not in reader.http.get("/").headers["content-security-policy"].split("style-src")[0],
            "scripts",
        )

    def assets() -> None:
        page = reader.http.get("/").text
        asset = re.search(r'"(/assets/[^"]+\.js)"', page)
        answer = reader.http.get(str(asset and asset[1]), headers={"accept-encoding": "gzip"})
        holds("immutable" in answer.headers["cache-control"], answer.headers["cache-control"])
        holds(answer.headers.get("content-encoding") == "gzip", "not compressed")
        holds(reader.http.get("/assets/none.js").status_code == 404, "a missing asset")
        holds(reader.http.get("/book/x").text == page, "an address of the app")

    def inside_only() -> None:
        holds(reader.http.get("/metrics").status_code == 404, "/metrics")
        holds(
            reader.http.get("/readyz").json() == {"status": "ready"}, "readiness tells its details"
        )

    def too_large() -> None:
        answer = reader.http.post("/api/session", content=b"x" * 2_000_000)
        holds(answer.status_code == 413, str(answer.status_code))

    def guessing() -> str:
        codes = []
        for _ in range(40):
            answer = httpx.post(
                f"{reader.origin}/api/session", verify=False,
                json={"name": "nobody", "password": "wrong but long enough"},
            )  # fmt: skip
            codes.append(answer.status_code)
        holds(codes.count(429) >= 15, str(codes))
        return f"{codes.count(429)} of 40 refused"

    report.check("nginx: plain HTTP leads to HTTPS", redirect)
    report.check("nginx: TLS 1.1 is refused", old_tls)
    report.check("nginx: TLS 1.3 and HTTP/2", modern)
    report.check("nginx: headers once on pages, assets, answers and refusals", headers)
    report.check("nginx: assets for ever and compressed, pages never cached", assets)
    report.check("nginx: counts and details stay inside", inside_only)
    report.check("nginx: large bodies only where books go", too_large)
    report.check("nginx: guessing is slowed down", guessing)
    report.check(
        "nginx: its configuration passes its own test",
        lambda: holds(
            "successful" in stack.compose("exec", "-T", "nginx", "sh", "-c", "nginx -t 2>&1")
        ),
    )


def corpus_book() -> bytes | None:
    """A real book of the corpus, where that stands beside the checkout."""
    file = ROOT.parent / "shared" / "corpus" / "books" / "made_gogol_taras_bulba.epub"
    return file.read_bytes() if file.exists() else None
