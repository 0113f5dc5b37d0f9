"""What a reader does with the pictures of a book."""

from __future__ import annotations
