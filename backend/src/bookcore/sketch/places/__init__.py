"""Builders of places, one module per family; each registers itself by the spec's `place_type`."""
