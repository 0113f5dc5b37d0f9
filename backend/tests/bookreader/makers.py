"""A provider that keeps the port's promises and does what a test tells it, and a book to draw."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bookreader import pipeline
from bookreader.accounts import service as accounts
from bookreader.accounts.models import User
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import service as illustration
from bookreader.illustration.models import Picture
from bookreader.jobs import tasks
from bookreader.library.models import Book
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import (
    Capabilities,
    Checked,
    ImageProvider,
    ImageRequest,
    ImageResult,
    ProviderError,
    ProviderKind,
    ProviderSettings,
)
from bookreader.providers.models import Provider
from bookreader.spending.models import Charge
from tests.bookreader.books import add_book, the_book
from tests.bookreader.conftest import Hands

PRICE = 10_000
Step = ProviderError | bytes | Callable[[ImageRequest], Awaitable[ImageResult]]


@dataclass
class FakeProviders:
    """One kind of provider, `fake`; `steps` are taken one by one, then every request is drawn.

    `paid` counts what the provider charged: a request with a known key is not charged again.
    """

    able: Capabilities = field(
        default_factory=lambda: Capabilities(seed=True, negative=True, max_concurrency=2)
    )
    steps: list[Step] = field(default_factory=list)
    asked: list[ImageRequest] = field(default_factory=list)
    paid: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    before: Callable[[ImageRequest], Awaitable[None]] | None = None
    after: Callable[[ImageRequest], Awaitable[None]] | None = None

    def kinds(self) -> Sequence[ProviderKind]:
        return [ProviderKind("fake", "Fake", False, True, "http://fake.test", ("m-1",))]

    def make(self, settings: ProviderSettings) -> ImageProvider:
        if settings.kind != "fake":
            raise ValueError("no such kind")
        return FakeProvider(self, settings)

    async def close(self) -> None:
        pass


@dataclass
class FakeProvider:
    """Draws the prompt and the seed as text."""

    all: FakeProviders
    settings: ProviderSettings
    version: str = "1"

    def capabilities(self) -> Capabilities:
        return self.all.able

    async def generate(self, request: ImageRequest) -> ImageResult:
        told = self.all
        told.asked.append(request)
        told.at_once += 1
        told.most_at_once = max(told.most_at_once, told.at_once)
        try:
            await asyncio.sleep(0)
            if told.before is not None:
                await told.before(request)
            step = told.steps.pop(0) if told.steps else None
            if isinstance(step, ProviderError):
                if step.billed:
                    self._charge(request)
                raise step
            if callable(step):
                return await step(request)
            result = self.drawn(request, step)
            if told.after is not None:
                await told.after(request)
            return result
        finally:
            told.at_once -= 1

    def _charge(self, request: ImageRequest) -> None:
        if not (self.all.able.idempotent and request.idempotency_key in self.all.paid):
            self.all.paid.append(request.idempotency_key)

    def drawn(self, request: ImageRequest, data: bytes | None = None) -> ImageResult:
        self._charge(request)
        name = hashlib.sha256(f"{request.prompt}/{request.seed}".encode()).hexdigest()
        return ImageResult(
            data=data or f"{name} picture".encode(),
            mime="image/png",
            model_requested=self.settings.model,
            model_used=self.settings.model,
            seed_used=request.seed,
            request_id="r-1",
        )

    async def check(self) -> Checked:
        return Checked()


async def run_all(context: TaskContext, hands: Hands | None = None, rounds: int = 40) -> None:
    """Run everything that is due; with a clock also what is put off, by turning it."""
    for _ in range(rounds):
        while await tasks.run(context, pipeline.STAGES):
            pass
        if hands is None:
            return
        hands.forward(61)


async def add_provider(context: TaskContext, **more: Any) -> Provider:
    """A provider in the database."""
    values: dict[str, Any] = {
        "kind": "fake", "name": "Модель", "model": "m-1", "price_micros": PRICE,
        "base_url": "http://fake.test",
    }  # fmt: skip
    async with context.database.write() as session:
        row = Provider(**{**values, **more}, created_at=context.clock(), updated_at=context.clock())
        session.add(row)
        await session.flush()
        return row


async def may_spend(context: TaskContext, *, everybody: bool = True, stopped: bool = False) -> None:
    """Let readers who administer nothing spend as well."""
    async with context.database.write() as session:
        said = {"everybody": everybody, "stopped": stopped}
        await accounts.decide(session, "spending", said)


@dataclass
class Drawable:
    """A book with its sketches, a provider beside them, and what they need."""

    context: TaskContext
    hands: Hands
    user: User
    book: Book
    provider: Provider
    fake: FakeProviders

    async def descriptions(self) -> list[Description]:
        async with self.context.database.read() as session:
            return await extraction.for_book(session, self.book.id)

    async def pictures(self, description_id: UUID | None = None) -> list[Picture]:
        """The provider's pictures, of one description or of all, in the order they were asked."""
        async with self.context.database.read() as session:
            ids = [d.id for d in await extraction.for_book(session, self.book.id)]
            found = await illustration.versions_of(
                session, [description_id] if description_id else ids
            )
        return [p for key in ids for p in found.get(key, ()) if p.provider != "sketch"]

    async def charges(self) -> list[Charge]:
        async with self.context.database.read() as session:
            return list(
                await session.scalars(select(Charge).order_by(Charge.created_at, Charge.id))
            )

    async def work(self, rounds: int = 40) -> None:
        await run_all(self.context, self.hands, rounds)


async def drawable(context: TaskContext, user_id: UUID, hands: Hands, **more: Any) -> Drawable:
    """The toolbox with a fake provider, over a book that is read in and sketched."""
    fake = FakeProviders(**more)
    context = replace(context, providers=fake)
    await may_spend(context)
    provider = await add_provider(context)
    book_id = await add_book(context, user_id)
    await run_all(context)
    async with context.database.read() as session:
        user = await session.get(User, user_id)
    assert user is not None
    return Drawable(context, hands, user, await the_book(context, book_id), provider, fake)
