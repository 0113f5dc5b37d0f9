"""Refusals of the visual bible."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class BibleChanged(AppError):
    code, title, status = (
        "bible_changed",
        "The style of this book was changed elsewhere in the meantime; look again",
        409,
    )


class BibleInvalid(AppError):
    code, title, status = "bible_invalid", "This cannot be kept", 422


class BibleVersionNotFound(AppError):
    code, title, status = "bible_version_not_found", "This book never had such a version", 404
