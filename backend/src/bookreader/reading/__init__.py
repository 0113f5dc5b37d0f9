"""The reader's place, and what may be shown at it."""
