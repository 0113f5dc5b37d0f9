"""What must be done: the jobs table, its leases, and the events readers listen to."""
