"""Refusals of entity sheets; an entity ahead of the reader is simply not there."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class EntityNotFound(AppError):
    code, title, status = (
        "entity_not_found",
        "There is nobody and nothing of that kind here yet",
        404,
    )


class CameoMissing(AppError):
    code, title, status = "cameo_missing", "There is no card of that person yet", 404


class EditInvalid(AppError):
    code, title, status = "edit_invalid", "This change cannot be made", 422


class EditNotFound(AppError):
    code, title, status = "edit_not_found", "There is no such change of yours in this book", 404
