"""Password hashing: argon2id with the stronger of OWASP's two settings, and never a flood of it."""

from __future__ import annotations

import anyio
from anyio import CapacityLimiter, to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 46 MiB, one pass: OWASP's preferred setting. Two at once bound the memory of a login flood.
_HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_limiter: anyio.lowlevel.RunVar[CapacityLimiter] = anyio.lowlevel.RunVar("password_limiter")


def _slots() -> CapacityLimiter:
    try:
        return _limiter.get()
    except LookupError:
        limiter = CapacityLimiter(2)
        _limiter.set(limiter)
        return limiter


async def hash_password(password: str) -> str:
    """The argon2id hash to keep."""
    return await to_thread.run_sync(_HASHER.hash, password, limiter=_slots())


async def password_matches(password: str, kept: str | None) -> bool:
    """Whether a password fits a kept hash; takes as long when there is no such account."""
    if kept is None:
        await hash_password(password)
        return False

    def check() -> bool:
        try:
            return _HASHER.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    return await to_thread.run_sync(check, limiter=_slots())


def needs_rehash(kept: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(kept)
