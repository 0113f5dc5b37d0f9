"""Things the words can name."""
