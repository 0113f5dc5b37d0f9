"""The HTTP client beside the event loop, against real servers and their faults."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bookreader.adapters.http_async import HttpClient, Part, TooLarge, Unanswered
from bookreader.adapters.http_plain import Address, address_of


class Raw:
    """Accepts connections and does with each what it is told."""

    def __init__(self) -> None:
        self.plan: Callable[[socket.socket], None] = lambda _: None
        self.received: list[bytes] = []
        self.open = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def address(self, path: str = "/") -> Address:
        return address_of(f"http://127.0.0.1:{self.port}{path}")

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        self.open += 1
        with connection:
            connection.settimeout(8)
            try:
                data = b""
                while b"\r\n\r\n" not in data and (piece := connection.recv(65536)):
                    data += piece
                head, _, body = data.partition(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head.lower())
                while length and len(body) < int(length[1]):
                    body += connection.recv(65536)
                data = head + b"\r\n\r\n" + body
                if head:
                    self.received.append(data)
                    self.plan(connection)
            except OSError:
                pass
        self.open -= 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def raw() -> Iterator[Raw]:
    server = Raw()
    yield server
    server.close()


def says(answer: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(answer)


def wait_for_the_end(connection: socket.socket) -> None:
    assert connection.recv(1) == b""


async def ask(address: Address, seconds: float = 5.0, **more: object) -> object:
    return await HttpClient().exchange("GET", address, {}, seconds=seconds, **more)  # type: ignore[arg-type]


async def test_one_request_one_answer(raw: Raw) -> None:
    raw.plan = says(b"HTTP/1.1 200 OK\r\nX-One: A\r\nContent-Length: 2\r\n\r\nok")
    answer = await HttpClient().exchange(
        "GET", raw.address("/a%2Fb/%3Fc?d=%20e"), {"X-Key": "k"}, seconds=5
    )
    assert (answer.status, answer.headers["x-one"], answer.body) == (200, "A", b"ok")
    [sent] = raw.received
    assert sent.startswith(b"GET /a%2Fb/%3Fc?d=%20e HTTP/1.1\r\n")
    head = sent.lower()
    assert b"x-key: k\r\n" in head
    assert b"accept-encoding: identity\r\n" in head
    assert b"connection: close\r\n" in head
    assert f"host: 127.0.0.1:{raw.port}".encode() in head
    assert b"python" not in head, "what we are made of is nobody's business"


async def test_a_form_keeps_the_order_and_the_bytes(raw: Raw) -> None:
    raw.plan = says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    parts = [
        Part("prompt", "дом".encode()),
        Part("image[]", bytes(range(256)), "a.png", "image/png"),
    ]
    await HttpClient().exchange("POST", raw.address(), {}, parts=parts, seconds=5)
    head, _, body = raw.received[0].partition(b"\r\n\r\n")
    [boundary] = re.findall(rb"multipart/form-data; boundary=(\S+)", head)
    prompt, image, end = body.split(b"--" + boundary)[1:]
    assert prompt == b'\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n%s\r\n' % (
        "дом".encode()
    )
    assert image.startswith(
        b'\r\nContent-Disposition: form-data; name="image[]"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n"
    )
    assert image.endswith(bytes(range(256)) + b"\r\n")
    assert end == b"--\r\n"


@pytest.mark.parametrize(
    "slow",
    [
        lambda connection: time.sleep(5),
        lambda connection: (connection.sendall(b"HTTP/1.1 200 OK\r\n"), time.sleep(5)),
        lambda connection: [
            (connection.sendall(byte), time.sleep(0.05))
            for byte in (b"HTTP/1.1 200 OK\r\n", b"Content-Length: 99\r\n\r\n", *[b"x"] * 90)
        ],
    ],
    ids=["nothing", "half a head", "a byte now and then"],
)
async def test_the_deadline_is_for_the_whole_exchange(raw: Raw, slow: object) -> None:
    raw.plan = slow  # type: ignore[assignment]
    begun = time.monotonic()
    with pytest.raises(Unanswered, match="no answer within") as caught:
        await ask(raw.address(), seconds=0.3)
    assert time.monotonic() - begun < 2.5
    assert caught.value.sent


async def test_what_never_connected_was_not_sent() -> None:
    with pytest.raises(Unanswered, match="cannot be reached") as caught:
        await ask(address_of("http://127.0.0.1:1/secret-path"))
    assert not caught.value.sent
    assert "127.0.0.1" not in str(caught.value)
    assert "secret" not in f"{caught.value!r}{caught.value.__cause__!r}"


async def test_a_server_without_tls_was_sent_nothing(raw: Raw) -> None:
    raw.plan = says(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    address = address_of(f"https://127.0.0.1:{raw.port}/?key=secret")
    with pytest.raises(Unanswered) as caught:
        await ask(address, seconds=3)
    assert not caught.value.sent
    assert not any(b"secret" in data for data in raw.received)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfi",
        b"HTTP/1.1 200",
        b"\x00\x01\x02nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n",
        b"",
    ],
)
async def test_half_an_answer_is_none(raw: Raw, answer: bytes) -> None:
    raw.plan = says(answer)
    with pytest.raises(Unanswered) as caught:
        await ask(raw.address())
    assert caught.value.sent


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + bytes(5000),
        b"HTTP/1.1 200 OK\r\nContent-Length: 9" + b"9" * 18 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + bytes(5000),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"3e8\r\n"
        + bytes(1000)
        + b"\r\n",
    ],
    ids=["promised", "promised beyond measure", "until the end", "in pieces"],
)
async def test_an_answer_has_a_limit(raw: Raw, answer: bytes) -> None:
    raw.plan = lambda connection: (connection.sendall(answer), time.sleep(0.5))[0]
    with pytest.raises(TooLarge, match="more than 999 bytes"):
        await ask(raw.address(), limit=999)


async def test_a_packed_answer_is_not_unpacked(raw: Raw) -> None:
    raw.plan = says(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok")
    with pytest.raises(Unanswered, match="packed"):
        await ask(raw.address())


async def test_a_redirect_is_an_answer_like_any_other(raw: Raw) -> None:
    raw.plan = says(
        f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{raw.port}/x\r\n"
        "Content-Length: 0\r\n\r\n".encode()
    )
    answer = await HttpClient().exchange("GET", raw.address(), {}, seconds=5)
    assert answer.status == 302
    await asyncio.sleep(0.05)
    assert len(raw.received) == 1


async def test_cancelling_closes_the_connection(raw: Raw) -> None:
    raw.plan = wait_for_the_end
    asked = asyncio.create_task(ask(raw.address(), seconds=30))
    for _ in range(200):
        if raw.received:
            break
        await asyncio.sleep(0.01)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    for _ in range(200):
        if not raw.open:
            break
        await asyncio.sleep(0.01)
    assert not raw.open


async def test_no_connection_is_kept(raw: Raw) -> None:
    raw.plan = lambda connection: (
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        wait_for_the_end(connection),
    )[0]
    client = HttpClient()
    for _ in range(3):
        await client.exchange("GET", raw.address(), {}, seconds=5)
    for _ in range(200):
        if not raw.open:
            break
        await asyncio.sleep(0.01)
    assert not raw.open
    assert len(raw.received) == 3


def test_one_client_serves_one_loop_after_another(raw: Raw) -> None:
    raw.plan = says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    client = HttpClient()
    for _ in range(2):
        answer = asyncio.run(client.exchange("GET", raw.address(), {}, seconds=5))
        assert answer.body == b"ok"


async def test_letters_that_no_header_carries_are_an_error_of_ours(raw: Raw) -> None:
    with pytest.raises(Unanswered, match="letters") as caught:
        await HttpClient().exchange("GET", raw.address(), {"X-Key": "a\r\nB: c"}, seconds=5)
    assert not caught.value.sent
    assert raw.received == []


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A key and a certificate for 127.0.0.1 that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = tmp_path / "cert.pem", tmp_path / "key.pem"
    paths[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths


def speaks_tls(certificate: tuple[Path, Path], received: list[bytes]) -> socket.socket:
    """A server of one answer after another, over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as connection:
                    received.append(connection.recv(65536))
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            except OSError:
                continue

    threading.Thread(target=serve, daemon=True).start()
    return listening


async def test_only_a_certificate_of_the_systems_trust_is_believed(
    certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    received: list[bytes] = []
    with speaks_tls(certificate, received) as listening:
        address = address_of(f"https://127.0.0.1:{listening.getsockname()[1]}/?key=secret")
        with pytest.raises(Unanswered, match="certificate") as caught:
            await ask(address)
        assert not caught.value.sent
        assert received == []
        # An operator's own authority counts like the others.
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        answer = await HttpClient().exchange("GET", address, {}, seconds=5)
        assert answer.body == b"ok"
