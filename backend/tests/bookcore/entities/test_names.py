"""One invented text for each rule of who is who."""

from __future__ import annotations

import pytest

from bookcore.entities import Cast, Entity, read_names
from bookcore.entities.names import INSIDE
from tests.bookcore.entities.making import cast_of, chapter, named


def cast(text: str, language: str) -> Cast:
    return cast_of([chapter(text.split("\n"))], language)


def bearer(found: Cast, name: str) -> Entity:
    (one,) = [e for e in found.entities if any(n.text == name for n in e.names)]
    return one


def names(one: Entity) -> dict[str, int]:
    return {n.text: n.count for n in one.names}


def kinds(found: Cast) -> dict[str, str]:
    return {n.text: e.kind for e in found.entities for n in e.names}


TOGETHER = [
    # case forms with the attested nominative
    ("ru", "Вчера Марфа пела. Все слушали Марфу, гордились Марфой и думали о Марфе.", {"Марфа": 4}),
    # a nominative that the dictionary does not know
    (
        "ru",
        "Тогда Бутлер вошёл. Все смотрели на Бутлера, смеялись с Бутлером, и Бутлер сел.",
        {"Бутлер": 4},
    ),
    ("ru", "Там Лунёв сказал слово. Мы видели Лунёва, шли с Лунёвым, и Лунёв ушёл.", {"Лунёв": 4}),
    (
        "ru",
        "Потом Заболоцкий встал. Искали Заболоцкого, дали Заболоцкому хлеба, и Заболоцкий ел.",
        {"Заболоцкий": 4},
    ),
    (
        "ru",
        "А потом фон Кребс сел. Увидели фон Кребса, шли за фон Кребсом, и фон Кребс запел.",
        {"фон Кребс": 4},
    ),
    (
        "ru",
        "Тут Ахмет-бей стал. Звали Ахмет-бея, шли к Ахмет-бею, и Ахмет-бей сказал слово.",
        {"Ахмет-бей": 4},
    ),
    # titles
    (
        "ru",
        "Вошла графиня Лидия. Все встали, и графиня Лидия села. Потом Лидия сказала: мне скучно.",
        {"графиня Лидия": 2, "Лидия": 1},
    ),
    # first name, patronymic, surname
    (
        "ru",
        "Вошёл Семён Ильич Крутов. Потом Семён Ильич сел, а Крутов молчал. Все ждали Крутова. "
        "Да, Семён Ильич сказал слово.",
        {"Семён Ильич Крутов": 1, "Семён Ильич": 2, "Крутов": 2},
    ),
    # two spellings of a patronymic
    (
        "ru",
        "Тут Фрол Андреевич сел. Потом Фрола Андреича звали, и Фролу Андреевичу дали хлеба.",
        {"Фрол Андреевич": 3},
    ),
    # pet forms
    (
        "ru",
        "Вошла Дарья Петровна. Мать звала её Даша. Потом Даша села, и Дарья Петровна сказала "
        "слово, а Даша смеялась.",
        {"Дарья Петровна": 2, "Даша": 3},
    ),
    # particles that hang on a name
    ("ru", "Где Прохор-то? Пришёл Прохор, и Прохор сел. Вот Прохор-с и сказал.", {"Прохор": 4}),
    # English titles, possessives, first and last names
    (
        "en",
        "Then Mr. Harlow came. People liked Harlow’s house, and Mr. Harlow said so. "
        "But old Harlow laughed.",
        {"Mr. Harlow": 2, "Harlow": 2},
    ),
    (
        "en",
        "Then Edwin Harlow came, and Mr. Harlow bowed. So Edwin Harlow sat, and Harlow laughed.",
        {"Edwin Harlow": 2, "Mr. Harlow": 1, "Harlow": 1},
    ),
    (
        "en",
        "Here Margaret Stone sang. Then Peggy laughed, and Margaret Stone bowed to Peggy; "
        "still Peggy sang.",
        {"Margaret Stone": 2, "Peggy": 3},
    ),
    (
        "en",
        "There Lady Agatha de Morne sat, and Lady Agatha wept. So Lady Agatha de Morne rose.",
        {"Lady Agatha de Morne": 2, "Lady Agatha": 1},
    ),
    (
        "en",
        "Then Long Tom Drake spoke, and Long Tom laughed. So Tom Drake sat, and Long Tom Drake rose.",
        {"Long Tom Drake": 2, "Long Tom": 1, "Tom Drake": 1},
    ),
    # a place of two words in the plural, both declined
    (
        "ru",
        "Он жил в Ржавых Горах. Потом ехал в Ржавые Горы. Имение Ржавые Горы сгорело, и от "
        "Ржавых Гор ушли.",
        {"Ржавые Горы": 4},
    ),
    # a name hardly ever said without its ending in -ка
    (
        "ru",
        "Вошёл Лукашка, и Лукашка сел. Там Лукашка спал. Звали Лукашку, и Лукашка пришёл. Вот "
        "Лукашка встал, а Лукашка молчал. Сказал и Лукашка слово, и Лукашка ушёл. Все искали "
        "Лукашку, и с Лукашкой пели. Потом Лукашка запел, за ним Лукашка лёг, и Лукашка заснул. "
        "Тут Лукашка сказал, и Лукашка сказал. Эй, Лукаш, где ты, Лукаш, скажи, Лукаш.",
        {"Лукашка": 16, "Лукаш": 3},
    ),
    # a woman's name cut short, as people speak
    (
        "ru",
        "Вот Татьян Лексевна села. Потом Татьян Лексевна запела, и Лексевна ушла.",
        {"Татьян Лексевна": 2, "Лексевна": 1},
    ),
    ("en", "Said Orla’ll come: so Orla came, and Orla sang, but Orla’d left.", {"Orla": 4}),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOGETHER)
