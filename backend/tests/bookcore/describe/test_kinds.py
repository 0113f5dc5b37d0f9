"""Types of invented passages, whole and within a paragraph."""

import numpy as np
import pytest

from bookcore.describe.kind_features import paragraph_of, regions, row
from bookcore.describe.kind_words import kind_sets, said
from bookcore.describe.kinds import Typist, chances, kinds, load_kinds, typist
from bookcore.describe.model import TYPES

PASSAGES = [
    ("ru", "character", "Вошла высокая старуха в чёрном шёлковом платье и белом чепце. Лицо у неё "
     "было худое, бледное, с тонкими губами и большими серыми глазами; седые волосы гладко "
     "зачёсаны."),
    ("ru", "character", "Толпа баб в пёстрых платках и мужиков в рваных тулупах стояла молча; лица "
     "у всех были серые, усталые, бороды нечёсаные, руки красные от холода."),
    ("ru", "location", "Комната была большая, с низким потолком и двумя узкими окнами на двор. Вдоль "
     "стены стоял старый кожаный диван, в углу — изразцовая печь, на полу лежал вытертый ковёр."),
    ("ru", "location", "За деревней тянулось широкое поле, дальше темнел сосновый лес, а под горой "
     "блестела узкая река с деревянным мостом и мельницей на том берегу."),
    ("ru", "atmosphere", "Вечерело. Низкие тучи закрыли небо, подул холодный ветер, хлынул дождь, и "
     "молния осветила тёмное море; сумерки сгущались, и только на западе гас багровый свет."),
    ("ru", "action", "Он выхватил саблю и бросился вперёд; противник отскочил, взмахнул клинком и "
     "ударил его в плечо. Он пошатнулся, упал на колено, но тут же вскочил и рубанул сверху."),
    ("ru", "action", "Крыша рухнула, взвились искры; мужики бежали с вёдрами, кричали, тащили из "
     "окон сундуки, лошадь вырвалась из горящего сарая и понеслась по улице."),
    ("ru", "object", "На столе лежал старинный пистолет с серебряной насечкой и костяной рукояткой, "
     "рядом — медная чернильница, гусиное перо и толстая книга в кожаном переплёте."),
    ("en", "character", "She was a tall woman in a grey silk dress, with a pale thin face, dark eyes "
     "and black hair drawn back beneath a white cap. Her hands were long and covered with rings."),
    ("en", "location", "The room was long and low, with two narrow windows above the garden. A "
     "worn carpet covered the floor, an old oak table stood in the middle, and bookshelves lined "
     "the walls."),
    ("en", "atmosphere", "Dusk was falling. Black clouds rolled over the sea, the wind rose, and "
     "rain and lightning filled the grey evening sky until the last red light of the sun was gone."),
    ("en", "action", "He drew his sword and rushed forward; the other leaped aside, swung his blade "
     "and struck him on the shoulder. He staggered, fell upon one knee, sprang up and struck again."),
    ("en", "action", "The roof fell in and sparks flew up; men ran with buckets, shouted, dragged "
     "chests from the windows, and a horse broke out of the stable and galloped down the street."),
]  # fmt: skip
THINGS = [
    ("ru", "У причала стоял трёхмачтовый корабль с чёрным корпусом, позолоченной кормой и "
     "залатанными серыми парусами; с носа свисал ржавый якорь."),
    ("ru", "Паровоз был старый, с высокой чугунной трубой, медными кранами и красными колёсами; "
     "на закопчённом котле блестела начищенная дощечка."),
    ("en", "The letter was a square of thick yellow paper, folded twice and sealed with red wax; "
     "the ink was brown and the edges were torn."),
    ("en", "The ship was a black schooner with patched grey sails, a gilded stern, a rusty anchor "
     "and three brass guns on the deck."),
    ("en", "The engine was a green locomotive with a tall iron chimney, brass pipes and red wheels, "
     "and a polished copper plate upon the boiler."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "kind", "text"), PASSAGES)
def test_the_type_of_a_passage(language: str, kind: str, text: str) -> None:
    assert typist().kinds_of(text, 0, len(text), language)[0] == kind


@pytest.mark.parametrize(("language", "text"), THINGS)
def test_a_ship_an_engine_or_a_letter_is_no_person(language: str, text: str) -> None:
    named = typist().kinds_of(text, 0, len(text), language)
    assert named[0] != "character"
    assert "object" in named


def test_further_types_are_named_after_the_chief_one() -> None:
    text = (
        "The street lay white beneath the moon; snow covered the roofs and the church, and an old "
        "man in a torn black coat with a long grey beard stood by the gate."
    )
    named = typist().kinds_of(text, 0, len(text), "en")
    assert len(named) >= 2
    assert len(set(named)) == len(named)
    assert set(named) <= set(TYPES)


def test_offsets_are_those_of_the_whole_text_and_other_paragraphs_do_not_matter() -> None:
    language, _, own = PASSAGES[0]
    other = PASSAGES[3][2]
    text = f"{other}\n{own}\n{other}"
    start = len(other) + 1
    assert paragraph_of(text, start, start + len(own)) == (start, start + len(own))
    alone = typist().probabilities(own, 0, len(own), language)
    within = typist().probabilities(text, start, start + len(own), language)
    assert np.allclose(alone, within)


def test_a_paragraph_without_end_is_read_only_near_the_stretch() -> None:
    text = "снег " * 10_000
    first, last = paragraph_of(text, 20_000, 20_100)
    assert (first, last) == (18_500, 21_600)


@pytest.mark.parametrize(("text", "language"), [("", "ru"), ("", "en"), ("—", "ru"), ("7 …", "en")])
def test_a_text_without_words_has_a_type(text: str, language: str) -> None:
    found = typist().probabilities(text, 0, len(text), language)
    assert np.isfinite(found).all()
    assert float(found.sum()) == pytest.approx(1.0, abs=1e-5)


def test_parts_are_read_in_both_languages() -> None:
    russian = said("В тёмной комнате сидел старик.", 0, 30, "ru")
    english = said("An old man sat in the dark room.", 0, 32, "en")
    for found in (russian, english):
        parts = {(s.part, s.role, s.group) for s in found}
        assert ("noun", "subject", "person") in parts
        assert ("noun", "place", "room") in parts


def test_saved_weights_are_the_same_again() -> None:
    stored = kinds().save()
    again = load_kinds(stored)
    assert again.save() == stored
    text = PASSAGES[1][2]
    assert Typist(again).kinds_of(text, 0, len(text), "ru") == typist().kinds_of(
        text, 0, len(text), "ru"
    )


def test_every_count_of_the_weights_is_made_by_this_code() -> None:
    made = {
        name for language, _, text in PASSAGES for name in regions(text, 0, len(text), language)[0]
    }
    assert len(made & set(map(str, kinds().names))) > 0.6 * len(kinds().names)
    assert all(kind_sets().values())


def test_a_row_has_every_region_and_no_wild_number() -> None:
    names = ["words", "noun person", "share people", "nothing of the kind"]
    language, _, text = PASSAGES[0]
    found = row(regions(text, 0, len(text), language), names)
    assert found.shape == (12,)
    assert found[3] == 0
    assert np.isfinite(found).all()


def test_chances_are_a_distribution_for_any_logits() -> None:
    assert chances(np.asarray([1e4, 0, -1e4], np.float32)).tolist() == [1.0, 0.0, 0.0]
