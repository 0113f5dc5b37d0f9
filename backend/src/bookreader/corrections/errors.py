"""Refusals of the reader's corrections."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class NotReached(AppError):
    code, title, status = "not_reached", "This passage lies beyond the place you have read to", 409


class PassageTooShort(AppError):
    code, title, status = "passage_too_short", "A passage to draw has at least 20 characters", 422


class PassageTooLong(AppError):
    code, title, status = "passage_too_long", "A passage to draw has at most 1,500 characters", 422


class PassageOutside(AppError):
    code, title, status = (
        "passage_outside",
        "The passage does not lie within the chapter's text",
        422,
    )


class NotYourPassage(AppError):
    code, title, status = "not_your_passage", "Only a passage you drew yourself can be removed", 409


class OwnPassage(AppError):
    code, title, status = "own_passage", "You drew this passage yourself; remove it instead", 409
