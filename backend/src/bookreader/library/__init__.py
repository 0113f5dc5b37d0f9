"""Books as files and as normalised chapters."""
