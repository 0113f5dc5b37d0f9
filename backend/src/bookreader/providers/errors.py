"""Why a provider cannot be asked."""

from __future__ import annotations

GONE = "provider_gone"
DISABLED = "provider_disabled"
KIND_UNKNOWN = "kind_unknown"
KEY_MISSING = "key_missing"
KEY_UNREADABLE = "key_unreadable"
SETTINGS_INVALID = "settings_invalid"


class ProviderUnusable(Exception):
    """A provider cannot be asked until somebody mends it.

    `reason` is a code: one of those above, or the fault that a request met (`provider_key`,
    `provider_credit`). `detail` says more in plain words where there is more to say.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason
        self.detail = detail or None
