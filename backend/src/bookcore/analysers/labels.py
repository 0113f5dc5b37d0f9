"""What the engines call things, and what we call them: one table for each kind of word."""

from __future__ import annotations

from collections.abc import Mapping

from bookcore.analysers.port import Label

ENTITY_LABELS: Mapping[str, Mapping[str, Label]] = {
    # slovnet's recogniser, and the Russian models of spaCy and Stanza.
    "slovnet": {"PER": "PER", "LOC": "LOC", "ORG": "ORG"},
    # Russian models say PER, English ones PERSON and split places three ways.
    "spacy": {
        "PER": "PER", "PERSON": "PER",
        "LOC": "LOC", "GPE": "LOC", "FAC": "LOC",
        "ORG": "ORG",
    },
    "stanza": {
        "PER": "PER", "PERSON": "PER",
        "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC",
        "ORG": "ORG", "ORGANIZATION": "ORG",
    },
}  # fmt: skip
"""Engine, its label, ours. A label that is not here (NORP, MISC, DATE …) names nobody."""

UNIVERSAL_POS: Mapping[str, str] = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "VERB": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB", "NUMR": "NUM", "ADVB": "ADV", "NPRO": "PRON",
    "PRED": "ADV", "PREP": "ADP", "CONJ": "CCONJ", "PRCL": "PART", "INTJ": "INTJ",
    "NUMB": "NUM", "ROMN": "NUM", "PNCT": "PUNCT", "LATN": "X", "UNKN": "X",
}  # fmt: skip
"""OpenCorpora parts of speech to Universal ones; a name (Name, Surn, Patr, Geox) is PROPN."""

UNIVERSAL_FEATS: Mapping[str, tuple[str, str]] = {
    "nomn": ("Case", "Nom"), "gent": ("Case", "Gen"), "gen1": ("Case", "Gen"),
    "gen2": ("Case", "Par"), "datv": ("Case", "Dat"), "accs": ("Case", "Acc"),
    "ablt": ("Case", "Ins"), "loct": ("Case", "Loc"), "loc1": ("Case", "Loc"),
    "loc2": ("Case", "Loc"), "voct": ("Case", "Voc"),
    "sing": ("Number", "Sing"), "plur": ("Number", "Plur"),
    "masc": ("Gender", "Masc"), "femn": ("Gender", "Fem"), "neut": ("Gender", "Neut"),
    "anim": ("Animacy", "Anim"), "inan": ("Animacy", "Inan"),
    "past": ("Tense", "Past"), "pres": ("Tense", "Pres"), "futr": ("Tense", "Fut"),
    "perf": ("Aspect", "Perf"), "impf": ("Aspect", "Imp"),
    "1per": ("Person", "1"), "2per": ("Person", "2"), "3per": ("Person", "3"),
}  # fmt: skip
"""OpenCorpora grammemes to Universal features."""

PROPER: frozenset[str] = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))

WORDNET_POS: Mapping[str, str] = {"n": "NOUN", "v": "VERB", "a": "ADJ", "s": "ADJ", "r": "ADV"}
"""WordNet's letters to Universal parts of speech."""


def entity_label(engine: str, label: str) -> Label | None:
    """Our label for an engine's, or None for what is neither person, place nor organisation."""
    return ENTITY_LABELS[engine].get(label.upper())


def universal(tag: str) -> tuple[str, dict[str, str]]:
    """Part of speech and features of an OpenCorpora tag such as `NOUN,anim,masc,Name sing,nomn`."""
    marks = tag.replace(" ", ",").split(",")
    pos = UNIVERSAL_POS.get(marks[0], "X")
    if pos == "NOUN" and not PROPER.isdisjoint(marks):
        pos = "PROPN"
    return pos, dict(UNIVERSAL_FEATS[m] for m in marks if m in UNIVERSAL_FEATS)
