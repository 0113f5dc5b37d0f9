"""Russian prepositions: the cases they want and their English, by case and by what follows."""

from __future__ import annotations

from bookcore.text.phrases_ru.sets import word_set

CASES = {
    "в": ("loct", "accs"), "во": ("loct", "accs"), "на": ("loct", "accs"), "с": ("ablt", "gent"),
    "со": ("ablt", "gent"), "под": ("ablt", "accs"), "подо": ("ablt", "accs"), "над": ("ablt",),
    "надо": ("ablt",), "за": ("ablt", "accs"), "перед": ("ablt",), "пред": ("ablt",),
    "передо": ("ablt",), "между": ("ablt", "gent"), "меж": ("ablt", "gent"), "у": ("gent",),
    "около": ("gent",), "возле": ("gent",), "подле": ("gent",), "вокруг": ("gent",),
    "через": ("accs",), "чрез": ("accs",), "сквозь": ("accs",), "по": ("datv",), "из": ("gent",),
    "изо": ("gent",), "к": ("datv",), "ко": ("datv",), "среди": ("gent",), "средь": ("gent",),
    "вдоль": ("gent",), "мимо": ("gent",), "напротив": ("gent",), "от": ("gent",),
    "ото": ("gent",), "из-за": ("gent",), "из-под": ("gent",), "посреди": ("gent",),
    "внутри": ("gent",), "позади": ("gent",), "впереди": ("gent",), "против": ("gent",),
    "до": ("gent",), "близ": ("gent",), "поверх": ("gent",), "кругом": ("gent",),
    "без": ("gent",), "для": ("gent",), "о": ("loct",), "об": ("loct",), "при": ("loct",),
    "про": ("accs",), "кроме": ("gent",), "вместо": ("gent",), "после": ("gent",),
    "ради": ("gent",), "навстречу": ("datv",), "ниже": ("gent",), "выше": ("gent",),
    "вне": ("gent",), "насчет": ("gent",), "пониже": ("gent",), "повыше": ("gent",),
    "поперек": ("gent",), "вместе": ("ablt",), "рядом": ("ablt",), "подобно": ("datv",),
    "посередине": ("gent",), "посредине": ("gent",),
}  # fmt: skip
_SAID = {
    "под": "under", "подо": "under", "над": "above", "надо": "above", "за": "behind",
    "перед": "before", "пред": "before", "передо": "before", "между": "between", "меж": "between",
    "у": "by", "около": "near", "возле": "beside", "подле": "beside", "вокруг": "around",
    "через": "across", "чрез": "across", "сквозь": "through", "по": "over", "из": "from",
    "изо": "from", "к": "to", "ко": "to", "среди": "among", "средь": "among", "вдоль": "along",
    "мимо": "past", "напротив": "opposite", "от": "from", "ото": "from", "из-за": "from behind",
    "из-под": "from under", "посреди": "in the middle of", "внутри": "inside",
    "позади": "behind", "впереди": "in front of", "против": "opposite", "до": "down to",
    "близ": "near", "поверх": "over", "кругом": "around", "при": "by", "навстречу": "toward",
    "ниже": "below", "пониже": "below", "выше": "above", "повыше": "above", "поперек": "across",
    "подобно": "like", "посередине": "in the middle of", "посредине": "in the middle of",
}  # fmt: skip
UNSAID = frozenset(
    (
        "без", "для", "о", "об", "про", "кроме", "вместо", "после", "ради", "вне", "насчет",
        "вместе",
    )
)  # fmt: skip
_ON_IN = frozenset(
    ("sky", "street", "settlement", "field", "weather", "light", "forest", "room", "season")
)
_WORN = frozenset(("clothing", "headwear", "footwear", "adornment"))
_BODY = frozenset(("face", "body"))
_ALONG = frozenset(("street", "water", "architecture"))
_ACROSS = frozenset(("sky", "landscape", "field", "settlement", "room", "mountain"))
_AT = frozenset(("окно", "стол", "дверь", "рояль", "фортепьяно", "фортепиано"))
_POCKETS = frozenset(("карман", "пазуха", "рукав", "кошелек", "сумка", "сапог"))
_HOLDING = ("clutching", "seizing", "holding", "grasping", "taking hold", "catching", "dragging")
_LOOKING = frozenset(("looking", "glancing", "peering", "staring", "gazing"))


def english(preposition: str, case: str, word_class: str, lemma: str, verb: str = "") -> str:
    """The English of a preposition before a noun of the given class, after the given verb."""
    looking = verb.split(" ", 1)[0] in _LOOKING
    if preposition in ("в", "во"):
        if case == "accs":
            if looking:
                return "out of" if lemma in ("окно", "окошко") else "into"
            if lemma in _POCKETS:
                return "into"
            if verb.startswith("kissing"):
                return "on"
            return "in" if word_class in _WORN or word_class in _BODY else "into"
        return "in"
    if preposition == "на":
        if case == "accs":
            return "at" if looking else "on"
        return "in" if word_class in _ON_IN else "on"
    if preposition in ("с", "со"):
        return "with" if case == "ablt" else "from"
    if preposition == "за":
        if case == "accs":
            if verb.startswith(_HOLDING):
                return "by"
            if word_class in ("food", "expression", "abstract"):
                return ""
            return "by" if word_class in _BODY else "behind"
        if lemma in ("стол", "столик", "обед", "ужин", "работа", "рояль", "завтрак"):
            return "at"
        return "outside" if lemma in ("окно", "дверь", "ограда", "город") else "behind"
    if preposition == "под" and lemma == "рука":
        return "by"
    if preposition in ("через", "чрез"):
        if word_class in ("body", "face") or lemma in ("забор", "плетень", "мост"):
            return "over"
        return (
            "through" if lemma in ("окно", "дверь", "толпа", "лес", "сад", "стекло") else "across"
        )
    if preposition == "по":
        if lemma == "лестница" and verb.startswith(("going down", "descending", "coming down")):
            return "down"
        if lemma == "лестница" and verb:
            return "up"
        if lemma in ("стена", "стенка"):
            return "on"
        if word_class in _ALONG or lemma in word_set("along"):
            return "along"
        return "across" if word_class in _ACROSS else "over"
    if preposition in ("из", "изо"):
        return "of" if word_class == "material" else "out of" if verb else "from"
    if preposition in ("от", "ото") and not verb:
        return "from"
    return _SAID.get(preposition, "")
