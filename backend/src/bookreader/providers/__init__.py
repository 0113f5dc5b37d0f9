"""Image providers the operator configured: their keys, pacing and circuit breakers."""
