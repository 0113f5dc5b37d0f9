"""Every hot query at the size of a large library, and the plan it gets there."""
