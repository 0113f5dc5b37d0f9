"""The steps of one attempt, each written down before the next begins."""
