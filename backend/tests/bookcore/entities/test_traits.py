"""Whose the looks are that a description tells, in invented texts."""

from __future__ import annotations

import pytest

from bookcore.entities import Cast
from bookcore.entities.pieces import pieces
from tests.bookcore.entities.making import cast_of, chapter, named, passage


def told(language: str, before: str, text: str, kind: str = "character") -> Cast:
    made = chapter([before, text])
    return cast_of([made], language, [passage(made, text, kind)])


def looks(cast: Cast, name: str) -> dict[str, str]:
    one = named(cast, name)
    return {t.text: t.aspect for t in cast.traits if t.entity == one.id}


EN = "In came Edgar Marsh, and Edgar Marsh sat down. So Clara Marsh sang, and Clara Marsh laughed."
RU = "Вошёл Прохор, и Прохор сел. Потом Фёкла запела, и Фёкла смеялась. Тут Прохор сказал, а Фёкла молчала."


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("en", "Edgar Marsh was a tall man with a red beard and small grey eyes.", "Edgar Marsh",
         {"tall man": "look", "red beard": "beard", "small grey eyes": "eyes"}),
        ("en", "Clara Marsh’s black hair fell over her narrow shoulders.", "Clara Marsh",
         {"black hair": "hair"}),
        ("ru", "Прохор был высокий старик с рыжей бородой и маленькими серыми глазами.", "Прохор",
         {"tall old man": "look", "red beard": "beard", "small grey eyes": "eyes"}),
        ("ru", "Большие чёрные глаза Фёклы блестели.", "Фёкла", {"large black eyes": "eyes"}),
        ("ru", "На Прохоре ничего не было видно, но Фёкла стояла в белом платье.", "Фёкла",
         {"white dress": "garment"}),
    ],
)  # fmt: skip
def test_the_named_one_has_the_looks(
    language: str, text: str, name: str, expected: dict[str, str]
) -> None:
    found = looks(told(language, RU if language == "ru" else EN, text), name)
    assert expected.items() <= found.items()


@pytest.mark.parametrize(
    ("language", "before", "text", "name", "trait"),
    [
        ("ru", "Все ждали. Вошла Фёкла, и Фёкла села. Потом Фёкла запела.",
         "Её бледное лицо было печально, её длинные русые волосы падали на плечи.", "Фёкла",
         "pale face"),
        ("en", "All waited. In came Clara Marsh, and Clara Marsh sat down.",
         "Her pale face was sad, and her long fair hair fell on her shoulders.", "Clara Marsh",
         "pale face"),
    ],
)  # fmt: skip
def test_a_pronoun_means_the_last_of_its_gender(
    language: str, before: str, text: str, name: str, trait: str
) -> None:
    cast = told(language, before, text)
    assert any(trait.split()[0] in found for found in looks(cast, name))
    assert cast.links == ((named(cast, name).id,),)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        # two men stand before the pronoun
        ("Вошёл Прохор, и Прохор сел. Тут же Карп встал, и Карп запел. Вот Прохор смеялся, и "
         "Карп смеялся.",
         "Лицо его было бледно, седая борода лежала на груди."),
        # an unnamed man came in after the named one
        ("Вошёл Прохор, и Прохор сел. Тут Прохор запел. Потом вошёл старый лесник.",
         "Лицо его было бледно, седая борода лежала на груди."),
        # the looks are a stranger's
        ("Вошёл Прохор, и Прохор сел. Тут Прохор запел.",
         "Прохор увидел высокого старика с седой бородой."),
    ],
)  # fmt: skip
def test_where_two_may_be_meant_nobody_is(before: str, text: str) -> None:
    assert told("ru", before, text).traits == ()


def test_what_is_denied_is_no_trait() -> None:
    cast = told("en", EN, "Edgar Marsh had no beard, and his hair was not black.")
    assert not {"beard", "black hair"} & set(looks(cast, "Edgar Marsh"))
    cast = told("ru", RU, "Прохор был без бороды и без шапки.")
    assert not {"beard", "headwear"} & set(looks(cast, "Прохор").values())


def test_a_quote_is_the_authors_words_at_their_place() -> None:
    text = "Edgar Marsh was a tall man with a red beard. The day was warm and bright all over."
    made = chapter([EN, text])
    cast = cast_of([made], "en", [passage(made, text)])
    assert cast.traits
    for trait in cast.traits:
        assert made.text[trait.start : trait.end] == trait.quote
        assert trait.quote in text
        assert trait.quote == "Edgar Marsh was a tall man with a red beard."


