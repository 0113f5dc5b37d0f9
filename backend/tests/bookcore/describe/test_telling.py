"""Captions read as one natural sentence: a subject named once, its looks and deeds, no scraps."""

from __future__ import annotations

import pytest

from bookcore.describe.caption import attributes, caption
from bookcore.text.adjectives_en import in_order
from bookcore.text.finite_en import predicate


@pytest.mark.parametrize(
    ("deed", "many", "wanted"),
    [
        ("sitting on a bench", False, "sits on a bench"),
        ("sitting on a bench", True, "sit on a bench"),
        ("half rising and crossing his hands", False, "half rises and crosses his hands"),
        ("shining over the roofs", False, "shines over the roofs"),
        ("lying down", False, "lies down"),
        ("carrying a basket", False, "carries a basket"),
        ("washing linen", False, "washes linen"),
        ("bathing in a pond", True, "bathe in a pond"),
        ("covered with snow", False, ""),
    ],
)
def test_a_participle_phrase_as_a_predicate(deed: str, many: bool, wanted: str) -> None:
    assert predicate(deed, many) == wanted


def test_adjectives_stand_in_the_order_of_english() -> None:
    assert in_order(["wooden", "black", "old", "large"]) == ["large", "old", "black", "wooden"]
    assert in_order(["district", "small"]) == ["small", "district"]
    assert in_order(["grey-haired", "tall"]) == ["tall", "grey-haired"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # one subject named once, its deeds joined
        (
            "Она взяла большой зелёный платок и легла на постель.",
            "A woman takes a large green kerchief and lies down on a bed.",
        ),
        (
            "Бедный парень сидел и дрожал, как новорождённый телёнок, словно бы у него была "
            "жестокая лихорадка.",
            "A poor lad sits and trembles.",
        ),
        # whose hands they are, and whose sex the name has
        ("Никита вымыл руки в ведре.", "A man washes his hands in a bucket."),
        ("Марья сложила руки на груди.", "A woman folds her hands on the chest."),
        # looks belong to the person, not to the deed
        (
            "Вошёл человек с низким лбом и с узкими глазами.",
            "A man with a low forehead and narrow eyes enters.",
        ),
        # what everybody has is not said bare
        ("Вошёл высокий худой человек с лицом, как мне показалось, знакомым.",
         "A tall thin man enters."),
        # somebody spoken to is not there
        ("Господа, вошёл высокий старик.", "A tall old man enters."),
        # how often is not seen
        ("Раза два он остановился подле дверей.", "A man stops beside doors."),
        # a kerchief, pimples, the wood of a handle
        (
            "Пожилая купчиха в головке и козловых башмаках потёрла спину.",
            "An elderly merchant's wife in a kerchief and goatskin shoes rubs her back.",
        ),
        # the order of adjectives, a place by its part
        (
            "Тарантас стоял посередине большой орловской дороги.",
            "A tarantass stands in the middle of a large Oryol road.",
        ),
        ("Ветер качал деревья.", "The wind shakes the trees."),
        # each adjective to its own noun
        (
            "Она вышла в розовом платье, зеленоватом переднике и золотом поясе.",
            "A woman in a pink dress, a greenish apron and a gold belt comes out.",
        ),
        (
            "У ворот стояла хозяйка дома с красным лицом.",
            "A hostess of the house with a red face stands by the gates.",
        ),
        # small words between a preposition and its noun
        ("Старик вошёл в свою тесную каморку.", "An old man enters a cramped tiny room."),
        # whoever tells it is not whoever was told of
        ("Вошёл старый монах. Тихо вышел я из комнаты.", "An old monk enters, and a man comes out of the room."),
        # her face, though the mouth is masculine
        (
            "Бледное, иссохшее лицо её закинулось назад, рот раскрылся, ноги протянулись.",
            "A woman with a pale withered face.",
        ),
        # moustaches are looks, a cane is carried, a pocket holds a hand
        ("Старуха с усами ходила в накрахмаленных платьях.",
         "An old woman with moustaches in starched dresses walks."),
        # a hand that is kissed is another's
        ("Он поцеловал руку и вышел из комнаты.", "A man kisses the hand and comes out of the room."),
        # what the verb is said of is not seen
        ("Смутный гул наполнил комнату. Старик спал на лавке.", "An old man sleeps on a bench."),
        # what is not wholly so is not so
        ("Вдруг вышел человек, не совсем твёрдый на ногах.", "A man comes out."),
        # a thing before a verb that wants an object is the object
        (
            "Мужик сидел под забором и ведро с водой тащил.",
            "A peasant sits under a fence and drags a bucket with water.",
        ),
    ],
)  # fmt: skip
def test_russian_sentences(text: str, wanted: str) -> None:
    assert caption(text, "ru", "character") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Martha put the kettle on the fire, swept up the crumbs, and sat down by the window.",
            "Martha puts the kettle on the fire, sweeps up the crumbs and sits down by the window.",
        ),
        ("The gate was closed and locked.", "The closed and locked gate."),
        (
            "The yard lit by two lamps lay under snow.",
            "The yard is lit by two lamps lying under snow.",
        ),
        ("The sailor stood by a window which looked on the harbour.",
         "The sailor stands by a window looking on the harbour."),
        ("A long, dusty road stretched, dry and white.", "A long, dusty road stretches, dry and white."),
        ("The collar was edged with gold lace.", "The collar is edged with gold lace."),
        ("A basket from a box containing needles.", "A basket from a box containing needles."),
        ("She loomed out of the fog, and her hull and her tall masts rose over us.",
         "Tall masts rise."),
        ("We climbed to the loft and crawled under the beams.",
         "Somebody climbs to the loft and crawls under the beams."),
    ],
)  # fmt: skip
def test_english_sentences(text: str, wanted: str) -> None:
    assert caption(text, "en", "action") == wanted


def test_attributes_stand_alone() -> None:
    assert attributes("Старик встал и медленно снял шапку.", "ru") == [
        "old man standing up", "old man taking off a cap slowly",
    ]  # fmt: skip
    assert attributes("— Прими, батюшка, хлеб.", "ru") == ["bread"]
    assert "Martha sweeping up the crumbs" in attributes(
        "Martha sat by the fire, swept up the crumbs, and shook out the cloth.", "en"
    )
