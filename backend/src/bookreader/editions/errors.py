"""Refusals of illustrated editions."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class EditionNotFound(AppError):
    code, title, status = "edition_not_found", "There is no such edition of this book", 404


class EditionNotReady(AppError):
    code, title, status = "edition_not_ready", "This edition is still being made", 409


class PicturesAhead(AppError):
    code, title, status = (
        "pictures_ahead",
        "Pictures of pages you have not read come only when the book is read to its end"
        " or its pictures may be seen ahead",
        409,
    )
