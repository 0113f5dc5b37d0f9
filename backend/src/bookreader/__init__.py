"""The application around `bookcore`: accounts, library, jobs, reading, and the worker."""

__version__ = "0.1.0"
