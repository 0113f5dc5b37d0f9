"""A second wall around the child, in the kernel: Landlock, where Linux has it.

The audit hook sees what Python does; this also holds for the C code of the XML and image
libraries. Needs no privilege, and its absence is not fatal.
"""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from typing import Any, Final

_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
_VERSION_FLAG: Final = 1
_RULE_PATH_BENEATH: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38

_EXECUTE: Final = 1 << 0
_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_MAKE_AND_REMOVE: Final = 0b1_1111_1111 << 4
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14
_BIND_AND_CONNECT: Final = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 0b11
_NETWORK_SINCE: Final = 4
_SCOPES_SINCE: Final = 6

# Bound here, since later the audit hook lets nobody look functions up.
_libc = ctypes.CDLL(None, use_errno=True)
_syscall: Any = _libc.syscall
_prctl: Any = getattr(_libc, "prctl", None)


class _Rules(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


class Ruleset:
    """Rules that are collected first and enforced once; enforcing several sets adds them up."""

    def __init__(self, files: int, *, network: bool = False) -> None:
        self._files = files
        self._descriptor = -1
        version = supported()
        if version < 1:
            return
        if version < 2:
            self._files &= ~_REFER
        if version < 3:
            self._files &= ~_TRUNCATE
        rules = _Rules(
            files=self._files,
            network=_BIND_AND_CONNECT if network and version >= _NETWORK_SINCE else 0,
            scoped=_ABSTRACT_SOCKETS_AND_SIGNALS if network and version >= _SCOPES_SINCE else 0,
        )
        size = 8 if version < _NETWORK_SINCE else 16 if version < _SCOPES_SINCE else 24
        self._descriptor = _syscall(_CREATE_RULESET, ctypes.byref(rules), size, 0)

    def allow(self, path: str) -> None:
        """Leave everything this set governs allowed beneath a path; a missing one is passed over."""
        if self._descriptor < 0:
            return
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            return
        try:
            folder = stat.S_ISDIR(os.fstat(place).st_mode)
            # A rule for a single file may only name what can be done to files.
            allowed = self._files if folder else self._files & (_WRITE_FILE | _READ_FILE)
            rule = _PathBeneath(allowed=allowed, parent=place)
            _syscall(_ADD_RULE, self._descriptor, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(place)

    def enforce(self) -> bool:
        """Hold this process to the rules for good; False where the kernel has no Landlock."""
        if self._descriptor < 0:
            return False
        _prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        held = bool(_syscall(_RESTRICT_SELF, self._descriptor, 0) == 0)
        os.close(self._descriptor)
        self._descriptor = -1
        return held


def supported() -> int:
    """The kernel's Landlock version, 0 when it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)))


def changes() -> Ruleset:
    """Governs running programs, networks and every kind of writing."""
    return Ruleset(_EXECUTE | _WRITE_FILE | _MAKE_AND_REMOVE | _REFER | _TRUNCATE, network=True)


def reading() -> Ruleset:
    """Governs reading files and folders."""
    return Ruleset(_READ_FILE | _READ_DIR)
