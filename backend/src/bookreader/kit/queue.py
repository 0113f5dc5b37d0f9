"""How the broker is reached: the same words for whoever rings and whoever listens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

RUN_JOB = "jobs.run"
SWEEP = "jobs.sweep"
TIDY = "blobs.tidy"
QUEUE = "jobs"


def broker_config(redis_url: str, data_dir: Path) -> dict[str, Any]:
    """Settings of the broker: Redis when there is one, otherwise a folder of messages."""
    config: dict[str, Any] = {
        "task_default_queue": QUEUE,
        "task_ignore_result": True,
        "task_serializer": "json",
        "accept_content": ["json"],
        "event_serializer": "json",
        "broker_connection_retry_on_startup": True,
        "broker_connection_timeout": 2.0,
        "worker_prefetch_multiplier": 1,
        "task_acks_late": True,
        "enable_utc": True,
        "timezone": "UTC",
    }
    if redis_url:
        config["broker_url"] = redis_url
        config["broker_transport_options"] = {
            "socket_connect_timeout": 2.0,
            "socket_keepalive": True,
            # A message that comes back is harmless: the jobs table knows what is done.
            "visibility_timeout": 3600,
        }
        return config
    folder = data_dir / "queue"
    for name in ("messages", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    # The host means nothing here; without one kombu warns at every connection.
    config["broker_url"] = "filesystem://localhost/"
    # By name, since only `wiring.py` may import an adapter.
    config["broker_transport"] = "bookreader.adapters.queue_folder:FolderTransport"
    config["broker_transport_options"] = {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
        # The default of one second would delay every second message by as much.
        "polling_interval": 0.1,
    }
    return config
