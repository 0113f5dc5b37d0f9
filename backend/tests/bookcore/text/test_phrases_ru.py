"""Russian sentences of our own, each for one rule of reading, and the English they must give."""

from __future__ import annotations

import pytest

from bookcore.text.phrases_ru.clauses import facts


def said(text: str) -> list[str]:
    return [f.text for f in facts(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # subject, verb and place
        ("Старик сидел у окна.", ["old man sitting by the window"]),
        ("На столе стояли две деревянные миски.", ["two wooden bowls standing on the table"]),
        ("Под деревом лежал раненый солдат.", ["wounded soldier lying under a tree"]),
        ("Вдали белели снежные горы.", ["snowy mountains gleaming white in the distance"]),
        ("В открытых дверях стоял офицер.", ["officer standing in open doors"]),
        ("Слуга нёс поднос с чашками.", ["servant carrying a tray with cups"]),
        ("Дрожащие руки держали свечу.", ["trembling hands holding a candle"]),
        (
            "Тёмно-зелёные ели стояли вдоль дороги.",
            ["dark green fir trees standing along the road"],
        ),
        # what a thing is
        ("Глаза были голубые, лицо бледно.", ["light blue eyes", "pale face"]),
        ("Лицо его было бледное.", ["pale face"]),
        ("Стены были увешаны ружьями.", ["walls hung with guns"]),
        ("Глаза распухли от слёз.", ["eyes swollen from tears"]),
        (
            "Он был высокий, худой старик с белой бородой.",
            ["tall thin old man with a white beard"],
        ),
        # with, in
        (
            "Высокий мужик с рыжей бородой вошёл в избу.",
            ["tall peasant with a red beard entering a log hut"],
        ),
        ("Наташа в белом платье танцевала.", ["woman in a white dress dancing"]),
        (
            "Она была одета в серое шёлковое платье.",
            ["woman dressed in a grey silk dress"],
        ),
        (
            "Из окна выглядывала старуха в чепце.",
            ["old woman in a cap peeping out from the window"],
        ),
        ("Платок лежал на её голых плечах.", ["kerchief lying on bare shoulders"]),
        ("Девочка слушала старика.", ["girl listening to an old man"]),
        ("Лошадь встала на дыбы.", ["horse rearing"]),
        # of, whose
        ("Края леса терялись в тумане.", ["edges of the forest", "mist"]),
        ("Лавка купца была заперта.", ["merchant's locked shop"]),
        # participles
        (
            "Поле, покрытое снегом, блестело на солнце.",
            ["field covered with snow shining in the sun"],
        ),
        (
            "Покрытое снегом поле тянулось до горизонта.",
            ["field covered with snow stretching down to the horizon"],
        ),
        (
            "Лошадь, запряжённая в сани, стояла у крыльца.",
            ["horse harnessed to a sleigh standing by the porch"],
        ),
        (
            "Седой старик, опираясь на палку, шёл по дороге.",
            ["grey-haired old man walking along the road", "leaning on a stick"],
        ),
        # measures
        ("Мальчик лет десяти бежал по улице.", ["boy of about ten running along the street"]),
        ("Вошёл человек среднего роста.", ["man of medium height entering"]),
        ("Вошла девушка высокого роста.", ["tall girl entering"]),
        ("На нём был кафтан красного цвета.", ["red caftan"]),
        # likeness
        ("Лицо его было как маска.", ["face like a mask"]),
        ("Домик был похож на гриб.", ["small house like a mushroom"]),
        (
            "Волосы, чёрные как смоль, падали на плечи.",
            ["black hair like pitch falling on the shoulders"],
        ),
        # light and weather
        ("Темнело. Шёл дождь.", ["darkening", "rain falling"]),
        ("Было темно и холодно.", ["dark and cold"]),
        ("Над лесом взошёл полный месяц.", ["full moon rising above the forest"]),
        # what is not there
        ("Он стоял без шапки.", ["man standing bareheaded"]),
        ("Он не улыбался.", ["man"]),
        ("Ни одного дерева не было видно.", []),
        ("В комнате не было окон.", ["room"]),
        ("Старик без бороды сидел на лавке.", ["beardless old man sitting on a bench"]),
        # people
        ("Графиня Ростова сидела в кресле.", ["countess sitting in an armchair"]),
        ("Голубоглазая девочка в синеватом платье.", ["blue-eyed girl in a bluish dress"]),
        (
            "Красивый юноша и красивая женщина.",
            ["handsome young man and beautiful woman"],
        ),
        ("Дети сидели на корточках вокруг костра.", ["children squatting around a campfire"]),
        ("Широкие плечи, широкая река.", ["broad shoulders and wide river"]),
        ("Босые ноги, голые руки.", ["bare feet and bare arms"]),
    ],
)
def test_a_rule_of_reading(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("На носу корабля стоял матрос.", "bow"),
        ("Чёрный нос корабля поднимался над волнами.", "bow"),
        ("У старика был длинный нос.", "nose"),
        ("Косари шли с косами по лугу.", "scythes"),
        ("Девушка с длинной косой смеялась.", "braid"),
        ("Торговая лавка с пёстрой вывеской стояла на базаре.", "shop"),
        ("На широкой лавке лежал старый тулуп.", "bench"),
        ("Месяц блестел над рекой.", "moon"),
        ("Железный замок висел на двери.", "padlock"),
        ("Старый замок стоял на скале.", "castle"),
        ("На лбу у него была большая шишка.", "bump"),
        ("Холодный ключ бил из скалы, вода блестела.", "spring"),
        ("На столе лежал ржавый ключ.", "key"),
        ("В окнах блестели огни.", "lights"),
        ("В печи пылал огонь.", "fire"),
        ("Ручка кресла была сломана.", "arm"),
        ("Толстые книги лежали на полке.", "thick"),
        ("Толстый купец сидел в лавке.", "fat"),
        ("Полная луна светила.", "full"),
        ("Полный барин сидел в кресле.", "stout"),
        ("Высокий лоб.", "high"),
        ("Высокое дерево.", "tall"),
    ],
)
def test_one_word_with_two_meanings(text: str, word: str) -> None:
    assert any(word in fact.split() or f"{word} " in f"{fact} " for fact in said(text)), said(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("На носу корабля стоял матрос.", "nose"),
        ("Через месяц он вернулся.", "moon"),
        ("Они смотрели друг на друга.", "friend"),
        ("Платье было ей к лицу.", "face"),
        ("У него не было бороды.", "beard"),
        ("Старик без бороды сидел на лавке.", "beard"),
        ("Луч упал на стену; он осветил её.", "man"),
        ("«Я видел там огромный белый дом с башней», — сказал он.", "house"),
        ("Кругом не росло ни одного дерева.", "tree"),
    ],
)
def test_what_the_words_do_not_show_is_not_said(text: str, word: str) -> None:
    assert not any(word in fact.split() for fact in said(text)), said(text)


def test_facts_know_their_place() -> None:
    text = "Было утро. Старик в сером сюртуке сидел у окна. За окном белел сад."
    found = facts(text)
    assert [text[f.start : f.end] for f in found if "frock coat" in f.text] == [
        "Старик в сером сюртуке сидел у окна"
    ]
    for fact in found:
        assert fact.phrases
        for phrase in fact.phrases:
            assert 0 <= phrase.start <= phrase.end <= len(text)


@pytest.mark.parametrize("text", ["", " ", "…", "12345", "Ъъъ!", "А" * 5000, "и, и, и, " * 300])
def test_anything_can_be_read(text: str) -> None:
    assert all(f.text for f in facts(text))
