"""Refusals of accounts and sessions."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class NotSignedIn(AppError):
    code, title, status = "not_signed_in", "Please sign in", 401


class SessionEnded(AppError):
    code, title, status = "session_ended", "This sign-in has ended; please sign in again", 401


class SessionReused(AppError):
    code, status = "session_reused", 401
    title = "This sign-in was used from two places and has been ended for safety"


class WrongCredentials(AppError):
    code, title, status = "wrong_credentials", "The name or the password is wrong", 401


class TooManyAttempts(AppError):
    code, status = "too_many_attempts", 429
    title = "Too many wrong passwords for this account; wait a little"


class RegistrationClosed(AppError):
    code, status = "registration_closed", 403
    title = "New accounts are opened by the administrator of this server"


class WrongSetupCode(AppError):
    code, status = "wrong_setup_code", 403
    title = "The code does not match the one printed in the terminal"


class WeakPassword(AppError):
    code, title, status = "weak_password", "A password needs at least 12 characters", 422


class BadName(AppError):
    code, title, status = "bad_name", "A name has 1 to 64 visible characters", 422


class NameTaken(AppError):
    code, title, status = "name_taken", "Somebody here already has this name", 409


class AdminOnly(AppError):
    code, title, status = "admin_only", "Only the administrator can do this", 403


class ForeignOrigin(AppError):
    code, title, status = "foreign_origin", "This request came from another site", 403


class PreferencesTooLarge(AppError):
    code, title, status = "preferences_too_large", "These settings are too large to keep", 422


class LastAdmin(AppError):
    code, title, status = "last_admin", "The last administrator cannot be disabled", 409
