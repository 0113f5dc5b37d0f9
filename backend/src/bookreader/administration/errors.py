"""Refusals of the administrator's wishes."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class ProviderNotFound(AppError):
    code, title, status = "provider_not_found", "There is no such provider here", 404


class ProviderInvalid(AppError):
    code, title, status = "provider_invalid", "These settings of a provider cannot be kept", 422


class KeyNeededAgain(AppError):
    code, status = "provider_key_again", 422
    title = "The key was given for another address; give it again together with the new one"


class CapsInvalid(AppError):
    code, title, status = "caps_invalid", "These limits cannot be kept", 422


class SpanInvalid(AppError):
    code, title, status = "span_invalid", "From a day to a later one, at most a year", 422
