"""Counts that outlive processes and are the same whichever process is asked for them."""
