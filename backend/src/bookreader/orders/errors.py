"""Refusals of orders."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class OrderNotFound(AppError):
    code, title, status = "order_not_found", "There is no such order for this book", 404


class OrderUnpriced(AppError):
    code, title, status = (
        "order_unpriced",
        "Nobody knows what a picture of this provider costs; the administrator can set its price",
        409,
    )


class OrderEmpty(AppError):
    code, title, status = "order_empty", "There is nothing to draw in that part of the book", 409


class OrderUnderWay(AppError):
    code, title, status = "order_under_way", "An order for this book is under way already", 409


class OrderEnded(AppError):
    code, title, status = "order_ended", "This order has ended", 409
