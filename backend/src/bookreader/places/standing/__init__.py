"""The current place and the furthest one."""
