"""What a job's stage may use of the outside, in one parcel."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from bookreader.kit.clock import Clock
from bookreader.kit.db import Database
from bookreader.kit.sealing import Sealer
from bookreader.kit.trace import NoTracer, Tracer
from bookreader.ports.analysers import Analysers, BuiltInOnly
from bookreader.ports.bell import JobBell
from bookreader.ports.blobs import BlobStore
from bookreader.ports.cpu import CpuPool
from bookreader.ports.painter import CameoPainter, Painter
from bookreader.ports.providers import NoProviders, Providers, SafetyModel
from bookreader.ports.refiner import Refiner
from bookreader.ports.slots import Places, Slots
from bookreader.ports.wakeups import WakeUps


@dataclass(frozen=True, slots=True)
class TaskContext:
    """Handed to every stage and to the runner; built in `wiring.py`, faked in tests."""

    database: Database
    blobs: BlobStore
    bell: JobBell
    wakeups: WakeUps
    cpu: CpuPool
    painter: Painter
    clock: Clock
    lease_seconds: int
    analysers: Analysers = field(default_factory=BuiltInOnly)
    refiner: Refiner | None = None
    cameos: CameoPainter | None = None
    providers: Providers = field(default_factory=NoProviders)
    safety: SafetyModel | None = None
    sealer: Sealer = field(default_factory=lambda: Sealer(os.urandom(32)))
    network: Slots = field(default_factory=lambda: Places(1))
    """Held while a job waits for a provider: one worker at least is left for the processor's work."""
    tracer: Tracer = field(default_factory=NoTracer)
