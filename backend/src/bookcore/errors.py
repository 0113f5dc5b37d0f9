"""The one family of errors that the pure core raises for a book it will not read."""

from __future__ import annotations


class BookError(Exception):
    """A book was refused; `code` is stable and documented in docs/develop/book-errors.md."""

    def __init__(self, code: str, message: str, where: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