def test_names_of_one_bearer_are_together(
    language: str, text: str, expected: dict[str, int]
) -> None:
    found = cast(text, language)
    assert names(bearer(found, next(iter(expected)))) == expected
    assert len(found.entities) == 1


APART = [
    # Mr and Mrs, mother and daughter
    (
        "en",
        "Then Mr. Lowe came with Mrs. Lowe. But Mrs. Lowe wept, and Mr. Lowe said that Mrs. Lowe "
        "was ill; so Mr. Lowe went.",
        "Mr. Lowe",
        "Mrs. Lowe",
    ),
    (
        "en",
        "Then Miss Lowe sang, and Mrs. Lowe wept. But Miss Lowe laughed, so Mrs. Lowe left, and "
        "Miss Lowe sat.",
        "Miss Lowe",
        "Mrs. Lowe",
    ),
    # brother and sister of one surname
    (
        "ru",
        "Вошла графиня Ломова, и граф Ломов встал. Потом графиня Ломова села, а граф Ломов ушёл. "
        "Больше графиня Ломова не говорила, и граф Ломов молчал.",
        "граф Ломов",
        "графиня Ломова",
    ),
    (
        "ru",
        "Пришёл Митя Крюков, за ним Федя Крюков. Потом Митя Крюков сел, а Федя Крюков лёг.",
        "Митя Крюков",
        "Федя Крюков",
    ),
    # a coarse pet form beside a gentleman of that name
    (
        "ru",
        "Вошёл барин Пётр Кузьмич. Слуга Петька стоял. Потом Петька ушёл, и Пётр Кузьмич сел. "
        "Больше Петька не входил, а Пётр Кузьмич сказал слово.",
        "Пётр Кузьмич",
        "Петька",
    ),
    # a foreign form beside a Russian pet form
    (
        "ru",
        "Вошёл добрый Пьер, и мальчик Петя встал. Потом Пьер сел, а Петя ушёл. "
        "Теперь Пьер молчал, и Петя молчал.",
        "Пьер",
        "Петя",
    ),
    # two names that do not agree in case
    (
        "ru",
        "Вот Лизу Прохор увидел. Пришла Лиза, и Прохор сел. Потом Лиза сказала, а Прохор молчал.",
        "Лиза",
        "Прохор",
    ),
]


@pytest.mark.parametrize(("language", "text", "one", "other"), APART)
def test_names_of_two_bearers_are_apart(language: str, text: str, one: str, other: str) -> None:
    found = cast(text, language)
    assert bearer(found, one).id != bearer(found, other).id


def test_a_surname_of_two_joins_neither() -> None:
    found = cast(
        "Пришёл Митя Крюков, за ним Федя Крюков. Потом Митя Крюков сел, а Федя Крюков лёг. "
        "И вот Крюков сказал слово. Снова пришёл Митя Крюков. Наконец Крюков встал, и Крюков ушёл.",
        "ru",
    )
    assert names(bearer(found, "Крюков")) == {"Крюков": 3}


