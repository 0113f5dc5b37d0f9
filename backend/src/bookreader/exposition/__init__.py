"""What /metrics tells: this process's numbers, and those that the database has for everybody."""