def test_of_a_long_sentence_the_clause_is_quoted() -> None:
    filler = "and the wind went on over the fields and the hills and the river and the mill, "
    text = f"Edgar Marsh had a red beard, {filler * 4}and nothing more was said of it that day."
    cast = told("en", EN, text)
    (trait,) = [t for t in cast.traits if t.aspect == "beard"]
    assert len(trait.quote) < 240
    assert "red beard" in trait.quote


def test_contradictions_are_kept_and_named() -> None:
    lines = [
        EN,
        "Edgar Marsh had black hair.",
        "Edgar Marsh had fair hair.",
        "Edgar Marsh had red hands.",
    ]
    made = chapter(lines)
    cast = cast_of([made], "en", [passage(made, line) for line in lines[1:]])
    hair = [t for t in cast.traits if t.aspect == "hair"]
    assert [t.text for t in hair] == ["black hair", "fair hair"]
    assert [t.contradicts for t in hair] == [(), (hair[0].id,)]


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("black hair", "fair hair", True),
        ("black hair", "dark hair", False),
        ("long hair", "short hair", True),
        ("blue eyes", "large blue eyes", False),
        ("blue eyes", "black eyes", True),
        ("bald head", "curly hair", False),
    ],
)
def test_what_contradicts_what(one: str, other: str, against: bool) -> None:
    from bookcore.entities.model import Aspect, Trait
    from bookcore.entities.opposites import opposed

    def trait(text: str) -> Trait:
        aspect: Aspect = "eyes" if "eyes" in text else "hair"
        return Trait(text, "e", aspect, text, text, "c", 0, 1)

    assert opposed(trait(one), trait(other)) is against


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("tall thin old man with a ginger beard and small grey eyes",
         ["tall thin old man", "ginger beard", "small grey eyes"]),
        ("woman in a white dress", ["white dress"]),
        ("raising eyes", []),
        ("examining swarthy face", ["swarthy face"]),
        ("figure of an old man in a white gown", []),
        ("young officers", []),
        ("two calm faces", []),
        ("happy man", []),
        ("hair", []),
        ("grey greatcoats", []),
        ("pale, worn face and red hair", ["pale and worn face", "red hair"]),
    ],
)  # fmt: skip
def test_the_traits_in_a_fact(fact: str, expected: list[str]) -> None:
    found = [p.text for p in pieces(fact)]
    assert [t.replace(" and ", " ") for t in found] == [t.replace(" and ", " ") for t in expected]


def test_a_place_has_what_its_sentence_shows() -> None:
    before = "We went to Wexcombe, and in Wexcombe we ate. Then to Wexcombe came all."
    text = "In Wexcombe stood a grey stone church. Far away lay a blue lake."
    cast = told("en", before, text, "location")
    assert {t.aspect for t in cast.traits} == {"place"}
    assert all("lake" not in t.text for t in cast.traits)


def test_no_trait_has_a_cyrillic_letter() -> None:
    cast = told("ru", RU, "Прохор был рослый старик в зелёном кафтане, с рыжей бородой.")
    assert cast.traits
    assert all(not any("а" <= c <= "я" for c in t.text.lower()) for t in cast.traits)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Отворив дверь, Прохор увидел высокую и стройную фигуру молодой казачки.", {}),
        ("ru", "Тут Прохор заметил огромность этого человека, его красное широкое лицо. На голове "
               "его были короткие седые волосы.", {}),
        ("ru", "Прохор увидел Фёклу в белом платье. У неё были большие чёрные глаза.",
         {"white dress": "Фёкла", "large black eyes": "Фёкла"}),
        ("ru", "— Пора, — заметил Прохор, поправляя белую папаху.", {"white papakha": "Прохор"}),
        ("en", "Edgar Marsh saw a pale face with black eyes and a red beard at the window.", {}),
        ("en", "Edgar Marsh saw Clara Marsh in a white dress. Her black eyes shone.",
         {"white dress": "Clara Marsh", "black eyes": "Clara Marsh"}),
        # a name that opens the next sentence owns nothing of the one before
        ("en", "Edgar Marsh was a tall man with a red beard. Clara Marsh laughed in her grey cloak.",
         {"tall man": "Edgar Marsh", "red beard": "Edgar Marsh", "grey cloak": "Clara Marsh"}),
    ],
)  # fmt: skip
def test_what_somebody_sees_is_not_their_own_look(
    language: str, text: str, expected: dict[str, str]
) -> None:
    found = told(language, RU if language == "ru" else EN, text)
    names = {e.id: e.name for e in found.entities}
    assert {t.text: names[t.entity] for t in found.traits} == expected


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("and clothing", []),
        ("tools and clothing", []),
        ("grey swollen", []),
        ("grey and swollen", []),
    ],
)
def test_no_trait_is_left_without_its_noun_or_its_adjective(fact: str, expected: list[str]) -> None:
    assert [one.text for one in pieces(fact)] == expected


