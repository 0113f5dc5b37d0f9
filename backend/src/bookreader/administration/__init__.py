"""What administrators see and change of providers and money."""
