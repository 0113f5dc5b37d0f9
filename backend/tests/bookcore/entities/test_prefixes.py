"""A cast of the first chapters shows nothing later, whatever the chapters are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bookcore.entities import (
    Edit,
    apply_edits,
    build_cast,
    cast_from_json,
    cast_to_json,
    known_until,
    read_names,
    resting,
)
from tests.bookcore.entities.making import chapter

_RU = (
    "Вошёл Прохор Кузьмич, и Прохор сел.", "Звали Прохора, но Прохор молчал.",
    "Потом графиня Лидия сказала слово.", "Все смотрели на графиню Лидию, и Лидия смеялась.",
    "В городе Кряжске шёл снег, и Кряжск спал.", "Тут Даша запела, а Дарья Кузьминична ушла.",
    "Никого не было видно.", "И дьякон сел, и Карп встал.",
)  # fmt: skip
_EN = (
    "Then Mr. Harlow came, and Harlow sat.", "So Edwin Harlow said that Clara was ill.",
    "But Clara sang in Wexcombe, and she laughed.", "There Mrs. Harlow wept, and Mrs. Harlow left.",
    "Nothing was seen.", "We went to Wexcombe Hall, and at Wexcombe Hall we ate.",
)  # fmt: skip

BOOKS = st.one_of(
    st.tuples(st.just("ru"), st.lists(st.lists(st.sampled_from(_RU), max_size=6), min_size=1, max_size=4)),
    st.tuples(st.just("en"), st.lists(st.lists(st.sampled_from(_EN), max_size=6), min_size=1, max_size=4)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(BOOKS, st.integers(0, 3), st.floats(0, 1))
def test_a_reader_sees_only_what_was_read(
    book: tuple[str, list[list[str]]], number: int, share: float
) -> None:
    language, texts = book
    made = [chapter(lines or ["—"], f"c{i}") for i, lines in enumerate(texts)]
    names = [read_names(one, language) for one in made]
    cast = build_cast(names, [], language)
    assert cast == build_cast(names, [], language)
    assert cast_from_json(cast_to_json(cast)) == cast
    order = {one.id: i for i, one in enumerate(made)}
    number = min(number, len(made) - 1)
    place = (number, int(len(made[number].text) * share))
    known = known_until(cast, order, place)
    for entity in known.entities:
        assert entity.mentions
        assert all((order[c], end) <= place for c, _, end in entity.mentions)
        assert all((order[n.chapter], n.start) < place for n in entity.names)
        assert 0 < entity.importance <= 1
    prefix = build_cast(names[: number + 1], [], language)
    shown = {c for entity in prefix.entities for c, _, _ in entity.mentions}
    assert all(order[c] <= number for c in shown)


@settings(max_examples=30, deadline=None)
@given(BOOKS, st.integers(1, 200))
def test_edits_find_their_entity_at_other_offsets(
    book: tuple[str, list[list[str]]], shift: int
) -> None:
    language, texts = book
    made = [chapter(lines or ["—"], f"c{i}") for i, lines in enumerate(texts)]
    cast = build_cast([read_names(one, language) for one in made], [], language)
    moved = [chapter(["…" * shift, *(lines or ["—"])], f"c{i}") for i, lines in enumerate(texts)]
    after = build_cast([read_names(one, language) for one in moved], [], language)
    for entity in cast.entities:
        edit = Edit("rename", (entity.key,), "Somebody")
        assert resting(after, [edit]) == (False,)
        (renamed,) = [e for e in apply_edits(after, [edit]).entities if e.name == "Somebody"]
        assert {n.text for n in renamed.names} == {n.text for n in entity.names}
        assert len(renamed.mentions) == len(entity.mentions)
