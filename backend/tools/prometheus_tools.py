"""promtool and amtool: those on the path, else Debian's, unpacked privately and never installed.

Installing the packages would start a Prometheus; only its tools are wanted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGES = {"promtool": "prometheus", "amtool": "prometheus-alertmanager"}
KEPT = Path(sys.prefix) / "share" / "prometheus-tools"


def tool(name: str) -> Path | None:
    """Where the program is, fetched when it must be; None when it cannot be had."""
    there = shutil.which(name)
    if there is not None:
        return Path(there)
    kept = KEPT / name
    if not kept.exists() and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        _fetch(PACKAGES[name], name)
    return kept if kept.exists() else None


def _fetch(package: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Debian's tool drops its rights and must be able to write here.
        Path(folder).chmod(0o777)
        if not _ran(folder, "apt-get", "download", "-qq", package):
            _ran(folder, "apt-get", "update", "-qq")
            _ran(folder, "apt-get", "download", "-qq", package)
        found = next(Path(folder).glob("*.deb"), None)
        if found is None:
            return
        unpacked = Path(folder) / "unpacked"
        subprocess.run(["dpkg-deb", "-x", found, unpacked], capture_output=True, check=True)
        KEPT.mkdir(parents=True, exist_ok=True)
        shutil.copy2(unpacked / "usr" / "bin" / name, KEPT / name)


def _ran(folder: str, *command: str) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
