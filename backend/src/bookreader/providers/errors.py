"""Refusals of providers."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class ProviderNotFound(AppError):
    code, title, status = "provider_not_found", "There is no such provider here", 404


class ProviderInvalid(AppError):
    code, title, status = "provider_invalid", "These settings of a provider cannot be kept", 422


class ProviderUnusable(Exception):
    """A provider cannot be asked until somebody mends it; `reason` is one of the codes below."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


GONE = "provider_gone"
DISABLED = "provider_disabled"
KIND_UNKNOWN = "kind_unknown"
KEY_MISSING = "key_missing"
KEY_UNREADABLE = "key_unreadable"
SETTINGS_INVALID = "settings_invalid"
