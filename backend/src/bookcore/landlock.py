"""A second wall around the child, in the kernel: Landlock, where Linux has it.

The audit hook sees what Python does; this also holds for the C code of the XML and image
libraries. Needs no privilege, and its absence is not fatal.
"""

from __future__ import annotations

import ctypes
import os
import stat
import sys
from collections.abc import Iterable
from typing import Final

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
_FIRST_CHANGES: Final = 0b1_1111_1111 << 4  # remove and make, of every kind
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14
_BIND_AND_CONNECT: Final = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 0b11
_NETWORK_SINCE: Final = 4
_SCOPES_SINCE: Final = 6


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def restrict(writable: str, readable: Iterable[str] | None) -> bool:
    """Forbid running programs, networks and all writing outside one folder; True if it holds.

    With `readable`, reading is confined to those places and the folder too.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)
    if version < 1:
        return False
    changes = _WRITE_FILE | _FIRST_CHANGES
    if version >= 2:
        changes |= _REFER
    if version >= 3:
        changes |= _TRUNCATE
    reads = _READ_FILE | _READ_DIR
    rules = _Ruleset(
        files=_EXECUTE | changes | (reads if readable is not None else 0),
        network=_BIND_AND_CONNECT if version >= _NETWORK_SINCE else 0,
        scoped=_ABSTRACT_SOCKETS_AND_SIGNALS if version >= _SCOPES_SINCE else 0,
    )
    size = 8 if version < _NETWORK_SINCE else 16 if version < _SCOPES_SINCE else 24
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), size, 0)
    if ruleset < 0:
        return False
    try:
        held = _allow(libc, ruleset, writable, (changes | reads) & rules.files)
        for path in readable or ():
            _allow(libc, ruleset, path, reads)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return held and libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> bool:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        # A rule for a single file may only name what can be done to files.
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        allowed = access if folder else access & (_WRITE_FILE | _READ_FILE)
        rule = _PathBeneath(allowed=allowed, parent=descriptor)
        done: int = libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
        return done == 0
    finally:
        os.close(descriptor)
