"""What is known of one word form, without its context: lemma, class, grammar."""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import NamedTuple

import pymorphy3

from bookcore.text.lexicon import CLASSES, english_class, russian

RU_TAGS = (
    "ADJF", "ADJS", "PRTF", "PRTS", "GRND", "INFN", "VERB", "NOUN", "ADVB", "NPRO", "CONJ", "PREP",
    "PRCL", "COMP", "INTJ", "NUMR", "Name", "Surn", "Patr", "Geox", "ablt", "loct", "gent", "datv",
    "accs", "plur", "past", "pres", "futr", "1per", "2per", "3per", "impr", "perf", "impf", "anim",
)  # fmt: skip
_RU_SETS = {
    "mental": "думать подумать знать узнать понимать понять помнить вспомнить вспоминать верить "
    "поверить хотеть захотеть мочь смочь любить полюбить решить решать бояться надеяться желать "
    "чувствовать почувствовать считать полагать сомневаться уметь значить казаться стараться "
    "намереваться воображать размышлять догадаться догадываться забыть",
    "speech": "сказать говорить спросить спрашивать отвечать ответить крикнуть закричать кричать "
    "шептать прошептать воскликнуть возразить продолжать прибавить заметить просить попросить "
    "рассказать рассказывать объяснить объявить молвить промолвить проговорить повторить звать",
    "place verb": "стоять лежать висеть сидеть тянуться возвышаться раскинуться расстилаться "
    "виднеться белеть чернеть темнеть блестеть сверкать светить светиться сиять гореть сверкнуть "
    "краснеть зеленеть синеть желтеть торчать подниматься спускаться окружать покрывать расти "
    "цвести мелькать блеснуть плыть струиться литься валить стелиться выглядывать выситься тускнеть",
    "like": "как словно будто точно подобно похожий вроде",
    "modal": "бы если надо нужно можно нельзя должен потому поэтому хотя чтобы зачем почему разве "
    "неужели ли ведь конечно впрочем наконец вообще действительно итак следовательно именно",
    "not": "не ни нет без нельзя никогда ничто никто",
    "space": "в на под над за перед между около возле вокруг вдоль посреди среди у близ против "
    "сквозь через из с со внизу вверху впереди позади справа слева направо налево кругом вдали там "
    "тут здесь вблизи наверху внутри",
}
_EN_SETS = {
    "1per": "i me my mine myself we us our ours ourselves",
    "2per": "you your yours yourself thou thee thy thine ye",
    "3per": "he she they him her them his hers their it its himself herself themselves",
    "mental": "think thought know knew known understand understood remember remembered believe "
    "believed want wanted wish wished hope hoped feel felt suppose supposed wonder wondered decide "
    "decided love loved hate hated fear feared mean meant forget forgot expect expected imagine "
    "seem seemed consider considered intend intended",
    "speech": "say said says tell told ask asked answer answered reply replied cried exclaimed "
    "whispered shouted speak spoke spoken talk talked repeated remarked observed explained added",
    "place verb": "stood stand stands lay lie lies lying hung hang sat sit rose rise rises stretched "
    "stretches shone shine spread ran covered filled lined surrounded hanging standing sitting "
    "looked wore worn wearing dressed clad bore overlooked",
    "like": "like as resembling resembled",
    "modal": "would could should might must may can shall will ought if because though although "
    "unless whether therefore however indeed perhaps never ever always so then than such very",
    "not": "not no nor never nothing nobody none without neither don't didn't can't won't couldn't "
    "wouldn't isn't wasn't cannot",
    "space": "in on at under above over below beneath behind beside between before among across "
    "along around round through upon against near beyond within up down from with outside inside "
    "out into",
    "article a": "a an",
    "article the": "the this that these those",
    "of": "of",
    "be past": "was were had",
    "be present": "is are am be has have do does",
    "conj": "and or but",
    "question": "what why how who when which",
}
_EN_SHAPES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("ed", "..ed$"),
        ("ing", "..ing$"),
        ("ly", "..ly$"),
        ("abstract ending", "(tion|sion|ness|ment|ity|ence|ance|ship|hood|dom|ism)s?$"),
        ("adjective ending", "(ous|ful|less|ish|ive|able|ible|y|en|ic|al)$"),
        ("compound", "-"),
    )
)
_MARKS = {
    ",": "comma", ";": "semicolon", ":": "colon", "!": "exclamation", "?": "question mark",
    "—": "dash", "–": "dash", "-": "dash", "«": "quote", "»": "quote", '"': "quote", "“": "quote",
    "”": "quote", "„": "quote", "‘": "quote", "…": "ellipsis", ".": "stop", "(": "bracket",
}  # fmt: skip
FEATURES = (
    *(f"class {c}" for c in CLASSES),
    "word",
    "unknown",
    "capital",
    "long",
    *(f"mark {m}" for m in dict.fromkeys(_MARKS.values())),
    *(f"ru {t}" for t in RU_TAGS),
    *(f"ru {s}" for s in _RU_SETS),
    "ru abstract ending",
    *(f"en {s}" for s in _EN_SETS),
    *(f"en {s}" for s, _ in _EN_SHAPES),
)
INDEX = {name: i for i, name in enumerate(FEATURES)}
BUCKETS = 1 << 18
_RU_ABSTRACT = re.compile("(ость|ение|ание|ство|изм|ция)$")


