"""What the application needs of the outside, as protocols; nothing here does anything."""
