"""Pictures taken along: one as a file, or all that were met as a zip."""