class Word(NamedTuple):
    """A word form; `features` are indices into FEATURES, each counted once per token."""

    lemma: str
    word_class: str
    features: tuple[int, ...]


@cache
def morphology() -> pymorphy3.MorphAnalyzer:
    """The Russian analyser; loading takes a tenth of a second, so it is loaded once."""
    return pymorphy3.MorphAnalyzer()


@cache
def _sets(language: str) -> dict[str, tuple[int, ...]]:
    source = _RU_SETS if language == "ru" else _EN_SETS
    found: dict[str, tuple[int, ...]] = {}
    for name, listed in source.items():
        for word in listed.replace("ё", "е").split():
            found[word] = (*found.get(word, ()), INDEX[f"{language} {name}"])
    return found


def russian_class(lemma: str, tag: str) -> str:
    """The lexicon's class of a lemma; a participle stands under its verb."""
    known = russian()
    first, second = ("NOUN", "ADJ") if tag.startswith("NOUN") else ("ADJ", "NOUN")
    entry = known.get((lemma, first)) or known.get((lemma, second))
    if entry is None and "-" in lemma:
        entry = known.get((lemma.rsplit("-", 1)[1], first))
    return entry.word_class if entry else ""


def _russian(form: str) -> Word:
    parse = morphology().parse(form)[0]
    lemma = parse.normal_form.replace("ё", "е")
    tag = str(parse.tag)
    word_class = russian_class(lemma, tag)
    found = [INDEX["word"]]
    found.append(INDEX[f"class {word_class}"] if word_class else INDEX["unknown"])
    marked = set(re.split("[ ,]", tag))
    found.extend(INDEX[f"ru {t}"] for t in RU_TAGS if t in marked)
    sets = _sets("ru")
    found.extend(sets.get(lemma, ()))
    if form != lemma:
        found.extend(sets.get(form, ()))
    if _RU_ABSTRACT.search(lemma):
        found.append(INDEX["ru abstract ending"])
    if len(form) > 8:
        found.append(INDEX["long"])
    return Word(lemma, word_class, tuple(dict.fromkeys(found)))


def _english(form: str) -> Word:
    word_class = english_class(form)
    found = [INDEX["word"]]
    found.append(INDEX[f"class {word_class}"] if word_class else INDEX["unknown"])
    found.extend(_sets("en").get(form, ()))
    found.extend(INDEX[f"en {name}"] for name, shape in _EN_SHAPES if shape.search(form))
    if len(form) > 8:
        found.append(INDEX["long"])
    return Word(form, word_class, tuple(found))


def word(form: str, language: str) -> Word:
    """What is known of a folded form; a mark or a number has features but no lemma."""
    if not form or not form[0].isalpha():
        mark = _MARKS.get(form)
        return Word("", "", (INDEX[f"mark {mark}"],) if mark else ())
    return _russian(form) if language == "ru" else _english(form)


def buckets(form: str, lemma: str) -> list[int]:
    """Hashed letters of a word (runs of 3 to 5 with its borders) and its lemma."""
    if not lemma:
        return []
    padded = f" {form} "
    grams = [padded[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(padded) - n + 1))]
    grams.append(f"={lemma}")
    return [zlib.crc32(g.encode()) % BUCKETS for g in dict.fromkeys(grams)]


@cache
def _translations() -> dict[str, str]:
    """The commonest English of a Russian lemma, whatever its part of speech."""
    found: dict[str, str] = {}
    for (lemma, _), entry in russian().items():
        if entry.senses:
            found.setdefault(lemma, entry.senses[0])
    return found


_RU_PARTS = tuple((INDEX[f"ru {t}"], t) for t in RU_TAGS[: RU_TAGS.index("Name")])


def role(form: str, known: Word, language: str) -> str:
    """What a word is to its neighbours: part of speech and class, or a short English word itself."""
    if not known.lemma:
        return form
    if language == "ru":
        part = next((name for at, name in _RU_PARTS if at in known.features), "")
        return f"{part}:{known.word_class}"
    return known.word_class or (form if len(form) <= 4 else f"..{form[-2:]}")


def code(form: str, known: Word, language: str) -> int:
    """The role as a number, never 0: that stands for the sentence's border."""
    return zlib.crc32(role(form, known, language).encode()) | 1


def tag_buckets(form: str, known: Word, language: str) -> list[int]:
    """Hashed English words, which both languages share, and the word's role."""
    english = _translations().get(known.lemma, "").split() if language == "ru" else [form]
    tags = [f"@{w}" for w in english if known.lemma] + [f"#{role(form, known, language)}"]
    return [zlib.crc32(t.encode()) % BUCKETS for t in dict.fromkeys(tags)]
