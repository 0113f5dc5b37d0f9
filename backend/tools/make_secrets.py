"""Writes the secrets of a production stack into a folder, and never over one that is there.

`make_secrets.py FOLDER [--host NAME]` makes random keys and passwords, and a self-signed
certificate for the first start; a certificate of an authority takes its place by
docker-compose.ssl.yml. The folder is readable by its owner alone; the files in it are readable,
since containers read them as users of their own.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAMES = ("secret_key", "postgres_password", "redis_password", "grafana_password")
_DAYS = 397
_DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def _name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def certificate(host: str, now: datetime) -> tuple[bytes, bytes]:
    """A self-signed certificate for a host and for this machine, and its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    hosts = dict.fromkeys((host, "localhost", "127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return (
        made.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _keep(file: Path, data: bytes) -> str:
    try:
        with file.open("xb") as handle:
            handle.write(data)
    except FileExistsError:
        return f"kept   {file.name}"
    file.chmod(0o444)
    return f"wrote  {file.name}"


def _first_slot(folder: Path) -> str:
    """The edge's include, which belongs to the installation: deploy/switch.py writes it anew."""
    folder.mkdir(mode=0o755, exist_ok=True)
    file = folder / "active.conf"
    if file.exists():
        return f"kept   {folder.name}/{file.name}"
    file.write_bytes((_DEPLOY / "nginx" / "upstream.d" / "active.conf").read_bytes())
    return f"wrote  {folder.name}/{file.name}"


def write(folder: Path, host: str) -> list[str]:
    """Write what is missing; a line for each file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    lines = [_keep(folder / name, secrets.token_urlsafe(32).encode()) for name in NAMES]
    # The form that the exporter of Redis reads.
    password = (folder / "redis_password").read_text()
    told = json.dumps({"redis://redis:6379": password}).encode()
    lines.append(_keep(folder / "redis_exporter", told))
    lines.append(_first_slot(folder / "upstream.d"))
    tls = folder / "tls"
    # nginx's user walks into this one; above it only the owner does.
    tls.mkdir(mode=0o755, exist_ok=True)
    if (tls / "tls.crt").exists():
        return [*lines, "kept   tls.crt", "kept   tls.key"]
    crt, key = certificate(host, datetime.now(UTC))
    return [*lines, _keep(tls / "tls.key", key), _keep(tls / "tls.crt", crt)]


def main() -> None:
    """Write the secrets and say what was written."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--host", default="localhost", help="name of the server in addresses")
    asked = reader.parse_args()
    print("\n".join(write(asked.folder, asked.host)))


if __name__ == "__main__":
    main()
