"""What the reader is told of pictures."""
