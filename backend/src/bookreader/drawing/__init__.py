"""Pictures drawn by providers: planned, paid once, looked at, stored."""
