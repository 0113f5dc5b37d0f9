"""Image providers behind `ports.providers`: one module per wire format, one HTTP client for all."""
