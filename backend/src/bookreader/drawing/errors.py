"""Refusals of drawing."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class MakerUnknown(AppError):
    code, title, status = "maker_unknown", "Nobody here draws under that name", 404


class MakerUnusable(AppError):
    code, title, status = "maker_unusable", "This provider cannot be asked at present", 409


class PromptRefused(AppError):
    code, title, status = "prompt_refused", "This cannot be drawn here", 422


class PictureLast(AppError):
    code, title, status = "picture_last", "The last sketch of a passage stays", 409


class PictureNotReady(AppError):
    code, title, status = "picture_not_ready", "This picture is not there yet", 409


class CapReached(AppError):
    code, title, status = "cap_reached", "No more may be spent here for now", 409
