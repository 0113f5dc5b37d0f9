"""What a job's stage may use of the outside, in one parcel."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookreader.kit.clock import Clock
from bookreader.kit.db import Database
from bookreader.ports.analysers import Analysers, BuiltInOnly
from bookreader.ports.bell import JobBell
from bookreader.ports.blobs import BlobStore
from bookreader.ports.cpu import CpuPool
from bookreader.ports.pictures import CameoPainter, PictureProvider
from bookreader.ports.refiner import Refiner
from bookreader.ports.wakeups import WakeUps


@dataclass(frozen=True, slots=True)
class TaskContext:
    """Handed to every stage and to the runner; built in `wiring.py`, faked in tests."""

    database: Database
    blobs: BlobStore
    bell: JobBell
    wakeups: WakeUps
    cpu: CpuPool
    painter: PictureProvider
    clock: Clock
    lease_seconds: int
    analysers: Analysers = field(default_factory=BuiltInOnly)
    refiner: Refiner | None = None
    cameos: CameoPainter | None = None