@pytest.mark.parametrize(
    ("language", "text", "name", "gender"),
    [
        ("ru", "Вот Анна Ильинична встала. А вот Анна Ильинична села.", "Анна Ильинична", "female"),
        (
            "ru",
            "Тут Кешка сказал слово. Потом Кешка ушёл, и Кешка больше не пришёл.",
            "Кешка",
            "male",
        ),
        (
            "ru",
            "Тут Жюстин сказала слово. Потом Жюстин ушла, и Жюстин больше не пришла.",
            "Жюстин",
            "female",
        ),
        (
            "en",
            "So Bryn came, and he sang. Then Bryn took his hat; now Bryn slept.",
            "Bryn",
            "male",
        ),
        (
            "en",
            "So Bryn came, and she sang. Then Bryn took her hat; yet Bryn slept.",
            "Bryn",
            "female",
        ),
        ("en", "So Aunt Bryn came. Then Aunt Bryn left.", "Aunt Bryn", "female"),
        # a patronymic and a given name tell more than the pronouns around them
        (
            "ru",
            "Тут дали хлеба Лексевне. А потом звали Лексевну, и вот Лексевна.",
            "Лексевна",
            "female",
        ),
        (
            "en",
            "So Ella Kemp came to him, and he bowed. Then he told Ella Kemp.",
            "Ella Kemp",
            "female",
        ),
    ],
)
def test_gender(language: str, text: str, name: str, gender: str) -> None:
    assert bearer(cast(text, language), name).gender == gender


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("ru", "Они жили в городе Кряжске. Потом в Кряжске шёл снег, и из Кряжска ушли все. "
               "Но Кряжск стоял.", "Кряжск", "place"),
        ("ru", "Вот казаки Зареченской станицы. Все видели Зареченскую станицу, и дали Зареченской "
               "станице хлеба. Пела мать Зареченской станицы.", "Зареченской", "place"),
        ("ru", "Он ходил до Гирей-хана. Потом из Гирей-хана, до Гирей-хана, и вот Гирей-хан.",
         "Гирей-хан", "character"),
        ("ru", "Мы жили в Москве. Потом уехали из Москвы, и Москва нас забыла.", "Москва", "place"),
        ("ru", "Стоял фрегат «Пересвет». На корабле «Пересвет» пели, и бриг «Пересвет» уплыл.",
         "Пересвет", "thing"),
        ("en", "We lived in Wexcombe. They came to Wexcombe, and at Wexcombe they stayed.",
         "Wexcombe", "place"),
        ("en", "We went to Wexcombe Hall. So at Wexcombe Hall we ate.", "Wexcombe Hall", "place"),
        ("en", "He walked along Ninth Avenue, and he saw her. But Ninth Avenue was long, and he left "
               "Ninth Avenue.", "Ninth Avenue", "place"),
        ("en", "Then the Volga rose. So the Volga was wide, and the Volga had ice; she was the Volga.",
         "Volga", "place"),
        ("en", "The road to Rowanham was black. So Rowanham was burning, and smoke rose in Rowanham.",
         "Rowanham", "place"),
        ("en", "We sailed in the schooner Petrel. On board the Petrel we sang, and the ship Petrel "
               "sank.", "Petrel", "thing"),
        ("en", "He was king of Zorland. The lords of Zorland came, and all of Zorland sang in "
               "Zorland.", "Zorland", "place"),
        ("en", "They went to New York. In New York we ate, and from New York we went.",
         "New York", "place"),
    ],
)  # fmt: skip
def test_kind(language: str, text: str, name: str, kind: str) -> None:
    assert kinds(cast(text, language))[name] == kind


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a common word that begins sentences
        ("ru", "Дорога была пуста. Дорога вела в лес. Дорога кончилась."),
        ("en", "Nothing moved. Nothing was said. Nothing came."),
        # God, months, peoples, polite pronouns
        ("ru", "Но Бог дал. И Бога благодарили, и с Богом шли, и Бог помог."),
        ("en", "Then in March they left; so in March we came, for March was cold."),
        ("ru", "Я и Вам скажу, и Вас прошу, и с Вами пойду."),
        ("en", "So a Finnish woman came, and Finnish songs, for Finnish was her speech."),
        # a side of the world, a common word after `the` that never speaks
        ("en", "Then he came East. So he was East, and he left East, for East had been cold."),
        ("en", "So a Bulgarian tale was told, and Bulgarian songs, in Bulgarian."),
        ("en", "They sang in Freedom. So we came to Freedom, and Freedom was ours in Freedom."),
        ("en", "They began the Search. So the Search was long, and the Search had come to him."),
        # capitals throughout, Roman numbers
        ("ru", "Вот МОЛЧАТЬ сказано. И МОЛЧАТЬ велено, и МОЛЧАТЬ написано."),
        ("en", "See chapter IV, then IV again, and IV once more."),
        # a word that is mostly in lower case
        ("ru", "Там Пан сидел. Тут пан встал, и пан сел, и пана звали, и с паном пили, и пан пел."),
        # a celebrity named once
        ("en", "He read of Hannibal and slept."),
        # French in a Russian text
        ("ru", "— Mon cher Paul, — сказал он. — Paul, cher Paul! Где Paul?"),
        # contractions
        ("en", "So I’ll go, and I’ll sing, for I’ll not stay, and I’m old."),
    ],
)
def test_what_is_no_name(language: str, text: str) -> None:
    assert cast(text, language).entities == ()


