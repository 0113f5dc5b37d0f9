"""Refusals of reading; a picture ahead of the reader is simply not there."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class DescriptionNotFound(AppError):
    code, title, status = "description_not_found", "There is no such description here yet", 404


class PictureNotFound(AppError):
    code, title, status = "picture_not_found", "There is no such picture here yet", 404
