"""Noun phrases of a Russian text in English, by agreement over the lexicon.

Words that the lexicon does not know are left out; nothing is transliterated.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bookcore.text.lexicon import Entry, russian
from bookcore.text.phrases import MODIFIER_WORTH, WORTH, Phrase
from bookcore.text.tokens import Token, fold, tokens
from bookcore.text.words import morphology

_NOT_HEADS = frozenset(
    ("abstract", "drop", "quantity", "sound", "smell", "motion", "quality", "place", "time")
)
_NOT_MODIFIERS = frozenset(("abstract", "drop", "place", "sound", "smell", "quantity"))
_COUNTS = {
    "два": "two", "двое": "two", "оба": "two", "три": "three", "трое": "three", "четыре": "four",
    "четверо": "four", "пять": "five", "шесть": "six", "семь": "seven", "восемь": "eight",
    "десять": "ten", "двенадцать": "twelve", "несколько": "several", "много": "many",
    "множество": "many",
}  # fmt: skip
_DEGREES = frozenset(
    [
        "очень",
        "весьма",
        "чуть",
        "слегка",
        "почти",
        "совсем",
        "довольно",
        "немного",
        "необыкновенно",
        "чрезвычайно",
        "ярко",
        "светло",
        "темно",
        "бледно",
        "густо",
        "слишком",
        "так",
        "столь",
        "еще",
        "уже",
        "все",
        "гладко",
        "коротко",
    ]
)
_LACKING = frozenset(("без", "нет", "ни", "вместо", "кроме", "не"))
_LINKS = frozenset(("быть", "казаться", "стать", "оказаться", "делаться", "становиться"))
DOING = {
    "стоять": "standing", "сидеть": "sitting", "лежать": "lying", "идти": "walking",
    "ходить": "walking", "бежать": "running", "ехать": "riding", "скакать": "galloping",
    "спать": "sleeping", "висеть": "hanging", "гореть": "burning", "плакать": "weeping",
    "улыбаться": "smiling", "смеяться": "laughing", "плыть": "floating", "лететь": "flying",
    "танцевать": "dancing", "плясать": "dancing", "дымиться": "smoking", "блестеть": "glittering",
    "сверкать": "sparkling", "сиять": "shining", "светиться": "glowing", "мерцать": "flickering",
    "дремать": "dozing", "падать": "falling", "пылать": "blazing", "кружиться": "circling",
    "тянуться": "stretching", "пастись": "grazing", "дрожать": "trembling",
    "смотреть": "looking", "глядеть": "looking", "взглянуть": "looking", "посмотреть": "looking",
    "поглядеть": "looking", "оглянуться": "looking back", "держать": "holding", "нести": "carrying",
    "поднять": "raising", "поднимать": "raising", "открыть": "opening", "отворить": "opening",
    "закрыть": "closing", "закрывать": "closing", "улыбнуться": "smiling", "усмехнуться": "smiling",
    "усмехаться": "smiling", "засмеяться": "laughing", "хохотать": "laughing", "рыдать": "sobbing",
    "заплакать": "weeping", "кричать": "shouting", "крикнуть": "shouting", "петь": "singing",
    "читать": "reading", "писать": "writing", "играть": "playing", "курить": "smoking",
    "есть": "eating", "пить": "drinking", "войти": "entering", "входить": "entering",
    "выйти": "coming out", "выходить": "coming out", "подойти": "coming up", "пройти": "walking",
    "прийти": "coming", "шагать": "walking", "бродить": "walking", "побежать": "running",
    "броситься": "rushing", "бросать": "throwing", "бросить": "throwing", "сесть": "sitting",
    "садиться": "sitting down", "присесть": "sitting", "встать": "standing", "вставать": "rising",
    "подняться": "rising", "подниматься": "rising", "возвышаться": "rising", "лечь": "lying",
    "опуститься": "sinking", "упасть": "falling", "повернуться": "turning", "обернуться": "turning",
    "наклониться": "leaning", "нагнуться": "bending", "склониться": "bending",
    "опираться": "leaning", "кланяться": "bowing", "поклониться": "bowing", "махать": "waving",
    "целовать": "kissing", "поцеловать": "kissing", "обнимать": "embracing", "обнять": "embracing",
    "прижимать": "pressing", "прижать": "pressing", "снять": "taking off", "надеть": "putting on",
    "белеть": "gleaming white", "чернеть": "showing black", "зеленеть": "showing green",
    "краснеть": "reddening", "виднеться": "showing", "торчать": "sticking out", "расти": "growing",
    "покрывать": "covering", "окружать": "surrounding", "катиться": "rolling", "литься": "pouring",
    "струиться": "streaming", "прыгать": "jumping", "ползти": "crawling", "работать": "working",
    "стрелять": "firing", "вертеться": "spinning", "шевелиться": "stirring", "качаться": "swaying",
    "развеваться": "fluttering", "блеснуть": "flashing", "сверкнуть": "flashing",
    "шататься": "staggering", "колыхаться": "swaying", "вытирать": "wiping", "указывать": "pointing",
}  # fmt: skip


class Reading(NamedTuple):
    """One grammatical reading of a form; empty strings where a category is absent."""

    lemma: str
    pos: str
    case: str
    number: str
    gender: str
    score: float
    fixed_plural: bool


_CASES = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct"}


@lru_cache(maxsize=60_000)
def readings(form: str) -> tuple[Reading, ...]:
    """The likely readings of a folded form, the likeliest first."""
    found: list[Reading] = []
    for parse in morphology().parse(form)[:14]:
        if parse.score < 0.01 and found:
            continue
        tag = parse.tag
        case = str(tag.case or "")
        found.append(
            Reading(
                parse.normal_form.replace("ё", "е"),
                str(tag.POS or ""),
                _CASES.get(case, case),
                str(tag.number or ""),
                str(tag.gender or ""),
                float(parse.score),
                "Pltm" in tag,
            )
        )
    return tuple(found)


def _entry(reading: Reading) -> Entry | None:
    kind = "NOUN" if reading.pos == "NOUN" else "ADJ"
    known = russian()
    found = known.get((reading.lemma, kind))
    if found is None and "-" in reading.lemma and kind == "ADJ":
        found = known.get((reading.lemma.rsplit("-", 1)[1], kind))
    return found


def _agree(a: Reading, b: Reading) -> bool:
    return (
        a.case == b.case
        and a.number == b.number
        and (a.number == "plur" or not a.gender or not b.gender or a.gender == b.gender)
    )


def _sense(entry: Entry, head_class: str) -> str:
    """The English of an adjective, said of a head of the given class."""
    first = entry.senses[0]
    if (
        len(entry.senses) > 1
        and head_class not in ("person", "crowd")
        and (entry.person or first.endswith(("-haired", "-faced", "-eyed")) or first == "tall")
    ):
        return entry.senses[1]
    if head_class != "person" and first.endswith("-haired"):
        return first.removesuffix("-haired")
    return first


class _Text:
    """Tokens of a text with their readings."""

    def __init__(self, text: str) -> None:
        self.tokens: list[Token] = tokens(text)
        self.forms = [fold(t.text) for t in self.tokens]

    def read(self, i: int) -> tuple[Reading, ...]:
        return readings(self.forms[i]) if self.tokens[i].is_word else ()

    def is_name(self, i: int) -> bool:
        """A capital inside a sentence: names are not glossed as common nouns."""
        if not self.tokens[i].text[0].isupper() or i == 0:
            return False
        return self.forms[i - 1] not in (".", "!", "?", "…", "—", "–", "-", "«", '"', ":", "(")


def _modifier(text: _Text, i: int, head: Reading, word_class: str) -> tuple[str, str] | None:
    """(English, class) of the word at i when it is a visual adjective agreeing with the head."""
    for reading in text.read(i):
        if reading.pos in ("ADJF", "PRTF") and _agree(reading, head):
            entry = _entry(reading)
            if entry and entry.senses and entry.word_class not in _NOT_MODIFIERS:
                if i and text.forms[i - 1] in ("не", "ни"):
                    return None
                return _sense(entry, word_class), entry.word_class
            return "", ""
    return None


def _walk(
    text: _Text, i: int, step: int, head: Reading, word_class: str
) -> tuple[list[tuple[str, str]], int]:
    """Agreeing adjectives next to the head on one side; unknown ones are stepped over.

    Also the place of the last of them.
    """
    found: list[tuple[str, str]] = []
    at, misses, reached = i + step, 0, i
    while 0 <= at < len(text.tokens) and misses < 3:
        form = text.forms[at]
        if form in (",", "и", "но", "а") or form in _DEGREES:
            if step > 0 and not found and form != ",":
                break
            misses += 1
        elif text.tokens[at].is_word:
            said = _modifier(text, at, head, word_class)
            if said is None:
                break
            misses, reached = 0, at
            if said[0]:
                found.append(said)
        else:
            break
        at += step
    return found, reached


def _predicates(text: _Text, i: int, head: Reading, word_class: str) -> list[tuple[str, str]]:
    """`глаза были голубые`, `лицо бледно`: adjectives said of a nominative head after it."""
    if head.case != "nomn":
        return []
    found: list[tuple[str, str]] = []
    for at in range(i + 1, min(len(text.tokens), i + 9)):
        if not text.tokens[at].is_word:
            if text.forms[at] in ",—–":
                continue
            break
        for reading in text.read(at):
            short = reading.pos in ("ADJS", "PRTS")
            full = reading.pos in ("ADJF", "PRTF") and reading.case in ("nomn", "ablt")
            if not (short or full) or reading.number != head.number:
                continue
            if head.number == "sing" and reading.gender != head.gender:
                continue
            linked = any(
                r.lemma in _LINKS for j in range(i + 1, at) for r in text.read(j)[:1]
            ) or text.forms[at - 1] in ("—", "–")
            if not short and not linked:
                continue
            entry = _entry(reading)
            if entry and entry.senses and entry.word_class not in _NOT_MODIFIERS:
                if text.forms[at - 1] not in ("не", "ни"):
                    found.append((_sense(entry, word_class), entry.word_class))
                break
        else:
            if any(r.pos == "NOUN" and r.case == "nomn" for r in text.read(at)[:1]):
                break
    return found


def _after_preposition(text: _Text, i: int) -> bool:
    return i > 0 and any(r.pos == "PREP" for r in text.read(i - 1)[:1])


def _head(text: _Text, i: int) -> tuple[Reading, Entry, list[tuple[str, str]], int] | None:
    """The best noun reading of the word at i with the adjectives before it."""
    best: tuple[float, Reading, Entry, list[tuple[str, str]], int] | None = None
    all_readings = text.read(i)
    for reading in all_readings:
        if reading.pos != "NOUN":
            if reading is all_readings[0] and reading.score > 0.7:
                return None
            continue
        entry = _entry(reading)
        if entry is None or entry.word_class in _NOT_HEADS or not entry.senses:
            continue
        before, first = _walk(text, i, -1, reading, entry.word_class)
        value = reading.score + len(before)
        if reading.case == "nomn" and _after_preposition(text, first):
            value -= 0.9
        if best is None or value > best[0]:
            best = (value, reading, entry, before, first)
    return None if best is None else best[1:]


def _doing(text: _Text, i: int, head: Reading) -> str:
    """A visible state of a nominative head, by the verb next to it."""
    if head.case != "nomn":
        return ""
    for at in (i + 1, i - 1, i + 2):
        if 0 <= at < len(text.tokens) and text.tokens[at].is_word:
            for reading in text.read(at)[:1]:
                if reading.pos == "VERB" and reading.lemma in DOING:
                    if (at and text.forms[at - 1] == "не") or reading.number != head.number:
                        return ""
                    return DOING[reading.lemma]
    return ""


def _lacking(text: _Text, i: int, head: Reading) -> bool:
    """`без шапки`, `не было окон`: what is absent is not drawn."""
    at = i - 1
    while at >= 0 and i - at < 4 and text.tokens[at].is_word:
        form = text.forms[at]
        if form in _LACKING:
            return True
        if form in ("было", "видно") and at and text.forms[at - 1] == "не":
            return head.case == "gent"
        if not any(r.pos in ("ADJF", "PRTF") for r in text.read(at)):
            return False
        at -= 1
    return False


def phrases(source: str) -> list[Phrase]:
    """Noun phrases in text order."""
    text = _Text(source)
    found: list[Phrase] = []
    last = -9
    for i, token in enumerate(text.tokens):
        if not token.is_word or text.is_name(i):
            continue
        known = _head(text, i)
        if known is None:
            continue
        head, entry, before, first = known
        if _lacking(text, i, head):
            continue
        word_class = entry.word_class
        after, reached = _walk(text, i, 1, head, word_class)
        said = before[::-1] + (after or _predicates(text, i, head, word_class))
        count = ""
        for j in range(max(0, i - 3), i):
            for reading in text.read(j)[:1]:
                count = _COUNTS.get(reading.lemma, count)
        modifiers = tuple(dict.fromkeys(m for m, _ in said))[:3]
        worth = WORTH.get(word_class, 0.2) + sum(MODIFIER_WORTH.get(c, 0.4) for _, c in said[:3])
        phrase = Phrase(
            entry.senses[0],
            word_class,
            text.tokens[first].start,
            text.tokens[reached].end,
            modifiers,
            worth,
            many=head.number == "plur" and not head.fixed_plural and not entry.plural,
            count=count,
            doing=_doing(text, i, head),
            case=head.case,
        )
        previous = found[-1] if found and last == first - 1 else None
        if (
            previous is not None
            and head.case == "gent"
            and not previous.of
            and not previous.doing
            and not count
            and previous.word_class != "person"
        ):
            found[-1] = replace(
                previous, end=phrase.end, worth=previous.worth + worth / 2, of=phrase.text()
            )
        else:
            found.append(phrase)
        last = i
    return found
