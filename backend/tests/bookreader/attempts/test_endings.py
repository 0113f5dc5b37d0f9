"""Every way an attempt ends: what it costs, and what becomes of the picture."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from bookreader.drawing import service as drawing
from bookreader.drawing.errors import NoRoomLeft
from bookreader.illustration import service as illustration
from bookreader.illustration.models import FAILED, PLANNED, READY, Picture
from bookreader.ports.context import TaskContext
from bookreader.ports.providers import (
    AuthError,
    BadImage,
    BadRequest,
    Capabilities,
    Cost,
    ImageRequest,
    ImageResult,
    ProviderError,
    QuotaError,
    RateLimited,
    Refused,
    Transient,
)
from bookreader.ports.slots import Places
from bookreader.providers import service as providers
from bookreader.reading.views.pictures import picture_out
from bookreader.spending.models import Cap
from bookreader.spending.schemas import ReachedCap
from tests.bookreader.conftest import Hands
from tests.bookreader.fakes import FakeCpu
from tests.bookreader.makers import PRICE, Drawable, drawable


@pytest.fixture
async def shop(context: TaskContext, user_id: UUID, hands: Hands) -> Drawable:
    return await drawable(context, user_id, hands)


async def ask(shop: Drawable, n: int = 0, words: str = "") -> Picture:
    d = (await shop.descriptions())[n]
    return await drawing.plan_drawing(
        shop.context, shop.user, shop.book, d, shop.provider.id.hex, words
    )


async def fresh(shop: Drawable, picture: Picture) -> Picture:
    async with shop.context.database.read() as session:
        found = await illustration.by_id(session, picture.id)
    assert found is not None
    return found


async def money(shop: Drawable) -> list[tuple[str, int | None]]:
    return [(c.state, c.amount_micros) for c in await shop.charges()]


async def test_a_picture_is_reserved_sent_settled_looked_at_and_shown(shop: Drawable) -> None:
    planned = await ask(shop)
    assert (planned.state, planned.variant) == (PLANNED, 0)
    assert await money(shop) == [("reserved", None)]
    await shop.work(1)
    picture = await fresh(shop, planned)
    assert (picture.state, picture.reason) == (READY, "")
    assert await money(shop) == [("settled", PRICE)]
    (request,) = shop.fake.asked
    assert request.prompt == picture.made["prompt"]
    assert request.seed == picture.made["seed"] is not None
    assert (request.width, request.height) == (1152, 768)
    (charge,) = await shop.charges()
    assert request.idempotency_key == charge.id.hex
    assert str(shop.user.id) not in request.user_ref
    # The bytes that came are kept as they came, beside what is delivered.
    assert picture.original_sha256 is not None
    original = b"".join([c async for c in shop.context.blobs.read(picture.original_sha256)])
    assert original.endswith(b" picture")
    assert picture.sha256 is not None
    assert await shop.context.blobs.size(picture.sha256) == len(b"delivered ") + len(original)
    assert (picture.thumbhash, picture.colour) == ("aGFzaA==", "#102030")
    assert picture.made["cost_micros"] == PRICE
    assert (picture.made["model_requested"], picture.made["model_used"]) == ("m-1", "m-1")
    async with shop.context.database.read() as session:
        known = await illustration.versions(session, picture.description_id or picture.id)
    assert illustration.foremost(known).id == picture.id


async def test_what_the_provider_says_of_cost_and_model_is_kept(shop: Drawable) -> None:
    async def other_model(request: ImageRequest) -> ImageResult:
        return ImageResult(
            data=b"x picture", mime="image/png", model_requested="m-1", model_used="m-cheap",
            cost=Cost(1_234, exact=True), revised_prompt="a quieter street", usage={"tokens": 7},
        )  # fmt: skip

    shop.fake.steps = [other_model]
    planned = await ask(shop)
    await shop.work(1)
    made = (await fresh(shop, planned)).made
    assert (made["model_requested"], made["model_used"]) == ("m-1", "m-cheap")
    assert (made["cost_micros"], made["cost_exact"]) == (1_234, True)
    assert (made["revised_prompt"], made["usage"]) == ("a quieter street", {"tokens": 7})
    assert await money(shop) == [("settled", 1_234)]


@pytest.mark.parametrize(
    ("error", "asked", "charges", "reason"),
    [
        (Refused("no"), 1, [("released", None)], "provider_refused"),
        (Refused("no", "output", billed=True), 1, [("settled", PRICE)], "provider_refused"),
        (BadRequest("size"), 1, [("released", None)], "provider_request"),
        (AuthError("key"), 1, [("released", None)], "provider_key"),
        (QuotaError("empty"), 1, [("released", None)], "provider_credit"),
        (Transient("502"), 3, [("released", None)] * 3, "provider_away"),
        (Transient("cut", ambiguous=True), 1, [("unknown", None)], "outcome_unknown"),
        (RateLimited("slow"), 7, [("released", None)] * 7, "provider_busy"),
        (BadImage("html"), 2, [("settled", PRICE)] * 2, "unreadable"),
        (BadImage("html", billed=False), 2, [("released", None)] * 2, "unreadable"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, ProviderError) else None,
)
async def test_errors(
    shop: Drawable,
    error: ProviderError,
    asked: int,
    charges: list[tuple[str, int | None]],
    reason: str,
) -> None:
    shop.fake.steps = [error] * 10
    planned = await ask(shop)
    await shop.work()
    picture = await fresh(shop, planned)
    assert (picture.state, picture.reason) == (FAILED, reason)
    assert len(shop.fake.asked) == asked
    assert await money(shop) == charges
    # The sketch stays what the book shows, and nothing else was asked in its stead.
    async with shop.context.database.read() as session:
        known = await illustration.versions(session, picture.description_id or picture.id)
    assert illustration.foremost(known).provider == "sketch"


async def test_a_passing_trouble_passes(shop: Drawable) -> None:
    shop.fake.steps = [Transient("502"), RateLimited("slow", retry_after=30)]
    planned = await ask(shop)
    await shop.work()
    assert (await fresh(shop, planned)).state == READY
    assert await money(shop) == [("released", None), ("released", None), ("settled", PRICE)]


async def test_a_provider_that_names_a_time_is_not_asked_before(shop: Drawable) -> None:
    shop.fake.steps = [RateLimited("slow", retry_after=600)]
    planned = await ask(shop)
    await shop.work(1)
    shop.hands.forward(500)
    await shop.work(1)
    assert len(shop.fake.asked) == 1
    shop.hands.forward(40)
    await shop.work(1)
    assert len(shop.fake.asked) == 2
    assert (await fresh(shop, planned)).state == READY


async def test_a_lost_key_is_a_fault_of_the_provider_told_in_plain_words(shop: Drawable) -> None:
    from bookreader.jobs import service as jobs

    shop.fake.steps = [AuthError("401")]
    planned = await ask(shop)
    await shop.work(1)
    async with shop.context.database.read() as session:
        row = await providers.get(session, shop.provider.id)
        job = (await jobs.latest_for(session, "drawing", [planned.id]))[planned.id]
    assert row is not None
    assert providers.reason(shop.context, row) == "provider_key"
    assert (job.status, job.error_message) == ("failed", "The provider does not accept its key.")


async def test_an_answer_that_may_have_been_lost_is_asked_for_once_more_where_that_costs_nothing(
    context: TaskContext, user_id: UUID, hands: Hands
) -> None:
    shop = await drawable(context, user_id, hands, able=Capabilities(seed=True, idempotent=True))
    shop.fake.steps = [Transient("cut", ambiguous=True)]
    planned = await ask(shop)
    await shop.work()
    assert (await fresh(shop, planned)).state == READY
    first, second = shop.fake.asked
    assert first.idempotency_key == second.idempotency_key
    assert len(shop.fake.paid) == 1
    assert await money(shop) == [("settled", PRICE)]


@pytest.mark.parametrize(("price", "asked"), [(None, 2), (0, 2), (PRICE, 1)])
async def test_a_machine_of_one_s_own_is_asked_again_unless_it_has_a_price(
    context: TaskContext, user_id: UUID, hands: Hands, price: int | None, asked: int
) -> None:
    from bookreader.providers.models import Provider

    shop = await drawable(context, user_id, hands, able=Capabilities(seed=True, free=True))
    async with context.database.write() as session:
        row = await session.get(Provider, shop.provider.id)
        assert row is not None
        row.price_micros = price
    shop.fake.steps = [Transient("cut", ambiguous=True)]
    planned = await ask(shop)
    await shop.work()
    assert len(shop.fake.asked) == asked
    assert (await fresh(shop, planned)).state == (READY if asked == 2 else FAILED)


async def test_but_not_a_third_time(context: TaskContext, user_id: UUID, hands: Hands) -> None:
    shop = await drawable(context, user_id, hands, able=Capabilities(seed=True, idempotent=True))
    shop.fake.steps = [Transient("cut", ambiguous=True)] * 3
    planned = await ask(shop)
    await shop.work()
    picture = await fresh(shop, planned)
    assert (picture.state, picture.reason) == (FAILED, "outcome_unknown")
    assert len(shop.fake.asked) == 2
    assert await money(shop) == [("unknown", None)]


async def test_a_picture_that_may_not_be_shown_is_drawn_once_more_and_the_verdict_is_kept(
    shop: Drawable,
) -> None:
    cpu = shop.context.cpu
    assert isinstance(cpu, FakeCpu)
    seen: list[bytes] = []

    def first_is_blank(data: bytes) -> list[dict[str, str]]:
        seen.append(data)
        return [{"code": "blank", "detail": "one colour"}] if len(seen) == 1 else []

    cpu.looked = first_is_blank
    planned = await ask(shop)
    await shop.work(1)
    picture = await fresh(shop, planned)
    assert (picture.state, picture.variant) == (READY, 1)
    assert picture.made["gate"] == [{"code": "blank", "detail": "one colour"}]
    assert shop.fake.asked[0].seed != shop.fake.asked[1].seed
    assert picture.made["cost_micros"] == 2 * PRICE
    assert await money(shop) == [("settled", PRICE)] * 2


async def test_after_two_such_pictures_the_sketch_stays_and_the_bytes_go(shop: Drawable) -> None:
    cpu = shop.context.cpu
    assert isinstance(cpu, FakeCpu)
    cpu.looked = lambda _data: [{"code": "lettering", "detail": "SAMPLE"}]
    planned = await ask(shop)
    await shop.work()
    picture = await fresh(shop, planned)
    assert (picture.state, picture.reason) == (FAILED, "lettering")
    assert (picture.original_sha256, picture.sha256) == (None, None)
    assert len(shop.fake.asked) == 2


async def test_a_limit_that_is_reached_meanwhile_is_told_by_name(shop: Drawable) -> None:
    cpu = shop.context.cpu
    assert isinstance(cpu, FakeCpu)
    cpu.looked = lambda _data: [{"code": "blank", "detail": ""}]
    planned = await ask(shop)
    async with shop.context.database.write() as session:
        session.add(Cap(scope="user", period="day", micros=None, pictures=1, subject_id=None))
    await shop.work()
    [d, *_] = await shop.descriptions()
    told = picture_out(await fresh(shop, planned), d, "", "ru")
    assert (told.state, told.reason) == ("failed", "cap_reached")
    assert told.reached == ReachedCap(scope="user", period="day")


async def test_the_same_picture_for_other_words_is_no_picture(shop: Drawable) -> None:
    shop.fake.steps = [b"standin picture"] * 9
    first = await ask(shop, 0, "a quiet street in the rain")
    await shop.work(1)
    assert (await fresh(shop, first)).state == READY
    second = await ask(shop, 1, "a stormy sea at night")
    await shop.work()
    for planned in (first, second):
        # What looked like an answer while it was alone is none either.
        picture = await fresh(shop, planned)
        assert (picture.state, picture.reason) == (FAILED, "repeated")
        assert (picture.sha256, picture.original_sha256) == (None, None)
    # A stand-in is known again, for the same words as well.
    for n, words in ((0, "a quiet street in the rain"), (2, "a hall with a hundred candles")):
        third = await ask(shop, n, words)
        await shop.work()
        assert (await fresh(shop, third)).reason == "repeated"
    assert await money(shop) == [("settled", PRICE)] * 7


async def test_a_picture_that_only_looks_alike_takes_nothing_back(shop: Drawable) -> None:
    # The fingerprint is of the first word.
    shop.fake.steps = [b"alike picture", b"alike other", b"unlike picture"]
    first = await ask(shop, 0, "a quiet street in the rain")
    await shop.work(1)
    second = await ask(shop, 1, "a stormy sea at night")
    await shop.work()
    assert {(await fresh(shop, one)).state for one in (first, second)} == {READY}


class Watchful:
    name = "watchful"

    def __init__(self, *answers: list[str] | Exception) -> None:
        self.answers = list(answers)
        self.looked_at: list[tuple[bytes, str]] = []

    async def look(self, data: bytes, mime: str) -> list[str]:
        self.looked_at.append((data[:10], mime))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_nothing_unsafe_is_shown_and_nothing_that_nobody_looked_at(shop: Drawable) -> None:
    watchful = Watchful(["nudity"], ["nudity"])
    shop.context = replace(shop.context, safety=watchful)
    planned = await ask(shop)
    await shop.work()
    assert (await fresh(shop, planned)).reason == "unsafe"
    # Not what came is looked at but what would be shown.
    assert watchful.looked_at == [(b"delivered ", "image/webp")] * 2

    shop.context = replace(shop.context, safety=Watchful(OSError("gone"), []))
    planned = await ask(shop, 1)
    await shop.work()
    picture = await fresh(shop, planned)
    assert picture.state == READY
    asked = len(shop.fake.asked)

    shop.context = replace(shop.context, safety=Watchful(*[OSError("gone")] * 3))
    planned = await ask(shop, 2, "a hall with a hundred candles")
    await shop.work()
    assert (await fresh(shop, planned)).reason == "safety_unavailable"
    # It was looked at three times and paid once.
    assert len(shop.fake.asked) == asked + 1


async def test_what_was_asked_before_is_taken_from_there_and_costs_nothing(shop: Drawable) -> None:
    words = "a quiet street in the rain"
    first = await ask(shop, 0, words)
    await shop.work(1)
    second = await ask(shop, 1, words)
    await shop.work(1)
    one, two = await fresh(shop, first), await fresh(shop, second)
    assert two.state == READY
    assert (two.sha256, two.original_sha256) == (one.sha256, one.original_sha256)
    assert len(shop.fake.asked) == 1
    assert (two.made["cost_micros"], two.made["cost_exact"]) == (0, True)
    assert await money(shop) == [("settled", PRICE), ("released", None)]
    # Asked again for the same description it is another take, and another picture.
    third = await ask(shop, 0, words)
    await shop.work(1)
    three = await fresh(shop, third)
    assert (three.variant, three.made["take"]) == (1, 1)
    assert three.sha256 != one.sha256
    assert len(shop.fake.asked) == 2


async def test_of_two_equal_requests_at_once_one_waits(shop: Drawable) -> None:
    import asyncio

    from bookreader import pipeline
    from bookreader.jobs import tasks

    words = "a quiet street in the rain"
    first, second = await ask(shop, 0, words), await ask(shop, 1, words)
    shop.context = replace(shop.context, network=Places(2))
    begun = asyncio.Event()

    async def slowly(_request: ImageRequest) -> None:
        begun.set()
        await asyncio.sleep(0.3)

    shop.fake.before = slowly
    one = asyncio.create_task(tasks.run(shop.context, pipeline.STAGES))
    await begun.wait()
    await tasks.run(shop.context, pipeline.STAGES)
    await one
    assert len(shop.fake.asked) == 1
    await shop.work(3)
    assert [(await fresh(shop, p)).state for p in (first, second)] == [READY, READY]
    assert len(shop.fake.asked) == 1


async def test_beyond_a_limit_nothing_is_planned(shop: Drawable) -> None:
    from bookreader.spending.models import Cap

    async with shop.context.database.write() as session:
        session.add(Cap(scope="user", period="day", micros=PRICE, pictures=None, subject_id=None))
    await ask(shop)
    with pytest.raises(NoRoomLeft, match="for today"):
        await ask(shop, 1)
    assert len(await shop.pictures()) == 1


async def test_a_provider_taken_away_ends_what_waits_for_it(shop: Drawable) -> None:
    from bookreader.providers.models import Provider

    planned = await ask(shop)
    async with shop.context.database.write() as session:
        row = await session.get(Provider, shop.provider.id)
        await session.delete(row)
    await shop.work()
    picture = await fresh(shop, planned)
    assert (picture.state, picture.reason) == (FAILED, "provider_gone")
    assert await money(shop) == [("released", None)]