def test_headings_name_nobody() -> None:
    made = chapter("Ничего не было.", heading="Глава первая, где Прохор встречает Прохора")
    assert read_names(made, "ru").runs == ()


def test_families_are_nobody() -> None:
    found = cast("Вот Крюковы пришли. Все ждали Крюковых, и с Крюковыми пели.", "ru")
    assert found.entities == ()


def test_an_adjective_of_a_name_is_not_a_name() -> None:
    found = cast(
        "Тут Параша села. Пришла Параша, звали Парашу, и с Парашей пели, и Параша ушла. "
        "А Парашина мать спала, и Парашин дед спал, и на Парашину мать смотрели.",
        "ru",
    )
    assert [set(names(e)) for e in found.entities] == [{"Параша"}]


def test_a_calling_is_somebody_when_the_book_says_it_often() -> None:
    text = "\n".join(["Потом дьякон сказал слово. Все слушали, и дьякон смеялся."] * 12)
    found = cast(text, "ru")
    assert names(bearer(found, "дьякон")) == {"дьякон": 24}
    few = cast("Потом дьякон сказал слово.", "ru")
    assert few.entities == ()


def test_a_calling_is_the_one_who_has_it_for_a_title() -> None:
    text = "\n".join(["Then Doctor Marsh came. So the doctor said that it was late."] * 16)
    assert names(bearer(cast(text, "en"), "Doctor Marsh")) == {"Doctor Marsh": 16, "the doctor": 16}


def test_a_capital_counts_inside_a_sentence_only() -> None:
    made = chapter(["Прохор сел. — Прохор! Вошёл Прохор.", "— Да, — сказал Прохор."])
    runs = [run for run in read_names(made, "ru").runs if run.text == "Прохор"]
    assert [bool(run.signs & INSIDE) for run in runs] == [False, False, True]


@pytest.mark.parametrize("kind", ["notes", "front", "back"])
def test_notes_imprints_and_colophons_name_nobody(kind: str) -> None:
    from dataclasses import replace

    made = replace(chapter("Вошёл Прохор, и Прохор сел."), kind=kind)
    assert read_names(made, "ru").runs == ()


def test_the_same_chapters_give_the_same_cast() -> None:
    text = "\n".join(text for language, text, *_ in TOGETHER if language == "ru")
    assert cast(text, "ru") == cast(text, "ru")


def test_a_key_is_the_nominative_of_the_first_mention() -> None:
    one = bearer(cast("Искали Бутлера. Вошёл Бутлер, и Бутлер сел.", "ru"), "Бутлер")
    assert one.key == "Бутлер@c1:7"
    assert one.name == "Бутлер"
    assert len(one.id) == 16


def test_a_place_of_somebodys_surname_is_that_somebody() -> None:
    found = cast(
        "Капитан Вересов встал. Платон Ильич Вересов сел, и Платон Ильич Вересов молчал.\n"
        "Остров Вересова был низок. Подошли к острову Вересова. У острова Вересова стояли.\n"
        "Плыли мимо острова Вересова, и Платон Ильич Вересов смотрел на остров Вересова.",
        "ru",
    )
    assert "Вересов" not in {e.name for e in found.entities if e.kind == "place"}


def test_russian_names_in_english_text_have_their_gender_and_their_pet_forms() -> None:
    text = (
        "So Varya Lukina came in, and Varya sat down. Her father and his dog came with Varya."
        " And Varvara Yegorovna sang; then Varvara laughed. In came Nastya, and Nastya’s father,"
        " who said he was cold. He sat by Nastya. Then Nastya’s brother rose; he saw Nastya."
        " But Yeryoma slept, and Yeryoma snored, and nobody woke Yeryoma."
    )
    cast = cast_of([chapter(text)], "en")
    assert named(cast, "Varya") is named(cast, "Varvara Yegorovna")
    genders = {n: named(cast, n).gender for n in ("Varya", "Nastya", "Yeryoma")}
    assert genders == {"Varya": "female", "Nastya": "female", "Yeryoma": "male"}


def test_a_rank_alone_is_the_one_person_who_bears_it() -> None:
    said = "Тут капитан встал. Потом капитан сел. И капитан молчал. Снова капитан ушёл. "
    one = "Вошёл капитан Вересов. За ним капитан Вересов ходил. И капитан Вересов сел. "
    other = "А капитан Зуйков пел. С ним капитан Зуйков ушёл. И капитан Зуйков молчал. "
    alone = cast_of([chapter(one + said * 2)], "ru")
    assert any(n.text == "капитан" for n in named(alone, "капитан Вересов").names)
    two = cast_of([chapter(one + other + said * 2)], "ru")
    assert not any(n.text == "капитан" for e in two.entities for n in e.names)
