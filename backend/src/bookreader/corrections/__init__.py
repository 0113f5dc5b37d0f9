"""What the reader says of the finder's work: how many marks, which are none, which are missing."""
