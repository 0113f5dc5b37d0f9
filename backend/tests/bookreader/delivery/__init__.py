"""Pictures in the sizes and formats that readers ask for."""
