"""Refusals of drawing."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class NoRoomLeft(AppError):
    code, title, status = "cap_reached", "No more may be spent here for now", 409


class PictureLast(AppError):
    code, title, status = "picture_last", "The last sketch of a passage stays", 409


class PictureNotReady(AppError):
    code, title, status = "picture_not_ready", "This picture is not there yet", 409
