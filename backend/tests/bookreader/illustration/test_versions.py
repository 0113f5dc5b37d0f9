"""Several versions of one picture: other compositions, and which of them is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from bookreader import pipeline
from bookreader.extraction import service as extraction
from bookreader.extraction.models import Description
from bookreader.illustration import repository, service
from bookreader.illustration.models import FAILED, PLANNED, READY, Picture
from bookreader.illustration.service import seed_of
from bookreader.jobs import service as jobs
from bookreader.jobs import tasks
from bookreader.ports.context import TaskContext
from tests.bookreader.books import add_book, the_book
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakePainter

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PROVIDER = uuid4().hex


async def run_all(context: TaskContext) -> None:
    while await tasks.run(context, pipeline.STAGES):
        pass


async def first_description(context: TaskContext, book_id: UUID) -> Description:
    async with context.database.read() as session:
        return (await extraction.for_book(session, book_id))[0]


async def versions(context: TaskContext, description: Description) -> list[Picture]:
    async with context.database.read() as session:
        return await service.versions(session, description.id)


def version(provider: str, state: str = READY, **minutes: float) -> Picture:
    moments = {
        f"{name}_at": NOON + timedelta(minutes=value)
        for name, value in minutes.items()
        if name != "variant"
    }
    return Picture(
        provider=provider, state=state, variant=int(minutes.get("variant", 0)), **moments
    )


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        pytest.param([version("sketch"), version(PROVIDER, PLANNED)], 0, id="what is ready"),
        pytest.param([version(PROVIDER, FAILED), version("sketch", PLANNED)], 1, id="our own first"),
        pytest.param(
            [version("sketch", PLANNED, variant=1), version("sketch", PLANNED)], 1, id="the first of ours"
        ),
        pytest.param(
            [version("sketch", painted=9), version(PROVIDER, painted=1)], 1, id="a provider's"
        ),
        pytest.param(
            [version(PROVIDER, painted=1), version(PROVIDER, painted=2)], 1, id="the newest"
        ),
        pytest.param(
            [version("sketch", painted=1, chosen=5), version(PROVIDER, painted=9)], 0, id="the chosen"
        ),
        pytest.param(
            [version("sketch", chosen=5), version(PROVIDER, chosen=6)], 1, id="the latest choice"
        ),
        pytest.param(
            [version("sketch"), version(PROVIDER, FAILED, chosen=6)], 0, id="no choice that is gone"
        ),
    ],
)  # fmt: skip
def test_which_version_is_shown(versions: list[Picture], expected: int) -> None:
    assert service.foremost(versions) is versions[expected]


async def test_another_composition_has_a_seed_of_its_own_and_is_shown(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    description = await first_description(context, book_id)
    painter = context.painter
    assert isinstance(painter, FakePainter)
    hands.forward(60)
    async with context.database.write() as session:
        new = await service.another(context, session, user_id, description)
    assert (new.variant, new.state) == (1, PLANNED)
    await run_all(context)
    assert painter.painted[-1].scene.seed == seed_of(description, "painter-1", 1)
    first, second = await versions(context, description)
    assert first.sha256 != second.sha256
    assert (second.made["seed"], second.thumbhash, second.colour) == (
        painter.painted[-1].scene.seed, "aGFzaA==", "#aabbcc",
    )  # fmt: skip
    assert service.foremost([first, second]) is second
    # Every description counts once, however many versions it has.
    book = await the_book(context, book_id)
    assert (book.pictures_wanted, book.pictures_ready) == (12, 12)


async def test_a_choice_made_meanwhile_outlasts_what_was_asked_before(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    description = await first_description(context, book_id)
    hands.forward(60)
    async with context.database.write() as session:
        await service.another(context, session, user_id, description)
    hands.forward(60)
    (first, _) = await versions(context, description)
    async with context.database.write() as session:
        await service.choose(session, first, hands())
    await run_all(context)
    assert service.foremost(await versions(context, description)).id == first.id


async def test_a_newer_painter_paints_every_composition_anew_and_changes_no_choice(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    description = await first_description(context, book_id)
    async with context.database.write() as session:
        await service.another(context, session, user_id, description)
    await run_all(context)
    before = await versions(context, description)
    hands.forward(60)
    async with context.database.write() as session:
        await service.choose(session, before[0], hands())
    assert isinstance(context.painter, FakePainter)
    context.painter.version = "painter-2"
    async with context.database.write() as session:
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)
    hands.forward(60)
    await run_all(context)
    after = await versions(context, description)
    assert [p.id for p in after] == [p.id for p in before]
    assert not {p.sha256 for p in after} & {p.sha256 for p in before}
    assert service.foremost(after).id == before[0].id


async def test_a_composition_that_was_removed_does_not_come_back_beside_another(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    description = await first_description(context, book_id)
    async with context.database.write() as session:
        await service.another(context, session, user_id, description)
    await run_all(context)
    first, second = await versions(context, description)
    async with context.database.write() as session:
        await service.remove(session, book_id, [first.id])
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)
    await run_all(context)
    assert [p.id for p in await versions(context, description)] == [second.id]
    async with context.database.write() as session:
        await service.remove(session, book_id, [second.id])
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)
    await run_all(context)
    (anew,) = await versions(context, description)
    assert (anew.variant, anew.state) == (0, READY)


async def test_what_a_provider_drew_is_never_painted_over(
    context: TaskContext, user_id: UUID
) -> None:
    book_id = await add_book(context, user_id)
    await run_all(context)
    description = await first_description(context, book_id)
    async with context.database.write() as session:
        drawn = Picture(
            book_id=book_id, description_id=description.id, provider=PROVIDER, state=READY,
            sha256="0" * 64, original_sha256="1" * 64, width=10, height=10,
            painted_at=context.clock(), created_at=context.clock(),
        )  # fmt: skip
        session.add(drawn)
    await service.paint_again(context, user_id, drawn)
    async with context.database.write() as session:
        await jobs.start(session, context.bell, context.clock, "book", book_id, user_id)
    assert isinstance(context.painter, FakePainter)
    context.painter.version = "painter-2"
    await run_all(context)
    async with context.database.read() as session:
        kept = await repository.get(session, drawn.id)
        named = await service.named_blobs(session, ["0" * 64, "1" * 64, "2" * 64])
    assert kept is not None
    assert (kept.sha256, kept.painter_version) == ("0" * 64, "")
    assert named == {"0" * 64, "1" * 64}
