"""The outside: file systems, brokers, painters. Imported by wiring alone."""
