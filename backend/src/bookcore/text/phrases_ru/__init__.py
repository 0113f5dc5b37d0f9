"""Russian descriptions read by agreement and government, and said in English.

Words that the lexicon does not know are left out; nothing is transliterated.
"""

from bookcore.text.phrases_ru.readings import Reading, readings

__all__ = ["Reading", "readings"]
