"""The walls that a child process raises around itself before it looks at a stranger's book.

Layers, each of which holds when another is missing: kernel limits on memory, time, file size
and descriptors; a network namespace, Landlock and a parent-death signal where the kernel has
them; and an audit hook that turns every socket, process and outside file into a refusal.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bookcore import landlock

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

# `open` is judged apart; `resource.setrlimit` too, since the processor limit moves per request.
_FORBIDDEN_PREFIXES = (
    "socket.", "ctypes.", "urllib.", "http.client.", "ftplib.", "smtplib.", "imaplib.",
    "poplib.", "telnetlib.", "nntplib.", "webbrowser.", "winreg.", "os.spawn", "pty.",
    "syslog.", "sqlite3.", "fcntl.",
)  # fmt: skip
_FORBIDDEN = frozenset({
    "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
    "os.startfile", "os.kill", "os.killpg", "signal.pthread_kill", "os.chdir", "os.fchdir",
    "os.chroot", "os.setxattr", "os.removexattr",
    "resource.prlimit", "builtins.input", "sys.remote_exec",
})  # fmt: skip
_CHANGES_FIRST_PATH = frozenset({
    "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.chflags",
    "os.utime", "os.mkfifo", "os.mknod", "shutil.rmtree", "shutil.chown",
})  # fmt: skip
_CHANGES_BOTH_PATHS = frozenset({
    "os.rename", "os.link", "os.symlink", "shutil.copyfile", "shutil.copymode",
    "shutil.copystat", "shutil.copytree", "shutil.move",
})  # fmt: skip
# Careful libraries open a file without waiting, see what it is, and then take the flag off.
_FLAGS_OF_ONE_FILE = frozenset({fcntl.F_GETFL, fcntl.F_SETFL})
_LOOKS = frozenset({"os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.glob"})


# The dynamic loader and the C library want these when a module is loaded.
_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    "/dev/urandom", "/dev/zero", "/proc/self", "/proc/cpuinfo", "/proc/meminfo",
    "/sys/devices/system/cpu", "/usr/share/zoneinfo", "/etc/localtime", "/nix/store",
)  # fmt: skip


class Forbidden(PermissionError):
    """The child tried something that reading a book never needs."""


@dataclass(slots=True)
class Confinement:
    """What the running child may touch: its work folder, Python's own files and named sources."""

    folder: str
    readable: list[str] = field(default_factory=list)
    source: str | None = None
    reading: landlock.Ruleset = field(default_factory=landlock.reading)

    def allow_source(self, path: str) -> None:
        """Let the next request read this one file beside the usual places."""
        self.source = os.path.realpath(path)

    def narrow(self) -> None:
        """From now on even C code reads nothing but the present source and the usual places."""
        if self.source is not None:
            self.reading.allow(self.source)
            self.reading.enforce()

    def may_write(self, path: str) -> bool:
        """Whether a path lies inside the work folder once links are followed."""
        return _inside(os.path.realpath(path), self.folder)

    def may_read(self, path: str) -> bool:
        """Whether a path is the source, in the work folder or a part of the installation."""
        real = os.path.realpath(path)
        if real == self.source or _inside(real, self.folder):
            return True
        return any(_inside(real, root) for root in self.readable)


def _inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def limit_resources(
    memory_bytes: int, file_bytes: int, open_files: int, niceness: int = 10
) -> None:
    """Set the limits that hold for the child's whole life; the processor's is set per request."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
    # macOS refuses to limit address space; the other walls stay.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    with contextlib.suppress(OSError):
        os.nice(niceness)


def limit_processor(seconds: int) -> None:
    """Give the next request this many seconds of processor time; then the kernel ends us."""
    used = int(time.process_time()) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def leave_network_and_follow_parent(parent: int) -> bool:
    """Enter an empty network namespace if allowed; die with the parent. True if the first held."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    # A privileged server can drop the network alone; anyone else needs a user namespace for it.
    cut_off = libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # After the namespace: a change of credentials would clear the signal.
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)
    return bool(cut_off)


def installation_roots() -> list[str]:
    """Folders that hold Python itself and every importable package."""
    roots = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, *sys.path}
    return sorted({os.path.realpath(root) for root in roots if root and Path(root).exists()})


def raise_walls(
    folder: Path, report: Callable[[str], None], readable: Iterable[str] = ()
) -> Confinement:
    """Restrict this process for good: Landlock where there is one, then the audit hook."""
    roots = [*installation_roots(), "/dev/null", *map(os.path.realpath, readable)]
    confinement = Confinement(folder=os.path.realpath(folder), readable=roots)
    for path in (*confinement.readable, *_SYSTEM, confinement.folder):
        confinement.reading.allow(path)
    changes = landlock.changes()
    changes.allow(confinement.folder)
    changes.allow("/dev/null")
    changes.enforce()
    tempfile.tempdir = confinement.folder
    sys.dont_write_bytecode = True

    def refuse(event: str, what: object) -> None:
        report(f"denied: {event} {what!r}")
        raise Forbidden(f"{event} is not allowed in the reading child")

    def path_of(value: object) -> str | None:
        if isinstance(value, bytes):
            return os.fsdecode(value)
        return value if isinstance(value, str) else None

    def need_write(event: str, value: object) -> None:
        path = path_of(value)
        if path is None or not confinement.may_write(path):
            refuse(event, value)

    def need_read(event: str, value: object) -> None:
        path = path_of(value)
        if path is not None and not confinement.may_read(path):
            refuse(event, value)

    def judge_open(args: tuple[Any, ...]) -> None:
        target, mode, flags = args
        if path_of(target) is None:
            return  # a descriptor that is already ours
        writing = any(letter in mode for letter in "wax+") if isinstance(mode, str) else False
        if writing or (isinstance(flags, int) and flags & _WRITING):
            need_write("open", target)
        else:
            need_read("open", target)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            judge_open(args)
        elif event == "fcntl.fcntl" and args[1] in _FLAGS_OF_ONE_FILE:
            return
        elif event in _FORBIDDEN or event.startswith(_FORBIDDEN_PREFIXES):
            refuse(event, args[:1])
        elif event in _CHANGES_FIRST_PATH:
            need_write(event, args[0])
        elif event in _CHANGES_BOTH_PATHS:
            need_write(event, args[0])
            need_write(event, args[1])
        elif event in _LOOKS:
            need_read(event, args[0])
        elif event == "resource.setrlimit" and args[0] != resource.RLIMIT_CPU:
            refuse(event, args[:1])

    sys.addaudithook(hook)
    return confinement
