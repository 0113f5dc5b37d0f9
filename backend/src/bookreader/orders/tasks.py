"""The job of an order: several pictures at once, in reading order, giving way to whoever waits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from bookreader.attempts import service as attempts
from bookreader.attempts.service import Drawn, Limits
from bookreader.drawing import service as drawing
from bookreader.illustration.models import FAILED, READY, Picture
from bookreader.jobs import service as jobs
from bookreader.jobs.errors import LeaseLost, PutOff, SubjectGone, Yielded
from bookreader.jobs.tasks import Claim, Outcome
from bookreader.kit.db import ReadSession
from bookreader.library import service as library
from bookreader.library.models import Book
from bookreader.orders import repository, service
from bookreader.orders.models import CANCELLED, DONE, RUNNING, STOPPED, Order
from bookreader.ports.context import TaskContext
from bookreader.prompts import service as prompts
from bookreader.prompts.errors import MakerUnknown, MakerUnusable
from bookreader.prompts.service import Composer, Maker, Wish
from bookreader.providers.errors import GONE

_SLOT_SECONDS, _COURTESY_SECONDS = 1.0, 2.0
_SOON = timedelta(seconds=3)


async def run_order(context: TaskContext, claim: Claim) -> Outcome:
    """Draw what an order still has to draw, until it is done, rests, or cannot go on."""
    now = context.clock()
    with context.network.try_hold() as held:
        if not held:
            # One worker at least is left for the processor's work.
            raise PutOff(now + timedelta(seconds=_SLOT_SECONDS))
        order = await _order(context, claim)
        if order.state not in (RUNNING, CANCELLED):
            return Outcome.FINISHED
        if await _single_waits(context):
            raise PutOff(now + timedelta(seconds=_COURTESY_SECONDS))
        await claim.begin()
        async with context.database.read() as session:
            book = await library.book_at_work(session, order.book_id)
            try:
                maker = await prompts.maker(context, session, order.provider_id.hex)
            except MakerUnknown:
                return await _stop(claim, order, GONE)
            except MakerUnusable as error:
                return await _stop(claim, order, error.detail)
        return await _Round(context, claim, order, book, maker).work()


async def _order(context: TaskContext, claim: Claim) -> Order:
    async with context.database.read() as session:
        order = await repository.get(session, claim.subject_id)
    if order is None:
        raise SubjectGone
    return order


async def _single_waits(context: TaskContext) -> bool:
    """Whether somebody waits for one picture, which goes before all orders."""
    async with context.database.read() as session:
        return await jobs.waits(session, drawing.DRAWING_JOB, context.clock() + _SOON)


async def _stop(claim: Claim, order: Order, reason: str) -> Outcome:
    async with claim.write() as session:
        values = {"state": STOPPED, "reason": reason[:64]}
        await repository.turn(session, order.id, [RUNNING], values)
        await service.tell(claim, session, order)
    return Outcome.FINISHED


@dataclass(slots=True)
class _Round:
    """An order at work in this process."""

    context: TaskContext
    claim: Claim
    order: Order
    book: Book
    maker: Maker
    drawing: dict[asyncio.Task[Drawn], UUID] = field(default_factory=dict)
    later: dict[UUID, datetime] = field(default_factory=dict)
    resting_until: datetime | None = None
    stopped: str = ""
    leaving: Exception | None = None
    composer: Composer | None = None
    composing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def work(self) -> Outcome:
        """Keep as many pictures under way as the provider takes, until there is a reason to end."""
        try:
            while True:
                state = (await _order(self.context, self.claim)).state
                if state in (RUNNING, CANCELLED) and not self.stopped and self.leaving is None:
                    await self._begin_more(only_begun=state == CANCELLED)
                if not self.drawing:
                    return await self._end(state)
                done, _ = await asyncio.wait(self.drawing, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    self._note(self.drawing.pop(task), task)
                await self._tell_counts()
                await self._look_around()
        finally:
            await self._break_off()

    async def _begin_more(self, *, only_begun: bool) -> None:
        now = self.context.clock()
        if self.resting_until is not None and now < self.resting_until:
            return  # the provider wants a pause: the next picture would only be told the same
        async with self.context.database.read() as session:
            waiting = await repository.still_planned(session, self.order.id)
            if only_begun:
                # What was asked for and paid is still to be looked at and kept.
                unasked = await attempts.not_begun(session, waiting)
                waiting = [one for one in waiting if one.id not in unasked]
        under_way = set(self.drawing.values())
        free = max(1, self.maker.able.max_concurrency) - len(under_way)
        ids = {one.id for one in waiting}
        self.later = {key: due for key, due in self.later.items() if key in ids}
        limits = Limits(self.order.id, self.order.cap_micros, self.order.cap_pictures)
        for picture in waiting:
            if free <= 0:
                return
            if picture.id in under_way or self.later.get(picture.id, now) > now:
                continue
            work = attempts.draw(
                self.context, self.claim, picture.id, compose=self._compose, limits=limits
            )
            task = asyncio.create_task(work, name=f"picture {picture.id}")
            self.drawing[task] = picture.id
            free -= 1

    def _note(self, picture_id: UUID, task: asyncio.Task[Drawn]) -> None:
        try:
            drawn = task.result()
        except LeaseLost:
            if self.claim.lost:
                raise
            return  # the picture was ended from outside
        if drawn.until is not None:
            self.later[picture_id] = drawn.until
            if drawn.reason == attempts.PROVIDER_WAITS:
                self.resting_until = drawn.until
        elif drawn.state == "stopped":
            self.stopped = drawn.reason

    async def _tell_counts(self) -> None:
        async with self.claim.write(progress=True) as session:
            counts = await repository.counts(session, self.order.id)
            values = {"done": counts.get(READY, 0), "failed": counts.get(FAILED, 0)}
            await repository.set_columns(session, self.order.id, values)
            await service.tell(self.claim, session, self.order)

    async def _look_around(self) -> None:
        """Leave once nothing is under way when a picture, a book or another order waits."""
        now = self.context.clock()
        if self.leaving is not None:
            return
        if await _single_waits(self.context):
            self.leaving = PutOff(now + timedelta(seconds=_COURTESY_SECONDS))
            return
        async with self.context.database.read() as session:
            other = await jobs.waits(
                session, service.ORDER_JOB, now, of_others_than=self.claim.user_id
            )
        if other:
            self.leaving = Yielded()
            return
        try:
            await self.claim.give_way()
        except Yielded as wish:
            self.leaving = wish

    async def _end(self, state: str) -> Outcome:
        if self.leaving is not None:
            raise self.leaving
        if self.later and state in (RUNNING, CANCELLED):
            due = min(self.later.values())
            raise PutOff(max(due, self.resting_until or due))
        if state == CANCELLED:
            async with self.claim.write() as session:
                for picture in await repository.still_planned(session, self.order.id):
                    await attempts.give_up(self.context, session, picture, drawing.CANCELLED)
        if state != RUNNING:
            return Outcome.FINISHED
        if self.stopped:
            return await _stop(self.claim, self.order, self.stopped)
        async with self.claim.write(progress=True) as session:
            if await repository.still_planned(session, self.order.id):
                raise PutOff(self.context.clock())
            values = {"state": DONE, "finished_at": self.context.clock()}
            await repository.turn(session, self.order.id, [RUNNING], values)
            await service.tell(self.claim, session, self.order)
        return Outcome.FINISHED

    async def _break_off(self) -> None:
        """Let go of what is under way when the job ends early; each writes down how it stands."""
        for task in self.drawing:
            task.cancel()
        if self.drawing:
            await asyncio.wait(self.drawing)
            for task in self.drawing:
                if not task.cancelled():
                    task.exception()

    async def _compose(self, session: ReadSession, picture: Picture, maker: Maker) -> Wish:
        """The wish of one picture, by the bible as it is when its turn comes."""
        async with self.composing:
            version = await prompts.bible_version(session, self.book.id)
            if self.composer is None or self.composer.version != version:
                self.composer = await prompts.composer(session, self.book)
            return await service.wish_of(session, self.composer, picture, maker)
