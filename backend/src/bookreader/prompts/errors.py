"""Why a maker is not asked."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class MakerUnknown(AppError):
    code, title, status = "maker_unknown", "Nobody here draws under that name", 404


class MakerUnusable(AppError):
    code, title, status = "maker_unusable", "This provider cannot be asked at present", 409


class PromptRefused(AppError):
    code, title, status = "prompt_refused", "This cannot be drawn here", 422
