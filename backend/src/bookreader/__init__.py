"""The application around `bookcore`: accounts, library, jobs, reading, and the worker."""
