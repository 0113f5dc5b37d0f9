"""Refusals of bookmarks, highlights and notes."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class AnnotationNotFound(AppError):
    code, title, status = "annotation_not_found", "There is no such note of yours in this book", 404


class HighlightEmpty(AppError):
    code, title, status = "highlight_empty", "A highlight needs at least one visible character", 422


class HighlightTooLong(AppError):
    code, title, status = "highlight_too_long", "A highlight has at most 20,000 characters", 422


class TooManyAnnotations(AppError):
    code, title, status = "too_many_annotations", "A book keeps at most 20,000 notes", 409


class ImportTooLarge(AppError):
    code, title, status = (
        "import_too_large",
        "A file of notes has at most 5 MB and 10,000 notes",
        413,
    )


class ImportInvalid(AppError):
    code, title, status = "import_invalid", "This file holds no notes that can be read", 422
