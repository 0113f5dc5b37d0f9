"""HTTP of orders: estimate, order, watch, pause, resume, cancel."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from bookreader.accounts.dependencies import CurrentUser
from bookreader.drawing.errors import NoRoomLeft
from bookreader.kit.problem import problems
from bookreader.library.errors import BookNotFound, BookNotReadable
from bookreader.orders import errors, service
from bookreader.orders.schemas import Estimate, NewOrder, OrderOut, Orders, OrderWish
from bookreader.ports.http import Toolbox
from bookreader.prompts.errors import MakerUnknown, MakerUnusable

router = APIRouter(prefix="/api/books/{book_id}/orders", tags=["orders"])


@router.post(
    "/estimate", responses=problems(BookNotFound, BookNotReadable, MakerUnknown, MakerUnusable)
)
async def estimate_order(
    book_id: UUID, body: OrderWish, user: CurrentUser, context: Toolbox
) -> Estimate:
    """What an order would draw, cost and send away; nothing is sent or spent."""
    return await service.estimate(context, user, book_id, body)


@router.post(
    "",
    status_code=201,
    responses=problems(
        BookNotFound,
        BookNotReadable,
        MakerUnknown,
        MakerUnusable,
        NoRoomLeft,
        errors.OrderUnpriced,
        errors.OrderEmpty,
        errors.OrderUnderWay,
    ),
)
async def place_order(
    book_id: UUID, body: NewOrder, user: CurrentUser, context: Toolbox
) -> OrderOut:
    """Order pictures of a part of the book inside a cap."""
    return await service.place(context, user, book_id, body)


@router.get("", responses=problems(BookNotFound))
async def orders(book_id: UUID, user: CurrentUser, context: Toolbox) -> Orders:
    """The orders of a book, the newest first."""
    return await service.orders(context, user, book_id)


@router.post(
    "/{order_id}/pause", responses=problems(BookNotFound, errors.OrderNotFound, errors.OrderEnded)
)
async def pause_order(
    book_id: UUID, order_id: UUID, user: CurrentUser, context: Toolbox
) -> OrderOut:
    """Let an order rest; what is being drawn is drawn."""
    return await service.pause(context, user, book_id, order_id)


@router.post(
    "/{order_id}/resumption",
    responses=problems(BookNotFound, errors.OrderNotFound, errors.OrderEnded),
)
async def resume_order(
    book_id: UUID, order_id: UUID, user: CurrentUser, context: Toolbox
) -> OrderOut:
    """Let a paused or stopped order go on."""
    return await service.resume(context, user, book_id, order_id)


@router.delete(
    "/{order_id}",
    responses=problems(BookNotFound, errors.OrderNotFound),
)
async def cancel_order(
    book_id: UUID, order_id: UUID, user: CurrentUser, context: Toolbox
) -> OrderOut:
    """Stop an order for good; its pictures stay, and what was kept aside is free again."""
    return await service.cancel(context, user, book_id, order_id)
