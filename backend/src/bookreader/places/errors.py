"""Refusals of places."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class DeviceNotFound(AppError):
    code, title, status = "device_not_found", "There is no such device on this account", 404
