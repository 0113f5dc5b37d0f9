"""The simulator that the provider suites ask; one for a module, as it began for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.simulator import Options, Simulator


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with Simulator(Options(paint="pattern")).running() as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.state.reset()
    return running


@pytest.fixture(scope="module")
def other() -> Iterator[Simulator]:
    """A server that nobody may ever be led to."""
    with Simulator(Options(paint="pattern")).running() as simulator:
        yield simulator
