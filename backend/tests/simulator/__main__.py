"""Run the simulator: `python -m tests.simulator --port 8765` from `backend/`."""

from __future__ import annotations

import argparse

from tests.simulator.server import Simulator
from tests.simulator.state import Options


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8765, help="0 takes a free one")
    parser.add_argument("--paint", choices=("sketch", "pattern"), default="sketch")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before every picture")
    told = parser.parse_args()
    options = Options(paint=told.paint, latency=told.latency)
    simulator = Simulator(options, told.host, told.port)
    print(f"the simulator listens at {simulator.url}", flush=True)
    simulator.serve()


if __name__ == "__main__":
    main()