def test_what_only_passes_is_no_trait_of_a_place() -> None:
    before = "We lived in Wexcombe. They came to Wexcombe, and at Wexcombe they stayed."
    text = "In Wexcombe a little white carriage stood, and narrow streets of old houses went down."
    found = told("en", before, text, "location")
    assert [t.text for t in found.traits if "carriage" in t.text] == []
    assert [t.text for t in found.traits] != []


@pytest.mark.parametrize(
    ("before", "text", "name", "expected"),
    [
        # the sentence right before begins with whom it is about
        ("Решали это Дарья и Фёкла, которая никому не уступала. Фёкле шёл тринадцатый год.",
         "Она была рыжая до того, что в сенях не зажигали свечи: тугая коса, белый полушубок.",
         "Фёкла", {"red-haired": "hair", "tight braid": "hair"}),
        ("Выехали Фёкла и Прохор.", "Теперь это был толстый старик в сером тулупе.", "Прохор",
         {"fat old man": "look"}),
        ("Вошла Фёкла, и Фёкла села.", "На Фёкле было лиловое шёлковое платье.", "Фёкла",
         {"lilac silk dress": "garment"}),
        ("Прохор Кузьмич был высок.", "Прохор был прям и сед; белая борода, подстриженная лопатой,"
         " лежала на чёрном сюртуке.", "Прохор", {"grey-haired": "hair", "white beard": "beard"}),
    ],
)  # fmt: skip
def test_looks_reach_whom_the_sentence_before_tells_of(
    before: str, text: str, name: str, expected: dict[str, str]
) -> None:
    known = RU + " Дарья пела, и Дарья плясала. Дарья устала."
    made = chapter([known, before, text])
    cast = cast_of([made], "ru", [passage(made, text, "character")])
    assert expected.items() <= looks(cast, name).items()


def test_a_braid_laid_with_a_crown_is_no_headwear() -> None:
    found = [(one.text, one.aspect) for one in pieces("laying a long braid with a crown")]
    assert found == [("long braid", "hair")]
    assert ("red hat", "headwear") in [(p.text, p.aspect) for p in pieces("man with a red hat")]


@pytest.mark.parametrize(
    ("language", "known", "before", "text", "name", "expected"),
    [
        ("ru", RU, "Фёкле шёл тринадцатый год.", "Она была в сером платье.", "Фёкла",
         "little girl"),
        ("ru", RU, "Прохору было семьдесят два года.", "Он был в сером тулупе.", "Прохор",
         "old man"),
        ("en", EN, "Clara Marsh was twelve.", "She wore her red hair in a tight plait.",
         "Clara Marsh", "little girl"),
        ("en", EN, "", "Edgar Marsh was sixty-four years old, a tall man with a grey beard.",
         "Edgar Marsh", "old man"),
        ("en", EN, "It was two, and Clara Marsh yawned.", "She wore her red hair loose.",
         "Clara Marsh", ""),
        ("ru", RU, "Фёкла ждала лет десять.", "Она была в сером платье.", "Фёкла", ""),
        ("ru", RU, "", "Прохор вспомнил, как ему было лет пять.", "Прохор", ""),
        ("ru", RU, "", "Прохор велел девятилетнему племяннику встать.", "Прохор", ""),
        ("ru", RU, "Прохору было лет пять.", "Он был с чёрной бородой.", "Прохор", ""),
        ("en", EN, "Edgar Marsh was twelve.", "Clara Marsh wore a grey dress.", "Clara Marsh", ""),
    ],
)  # fmt: skip
def test_an_age_in_years_is_said_of_whom_the_passage_is_about(
    language: str, known: str, before: str, text: str, name: str, expected: str
) -> None:
    made = chapter([known, f"{before} {text}".strip()])
    found = looks(cast_of([made], language, [passage(made, text)]), name)
    assert "".join(t for t, aspect in found.items() if aspect == "age") == expected
