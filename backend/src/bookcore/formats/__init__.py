"""Books as files: EPUB 2 and 3, FictionBook 2 and zipped FictionBook to one model."""

from typing import TYPE_CHECKING

from bookcore.lazily import lazily

if TYPE_CHECKING:
    from bookcore.formats.limits import DEFAULT_LIMITS, Limits
    from bookcore.formats.opening import open_book

__getattr__ = lazily(__name__, {"limits": ("DEFAULT_LIMITS", "Limits"), "opening": ("open_book",)})

__all__ = ["DEFAULT_LIMITS", "Limits", "open_book"]
