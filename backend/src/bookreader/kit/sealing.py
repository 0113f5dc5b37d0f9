"""Secrets at rest: encrypted with a key that is not in the database."""

from __future__ import annotations

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_FORM = "1:"


class CannotUnseal(Exception):
    """The sealed text is damaged, belongs to another purpose, or was sealed with another key."""


class Sealer:
    """AES-256-GCM with a key derived from the server's secret (HKDF-SHA256, RFC 5869).

    `purpose` is bound to a sealed text: what was sealed for one row opens for no other.
    """

    def __init__(self, secret: bytes) -> None:
        derived = HKDF(SHA256(), length=32, salt=None, info=b"bookreader sealing 1").derive(secret)
        self._cipher = AESGCM(derived)

    def seal(self, plain: str, purpose: str) -> str:
        """Text that only `unseal` with the same purpose reads."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, plain.encode(), purpose.encode())
        return _FORM + base64.urlsafe_b64encode(nonce + sealed).decode()

    def unseal(self, sealed: str, purpose: str) -> str:
        """The plain text; raises CannotUnseal."""
        if not sealed.startswith(_FORM):
            raise CannotUnseal
        try:
            raw = base64.urlsafe_b64decode(sealed[len(_FORM) :].encode())
            plain = self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], purpose.encode())
        except (binascii.Error, InvalidTag, ValueError):
            raise CannotUnseal from None
        return plain.decode()
