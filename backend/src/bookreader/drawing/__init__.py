"""Pictures drawn by providers, one by one and in orders."""
