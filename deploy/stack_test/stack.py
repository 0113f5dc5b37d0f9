"""The engine, and one Compose project of the production files with names and ports of its own."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STAND_INS = ROOT.parent / "shared" / "stack"
# Images that no package carries: their services stay in profiles that the test does not start.
NOT_RUN = ("grafana", "loki", "alloy", "certbot")


def has_engine() -> bool:
    """Whether a Docker engine with Compose answers."""
    if shutil.which("docker") is None:
        return False
    return all(
        subprocess.run(command, capture_output=True, check=False).returncode == 0
        for command in (["docker", "info"], ["docker", "compose", "version"])
    )


def start_engine() -> bool:
    """Find an engine, or start the one of the stand-ins; False when there is neither."""
    if (STAND_INS / "start-engine").exists():
        out = subprocess.run(
            [STAND_INS / "start-engine"], capture_output=True, text=True, check=False
        )
        if out.returncode == 0:
            for word in shlex.split(out.stdout):
                name, sep, value = word.partition("=")
                if sep:
                    os.environ[name] = value.replace("$PATH", os.environ["PATH"])
            return True
        print(out.stderr)
    return has_engine()


def base_images() -> None:
    """Where images cannot be pulled: make the stand-ins of all that the project names."""
    if not os.environ.get("DOCKER_HOST") or not (STAND_INS / "make-base-images").exists():
        return
    made = subprocess.run(
        [STAND_INS / "make-base-images", "--scan", ROOT],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = made.stderr.splitlines() + made.stdout.splitlines()
    unknown = [
        line for line in told
        if "no stand-in" in line and "bookreader-" not in line
        and not any(name in line for name in NOT_RUN)
    ]  # fmt: skip
    if unknown or made.returncode not in (0, 3):
        raise SystemExit("no base images:\n" + "\n".join(unknown or told[-10:]))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Stack:
    """`docker compose` over the production and monitoring files, in a folder of its own."""

    def __init__(
        self, folder: Path, files: tuple[str, ...], profiles: tuple[str, ...] = ()
    ) -> None:
        self.project = "bookreader-stack-test"
        self.folder, self.files = folder, files
        self.secrets = folder / "secrets"
        self.env_file = folder / "stack.env"
        if not self.env_file.exists():
            self._choose()
        told = dict(line.split("=", 1) for line in self.env_file.read_text().splitlines())
        self.http, self.https = int(told["HTTP_PORT"]), int(told["HTTPS_PORT"])
        self.prometheus = int(told["PROMETHEUS_PORT"])
        self.alertmanager = int(told["ALERTMANAGER_PORT"])
        self._base = ["docker", "compose", "-p", self.project, "--env-file", str(self.env_file)]
        for file in files:
            self._base += ["-f", str(ROOT / file)]
        for profile in profiles:
            self._base += ["--profile", profile]

    def _choose(self) -> None:
        """Write down ports and names that nothing else on this machine has."""
        environment = {
            "HTTP_BIND": "127.0.0.1", "HTTPS_BIND": "127.0.0.1",
            "HTTP_PORT": free_port(), "HTTPS_PORT": free_port(),
            "PROMETHEUS_PORT": free_port(), "ALERTMANAGER_PORT": free_port(),
            "SECRETS_DIR": self.secrets, "PROMETHEUS_CONFIG": self.folder / "prometheus",
            "VERSION": "test", "REVISION": "test", "SUBNET": "172.31.240.0/24",
            "METRICS_FROM": "127.0.0.0/8,172.31.240.0/24",
        }  # fmt: skip
        lines = (f"{name}={value}\n" for name, value in environment.items())
        self.env_file.write_text("".join(lines))

    def compose(
        self, *words: str, check: bool = True, text: str | None = None, timeout: float = 900
    ) -> str:
        """One `docker compose` command; its output, or RuntimeError with the end of it."""
        done = subprocess.run(
            [*self._base, *words], capture_output=True, text=True, check=False,
            input=text, timeout=timeout, cwd=ROOT,
        )  # fmt: skip
        if check and done.returncode:
            raise RuntimeError(f"compose {' '.join(words)}: {(done.stdout + done.stderr)[-1500:]}")
        return done.stdout if done.returncode == 0 else done.stdout + done.stderr

    def services(self) -> dict[str, dict[str, Any]]:
        """What `ps` says, by service."""
        lines = self.compose("ps", "-a", "--format", "json").splitlines()
        return {one["Service"]: one for one in map(json.loads, lines)}

    def run(self, service: str, *words: str, check: bool = True) -> str:
        """A command inside a service's container."""
        return self.compose("exec", "-T", service, *words, check=check)

    def refused(self, service: str, script: str) -> str:
        """What a shell script said that must fail inside a service; raises when it succeeds."""
        try:
            told = self.run(service, "sh", "-c", f"{script} 2>&1 && echo it succeeded")
        except RuntimeError as error:
            return str(error)
        raise AssertionError(f"{service} could: {script}: {told.strip()}")

    def inspect(self, service: str) -> dict[str, Any]:
        """Docker's own description of a service's container."""
        name = self.services()[service]["Name"]
        out = subprocess.run(
            ["docker", "inspect", name], capture_output=True, text=True, check=True
        ).stdout
        found: dict[str, Any] = json.loads(out)[0]
        return found

    def kill(self, service: str) -> None:
        """SIGKILL the main process from outside: what Docker itself kills counts as wanted."""
        pid = int(self.inspect(service)["State"]["Pid"])
        if pid <= 1:  # 0 would be ourselves and all who were started with us
            raise AssertionError(f"{service} does not run, so it cannot be killed")
        os.kill(pid, signal.SIGKILL)

    def healthy(self, service: str) -> bool:
        """Whether a service runs and its health check says so."""
        one = self.services().get(service, {})
        return one.get("State") == "running" and one.get("Health", "") in ("", "healthy")
