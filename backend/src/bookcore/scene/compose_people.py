"""The figures of a scene from the words that name and dress them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookcore.scene.reading import Reading
from bookcore.scene.spec import Person
from bookcore.scene.subjects import of_a_thing, stands_for_a_thing
from bookcore.scene.vocabulary import Sign
from bookcore.text.lexicon import russian
from bookcore.text.phrases_ru import readings
from bookcore.text.words import morphology

MAX_PEOPLE = 6
_NUMBERS = {
    "два": 2, "двое": 2, "оба": 2, "три": 3, "трое": 3, "четыре": 4, "четверо": 4, "пять": 5,
    "несколько": 4, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "several": 4, "both": 2,
}  # fmt: skip
_EN_PLURAL = frozenset(
    [
        "women",
        "ladies",
        "men",
        "gentlemen",
        "children",
        "girls",
        "boys",
        "soldiers",
        "officers",
        "sailors",
        "servants",
        "peasants",
        "people",
        "figures",
        "riders",
        "farmers",
        "shepherds",
        "hunters",
        "knights",
        "lords",
        "strangers",
        "infants",
        "maids",
        "nurses",
    ]
)
_EN_SINGULAR = {"women": "woman", "ladies": "lady", "men": "man", "gentlemen": "gentleman",
                "children": "child", "people": "person"}  # fmt: skip
# What a Russian pronoun may stand for when the passage names it first.
_THINGS = frozenset(
    (
        "vehicle", "building", "room", "furniture", "architecture", "water", "landscape",
        "settlement", "street", "forest", "mountain", "field", "tool", "weapon", "household",
    )
)  # fmt: skip
_SHOWN = frozenset(("garment", "beard", "hair", "hair_style", "headwear"))
_SETTLED = frozenset(("hair_style", "beard", "headwear", "garment", "pose", "age"))


@dataclass
class _Figure:
    role: str | None = None
    sex: str | None = None
    age: str | None = None
    count: int = 1
    named: bool = False
    facts: dict[str, str] = field(default_factory=dict)

    def person(self) -> Person:
        age = self.facts.get("age") or self.age
        facts = {k: v for k, v in self.facts.items() if k != "age"}
        if self.age == "child" or age == "child":
            age = "child"
            facts.pop("beard", None)
        if self.sex == "female":
            facts.pop("beard", None)
        return Person(role=self.role, sex=self.sex, age=age, **facts)


def _plural(reading: Reading, at: int) -> bool:
    form = reading.forms[at]
    if reading.language == "ru":
        nouns = [r for r in readings(form) if r.pos == "NOUN"]
        return bool(nouns) and all(r.number == "plur" for r in nouns[:1])
    return form in _EN_PLURAL


def _role(reading: Reading, at: int) -> str | None:
    if reading.language == "ru":
        entry = russian().get((reading.words[at], "NOUN"))
        return entry.senses[0][:80] if entry and entry.senses else None
    form = reading.words[at]
    if form in _EN_SINGULAR:
        return _EN_SINGULAR[form]
    return form[:-1] if form in _EN_PLURAL and form.endswith("s") else form


def _name(reading: Reading, at: int) -> str | None:
    """The sex of a Russian name at a position, or None when it is no name."""
    if reading.language != "ru" or not reading.capital[at] or at in reading.breaks or at == 0:
        return None
    for parse in morphology().parse(reading.forms[at])[:3]:
        if "Name" in parse.tag and parse.score > 0.1:
            return {"femn": "female", "masc": "male"}.get(str(parse.tag.gender))
    return None


def people(reading: Reading, *, of_a_person: bool) -> tuple[Person, ...]:
    """At most six figures; what is said before anyone is named waits for the first one.

    A bare pronoun is somebody only in a passage `of_a_person`: in Russian "ней" may be the sea.
    """
    figures: list[_Figure] = []
    waiting: dict[str, str] = {}
    by_place: dict[int, list[Sign]] = {}
    for sign in reading.signs:
        by_place.setdefault(sign.start, []).append(sign)
    colours = dict(reading.colours)
    # "old man" is one person: the shorter sign inside a longer one says nothing new.
    inside = {
        at
        for sign in reading.signs
        if sign.field == "person"
        for at in range(sign.start + 1, sign.start + sign.length)
    }
    current: _Figure | None = None
    for at in range(len(reading.words)):
        here = by_place.get(at, [])
        name = None if any(s.field == "person" for s in here) else _name(reading, at)
        if name:
            known = next((f for f in figures if f.named and f.sex == name), None)
            current = known or _start(figures, _Figure(sex=name, named=True), waiting)
        for sign in here:
            if sign.field == "person":
                if at in inside:
                    continue
                current = _mention(reading, figures, sign, waiting)
            elif sign.field == "pronoun":
                if not figures and stands_for_a_thing(reading, sign.value, _THINGS):
                    continue
                same = [f for f in figures if f.sex in (None, sign.value) and f.count == 1]
                if same:
                    current = same[-1]
                    current.sex = sign.value
                elif len(figures) < MAX_PEOPLE:
                    current = _start(figures, _Figure(sex=sign.value), waiting)
            elif sign.field == "crowd":
                _start(figures, _Figure(count=4), {})
            elif (sign.field == "pose" and of_a_thing(reading, sign)) or (
                sign.value == "crown" and not _worn_crown(reading, sign)
            ):
                continue
            elif sign.field in _SETTLED or sign.field in ("hair", "hair_colour"):
                facts = current.facts if current is not None else waiting
                _dress(reading, at, sign, facts, colours)
    found: list[Person] = []
    for figure in figures:
        bare = figure.role is None and not figure.named and figure.count == 1
        if bare and not of_a_person and set(figure.facts) <= {"pose"}:
            continue
        for _ in range(figure.count):
            if len(found) < MAX_PEOPLE:
                found.append(figure.person())
    if not found and waiting.keys() & _SHOWN:
        found.append(_Figure(facts=waiting).person())
    return tuple(found)


# A crown is also a coin, a head's top and a hat's, a realm, and a way to lay a braid.
_WORDS_OF_CROWNING = {
    "ru": "надеть надевать носить снять возложить увенчать голова чело лоб король королева царь "
    "царица князь княгиня император императрица принц принцесса золотой бумажный брачный "
    "венчальный цветок роза василек лавровый терновый бриллиантовый драгоценный",
    "en": "wear wore wearing worn crowned crowning head brow brows king queen emperor empress "
    "prince princess royal golden gold jewelled jeweled diamond diamonds laurel thorns roses "
    "flowers paper iron",
}
_CROWNING = {language: frozenset(words.split()) for language, words in _WORDS_OF_CROWNING.items()}
_HAIR = frozenset(("коса", "волос", "прядь", "hair", "braid", "braids", "plait", "plaits"))
_PUT_ON = frozenset(("надеть", "возложить", "wore", "wearing"))
_PICTURED = frozenset(
    ("портрет", "картина", "изображение", "герб", "гравюра", "portrait", "picture", "painted")
)
_OF_TOPS = frozenset(("head", "hat", "cap", "skull", "his", "her", "my", "the"))


def _worn_crown(reading: Reading, sign: Sign) -> bool:
    """Whether a word for a crown is one on a head: something beside it says so."""
    if reading.language == "en" and reading.words[sign.start] in ("diadem", "coronet", "tiara"):
        return True
    first, last = max(0, sign.start - 5), sign.start + sign.length + 4
    near = {*reading.words[first:last], *reading.forms[first:last]}
    around = {*reading.words[max(0, first - 4) : last], *reading.forms[max(0, first - 4) : last]}
    if around & _PICTURED:
        return False
    if around & _HAIR:
        said = reading.words[max(0, sign.start - 3) : sign.start]
        return not _PUT_ON.isdisjoint(said)
    after = reading.words[sign.start + sign.length : sign.start + sign.length + 3]
    if after[:1] == ["of"] and _OF_TOPS & set(after[1:]):
        return False
    return bool(near & _CROWNING[reading.language])


def _start(figures: list[_Figure], figure: _Figure, waiting: dict[str, str]) -> _Figure:
    if len(figures) < MAX_PEOPLE:
        figures.append(figure)
        figure.facts.update(waiting)
        waiting.clear()
    return figure


def _mention(
    reading: Reading, figures: list[_Figure], sign: Sign, waiting: dict[str, str]
) -> _Figure:
    sex, _, age = sign.value.partition(":")
    role = _role(reading, sign.start + sign.length - 1)
    known = next((f for f in figures if f.role == role), None)
    if known is not None:
        return known
    pronouns = [
        f for f in figures if f.role is None and not f.named and f.sex in (None, sex or None)
    ]
    if pronouns and figures and pronouns[-1] is figures[-1] and pronouns[-1].count == 1:
        figure = pronouns[-1]
        figure.role, figure.age = role, age or figure.age
        return figure
    count = 1
    if _plural(reading, sign.start):
        count = 3
    for before in reading.words[max(0, sign.start - 3) : sign.start]:
        count = _NUMBERS.get(before, count)
    return _start(figures, _Figure(role, sex or None, age or None, count), waiting)


def _dress(
    reading: Reading, at: int, sign: Sign, facts: dict[str, str], colours: dict[int, str]
) -> None:
    nearby = next((colours[i] for i in (at - 1, at - 2, at - 3, at + 1) if i in colours and not any(
        b in reading.breaks for b in range(min(i, at) + 1, max(i, at) + 1))), None)  # fmt: skip
    if sign.field == "hair_colour":
        facts.setdefault("hair", sign.value)
    elif sign.field == "hair":
        if nearby:
            facts.setdefault("hair", nearby)
    else:
        facts.setdefault(sign.field, sign.value)
        if sign.field == "garment" and nearby:
            facts.setdefault("colour", nearby)
