"""Whether a picture may be shown: whole, of the right shape, no stand-in, nothing unsafe."""
