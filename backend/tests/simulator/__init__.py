"""A server that stands in for image providers: their wire formats, pictures, and faults to order.

Run it with `python -m tests.simulator --port 8765` (`--paint pattern` for speed, `--latency 2`),
and set up providers with these addresses:

    openai             http://127.0.0.1:8765/v1          any key
    openai_compatible  http://127.0.0.1:8765/v1          any profile, no key needed
    pollinations       http://127.0.0.1:8765             gateway with any key, legacy without
    gemini             http://127.0.0.1:8765/v1beta      any key
    a1111, comfyui     http://127.0.0.1:8765             no key needed

Orders are JSON; `GET /__sim/faults` names every fault (`faults.FAULTS` in tests):

    POST /__sim/plan     {"route": "draw", "steps": ["ok", "server_error"]}
                         what becomes of the next requests, in order; afterwards all goes well.
                         A step is a name, or {"fault", "times", "forever", ...the fault's own}.
                         40 pictures and then no more:
                           {"steps": [{"fault": "ok", "times": 40},
                                      {"fault": "rate_limited", "forever": true}]}
                         Three hang, each of them charged all the same:
                           {"steps": [{"fault": "hang", "times": 3, "billed": true}]}
                         A route is "draw" (all that draw), one format ("openai") or one path
                         ("openai.edits"); the nearest plan counts. A new plan replaces the old.
    POST /__sim/options  {"latency": 0.5, "paint": "pattern", "keys": ["sk-only-this-one"]}
    GET  /__sim/log      requests received; of keys only which header they came in, and a SHA-256
                         of that header's value. `in_flight` counts those not answered yet.
    GET  /__sim/billed   pictures charged; a repeated Idempotency-Key is charged once and gets the
                         same picture again
    GET  /__sim/placeholder   the picture of the fault of that name, with its SHA-256 as a header
    POST /__sim/reset    as it began

The same request with the same seed gives the same bytes; without a seed every one differs.
"""

from tests.simulator.faults import FAULTS
from tests.simulator.server import Simulator
from tests.simulator.state import Options

__all__ = ["FAULTS", "Options", "Simulator"]
