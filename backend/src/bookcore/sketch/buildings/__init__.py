"""Houses, fronts and churches."""
