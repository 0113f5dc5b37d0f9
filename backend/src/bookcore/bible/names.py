"""Names in Latin letters: one form per entity for every prompt of a book."""

from __future__ import annotations

from bookcore.bible.latin import latin
from bookcore.bible.vetting import fit_for_a_name
from bookcore.entities.given import given
from bookcore.entities.model import Entity
from bookcore.text.lexicon import russian
from bookcore.text.tokens import fold
from bookcore.text.words import morphology

_MAX_WORDS, _MAX_LETTERS = 4, 40
_TITLES = {
    "дед": "grandfather", "дедушка": "grandfather", "бабушка": "grandmother", "дьякон": "deacon",
    "поп": "priest", "атаман": "ataman", "пан": "pan", "панночка": "young lady", "кошевой": "ataman",
    "мастер": "master", "фон": "von", "де": "de", "ван": "van", "барин": "master",
}  # fmt: skip


def _title(word: str) -> str:
    """A common Russian word before or in place of a name, in English."""
    if word in _TITLES:
        return _TITLES[word]
    entry = russian().get((word, "NOUN"))
    if entry is None:
        lemma = morphology().parse(word)[0].normal_form.replace("ё", "е")
        entry = russian().get((lemma, "NOUN"))
    return entry.senses[0] if entry and entry.senses and entry.word_class == "person" else ""


def _shown(text: str) -> str:
    whole = russian().get((text.lower().replace("ё", "е"), "NOUN"))
    if whole is not None and whole.senses and whole.senses[0][:1].isupper():
        return whole.senses[0]
    said: list[str] = []
    for word in text.split()[:_MAX_WORDS]:
        if "а" <= word[:1].lower() <= "ё" and word[:1].islower():
            said += [w.capitalize() if w not in ("von", "de", "van") else w
                     for w in _title(word.replace("ё", "е")).split()]  # fmt: skip
            continue
        one = latin(word)
        if one and (fit_for_a_name(one) or fold(one) in given("en")):
            said.append(one)
    return " ".join(said)[:_MAX_LETTERS].strip(" -'")


def first_name(entity: Entity) -> str:
    """The name by which somebody is met first: the same at every later place of the story."""
    if entity.renamed or not entity.names:
        return entity.name
    return entity.names[0].text


def prompt_name(entity: Entity) -> str:
    """An entity's one name in prompts; empty when no word of it may stand in one."""
    return _shown(first_name(entity))


def aliases(entity: Entity) -> tuple[str, ...]:
    """How captions, which are English, may call an entity; the longest first."""
    found = {latin(n.text) for n in entity.names} | {latin(entity.name), prompt_name(entity)}
    found |= {_shown(n.text) for n in entity.names}
    return tuple(sorted((a for a in found if a), key=lambda a: (-len(a), a)))
