"""Pictures of descriptions."""
