"""Refusals of the pages of the visual bible."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class LookAhead(AppError):
    code, title, status = "look_ahead", "A look may begin only where you have read to", 409


class LookNotFound(AppError):
    code, title, status = "look_not_found", "There is no such look here", 404
