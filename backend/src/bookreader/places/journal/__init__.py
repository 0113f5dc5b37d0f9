"""Moves as the journal keeps them, and as a reader looks back on them."""
