"""Who reads here: accounts, sessions, sign-in limits."""
