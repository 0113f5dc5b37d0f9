"""One sentence of what a description shows: a main subject, its looks and deeds, what is by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookcore.text.english import head_word, listed
from bookcore.text.finite_en import edged, predicate

MAX_CAPTION_WORDS = 25
PEOPLE = frozenset(("person", "crowd", "animal", "bird"))
LOOKS = frozenset(("face", "body", "expression"))
WORN = frozenset(("clothing", "headwear", "footwear", "adornment"))
_PLACES = frozenset(
    ("building", "room", "architecture", "landscape", "forest", "water", "mountain", "street",
     "settlement", "field")
)  # fmt: skip
_AIR = frozenset(("sky", "weather", "light", "season", "time", "water", "fire", "landscape"))
_WANTED = {
    "character": frozenset(("person", "crowd")), "action": PEOPLE, "location": _PLACES,
    "atmosphere": _AIR,
}  # fmt: skip
_PREFERRED = 0.8
_SUBJECT = 2.5
_MOST_DEEDS = 3
_MOST_THINGS = 4
_LONGEST_THING = 9
_ENOUGH = 15
_SHORT = 5
_QUALITY = re.compile(
    r"\b(\w+(ness|nesses|ity)|fact|aspect|appearance|course|moment|matter|way|sort|kind|vision|expression|impression|kindness|o'clock \w+|length)$"
)
_RUN_ON = re.compile(r", \w+ed,.*$")
_LACKING = re.compile(
    r"(carry|hold|putt|tak|lay|plac|bring|giv|wear|preserv|mak|sett|lift|bear|pull|push|clos|open"
    r"|cover|show|catch|seiz|throw|tear|rais|lower|contain|leav|reach|support|erect)ing"
    r"( (in|on|at|by|to|into|with|from|of|over|under|behind|for|through|off|up|down|out|forth)\b"
    r"(?! (the|a|an|his|her|its|their|two|three)\b.* (the|a|an|his|her)\b).*)?$"
)
"""A verb that wants an object and has at most a place."""
_BY = re.compile(
    r"(?!sit|stand|ly|walk|pass|go|com|rid|runn|hang|wait|liv|stay|kneel)\w+ing by (the|a|an) "
)
_UNDONE = re.compile(
    r"un(?!dress|lock|load|fold|roll|pack|tying|wind|button|hook|harness|fasten|bar|veil|coil)\w+ing\b"
)
_CARRIED = re.compile(
    r"\b(canes?|sticks?|umbrellas?|fans?|watch|clock|rings?|earrings?|bracelets?|necklaces?|chains?"
    r"|spectacles|glasses|swords?|medals?|crosse?s?|buttons?|pockets?|purses?)$"
)
_IDLE = frozenset(
    ("sitting", "standing", "lying", "smiling", "weeping", "crying", "laughing", "kneeling",
     "sleeping", "rising", "entering", "dancing", "trembling", "bowing", "blushing", "sobbing",
     "nodding", "running", "walking", "singing", "shining", "burning", "glowing", "falling")
)  # fmt: skip
"""Deeds of one word that show something beside others."""
_CLOSED = re.compile(r", (with|in|like|of|on|at|full|wearing|\w+(ed|en|ing)) |, \w+(ed|en)$")
_LIFELESS = _PLACES | WORN | frozenset(("furniture", "household", "vehicle", "weather", "light"))
_ALIVE_ONLY = ("sitting", "kneeling", "smiling", "weeping", "laughing", "walking")
_ALIVE = frozenset(
    ("going", "standing", "sitting", "walking", "running", "looking", "lying", "coming", "riding",
     "climbing", "entering", "stopping", "turning", "kneeling", "crawling", "jumping", "leaning",
     "carrying", "holding", "creeping", "bowing", "smiling", "weeping", "falling", "rushing")
)  # fmt: skip
_SPANS = re.compile(r"^(a |an |the )?(\w+ )?(afternoon|hours|minutes|days|years|moments)\b")
_IT = re.compile(r"\b(it|them|oneself)\b")
_SMALL = frozenset(
    ("a", "an", "the", "of", "in", "on", "at", "to", "with", "and", "by", "from", "his", "her",
     "its", "their", "over", "under", "into", "two", "is", "are")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a sentence takes it: `a tall man`, `sitting on a bench`."""

    subject: str
    deed: str
    word_class: str
    worth: float
    start: int
    many: bool = False
    key: str = ""
    sex: str = ""
    owned: bool = True
    plain: bool = False
    """Whether its subject is a noun alone."""

    def size(self) -> int:
        return len(f"{self.subject} {self.deed}".split())

    def clause(self) -> str:
        """`A tall man sits on a bench`."""
        if not self.deed:
            return self.subject
        said = predicate(self.deed, self.many)
        if not said and self.deed.split(" ")[0].endswith("ing"):
            return self.thing()
        return f"{self.subject} {said or ('are ' if self.many else 'is ') + self.deed}"

    def thing(self) -> str:
        """`A tall man sitting on a bench`."""
        alone = " " not in self.deed and not self.deed.endswith("ing")
        return f"{self.subject} {'' if alone and self.size() > _SHORT else self.deed}".strip()


def sentence(told: Sequence[Told], kind: str) -> str:
    """At most 25 words; nothing where no subject is named."""
    found = [replace(t, deed=_whole(t)) for t in told]
    named = [t for t in found if t.subject and _says(t)]
    named = named or [t for t in found if t.subject]
    main = max(named, key=lambda t: t.worth + _wanted(t, kind) - _short(t), default=None)
    if main is None or (main.plain and not main.deed):
        somebody = _somebody(found)
        if somebody is not None:
            main, named = somebody, [somebody, *named]
    if main is None:
        return ""
    person = main.word_class in PEOPLE
    still = sorted((t for t in named if t.worth >= main.worth / 3), key=lambda t: -t.worth)[:3]
    listing = not person and sum(not t.deed for t in still) * 2 > len(still)
    said = _listing(main, named) if listing else _telling(main, found, named)
    return said[:1].upper() + said[1:] + "."


def _whole(told: Told) -> str:
    """The deed without what breaks off; nothing where it lacks its object or no thing does it."""
    deed = edged(_RUN_ON.sub("", told.deed))
    if told.word_class in _LIFELESS and deed.startswith(_ALIVE_ONLY):
        return ""
    if _LACKING.match(deed) or _BY.match(deed) or _UNDONE.match(deed):
        return ""
    return deed


def _somebody(found: Sequence[Told]) -> Told | None:
    """What an unnamed person does, when nothing else is worth telling."""
    deeds = [
        t for t in found
        if not t.subject and t.key == "I" and t.deed.split(" ")[0] in _ALIVE and not _IT.search(t.deed)
    ]  # fmt: skip
    best = max(deeds, key=lambda t: t.worth, default=None)
    if best is None:
        return None
    return replace(best, subject="somebody", word_class="person", plain=True, key="", many=False)


def _wanted(told: Told, kind: str) -> float:
    if told.word_class not in _WANTED.get(kind, ()) or (told.plain and not told.deed):
        return 0.0
    return _SUBJECT if kind in ("character", "action") else _PREFERRED


def _says(told: Told) -> bool:
    """Whether it may stand in a sentence by itself."""
    bare = told.plain and not told.deed
    if told.word_class == "quality" and not told.deed:
        return False
    if told.subject.startswith(("another ", "other ", "each ")):
        return False
    if (
        _SPANS.search(told.subject)
        or _QUALITY.search(told.subject.partition(" of ")[0])
        or _IT.search(told.deed)
    ):
        return False
    return not (bare and told.word_class in LOOKS | WORN)


def _short(told: Told) -> float:
    """How little a subject by itself or with a deed that shows nothing is worth."""
    idle = told.plain and not told.deed
    vague = " " not in told.deed and told.deed not in _IDLE
    return 1.5 if told.plain and told.deed and vague else 0.5 if idle else 0.0


def _content(said: str) -> set[str]:
    return {w for w in re.findall(r"[a-z'-]+", said.lower()) if w not in _SMALL}


def _again(said: str, more: str) -> bool:
    """Whether the head or half of the words of `more` have been said."""
    told, words = _content(said), _content(more)
    return bool(words) and len(words & told) * 2 >= len(words)


def _head(told: Told) -> str:
    return head_word(told.subject).rstrip("s")


def _listing(main: Told, named: Sequence[Told]) -> str:
    """`A low hut with sooty walls, a wooden bed, and a boy sleeping on a bench`."""
    chosen = [main]
    for told in sorted(named, key=lambda t: -t.worth):
        said = " ".join(t.thing() for t in chosen)
        if told in chosen or len(chosen) == _MOST_THINGS or _again(said, told.thing()):
            continue
        if told.size() > _LONGEST_THING or "," in told.thing() or (told.plain and not told.deed):
            continue
        if any(_head(told) == _head(t) for t in chosen) or told.word_class in LOOKS | WORN:
            continue
        if len(said.split()) + told.size() < MAX_CAPTION_WORDS:
            chosen.append(told)
    if len(chosen) == 1 and main.deed:
        return _cut(main.clause())
    return _series([_cut(t.thing()) for t in sorted(chosen, key=lambda t: t.start)])


def _series(items: list[str]) -> str:
    """Items with `and`, after a comma where an item has one of its own."""
    if len(items) > 1 and any(" and " in i or "," in i for i in items):
        return ", ".join(items[:-1]) + f", and {items[-1]}"
    return listed(items)


def _cut(said: str) -> str:
    words = said.split()
    if len(words) <= MAX_CAPTION_WORDS:
        return said
    end = MAX_CAPTION_WORDS
    while end > 1 and words[end - 1].rstrip(",") in _SMALL:
        end -= 1
    return " ".join(words[:end]).rstrip(",")


def _telling(main: Told, found: Sequence[Told], named: Sequence[Told]) -> str:
    """`A tall man with a red beard, in a grey coat, sits on a bench and smokes a pipe`."""
    same = [t for t in found if t is not main and _one(main, t, found)]
    said = main.subject
    used: list[Told] = [main, *same]
    if main.word_class in ("person", "animal", "crowd"):
        said, looks = _portrait(main, found)
        used += looks
    deeds = sorted((t for t in (main, *same) if t.deed), key=lambda t: -t.worth)
    deeds = [t for i, t in enumerate(deeds) if not _done_already(t, deeds[:i])]
    telling = [t for t in deeds if " " in t.deed or t.deed in _IDLE]
    deeds = (telling or deeds)[:_MOST_DEEDS]
    while deeds:
        whole = _with_deeds(said, sorted(deeds, key=lambda t: t.start), main)
        if len(whole.split()) <= MAX_CAPTION_WORDS:
            said = whole
            break
        deeds.pop()
    said = _cut(said)
    acts = any(predicate(t.deed, t.many) for t in deeds)
    acts = acts or bool(deeds and f" {'are' if main.many else 'is'} {deeds[0].deed}" in said)
    rest = sorted((t for t in named if t not in used), key=lambda t: -t.worth)
    if len(said.split()) > _ENOUGH or (said == main.subject and main.word_class in LOOKS | WORN):
        return said
    return _beside(said, acts, main, rest)


def _done_already(told: Told, before: Sequence[Told]) -> bool:
    """Whether another deed has the same verb."""
    return any(told.deed.split(" ")[0] == t.deed.split(" ")[0] for t in before)


def _beside(said: str, acts: bool, main: Told, rest: Sequence[Told]) -> str:
    """With one more thing that is seen: a clause after a clause, a thing after a thing."""
    for told in rest:
        more = told.clause() if acts else told.thing()
        fits = len(said.split()) + len(more.split()) < MAX_CAPTION_WORDS
        if not fits or _again(said, more) or _head(told) == _head(main) or "," in more:
            continue
        if acts != bool(told.deed) and (acts or told.plain):
            continue
        if " " not in told.deed and told.deed and not told.deed.endswith("ing"):
            continue
        if told.word_class in LOOKS | WORN and not told.deed:
            continue
        if told.plain and " " not in told.deed:
            continue
        if main.word_class in PEOPLE and not acts and told.word_class not in PEOPLE:
            continue
        comma = acts or "," in said or " and " in said
        return f"{said}{',' if comma else ''} and {more}"
    return said


def _one(main: Told, told: Told, found: Sequence[Told]) -> bool:
    """Whether a fact is told of the main subject."""
    if told.many or main.many or main.word_class not in PEOPLE:
        return bool(main.key) and told.key == main.key and told.many == main.many
    if told.key and told.key == main.key:
        return True
    if not told.sex or told.sex != main.sex:
        return False
    if told.sex and not told.key and not main.sex:
        keys = {t.key for t in found if t.word_class in PEOPLE and t.key and t.subject}
        return keys == {main.key}
    if not told.sex and not main.sex:
        return False
    keys = {t.key for t in found if t.sex == main.sex and t.key}
    return len(keys) <= 1


def _with_deeds(said: str, deeds: Sequence[Told], main: Told) -> str:
    acting = [p for t in deeds if (p := predicate(t.deed, main.many))]
    done = [t.deed for t in deeds if not predicate(t.deed, main.many)][:1]
    unknown = bool(done) and done[0].split(" ")[0].endswith("ing")
    if not acting and main.word_class not in PEOPLE and "," not in said and not unknown:
        return f"{said} {'are' if main.many else 'is'} {done[0]}"
    if not acting:
        return f"{said}, {done[0]}" if "," in said else f"{said} {done[0]}"
    if done:
        said = f"{said}, {done[0]},"
    elif _CLOSED.search(said):
        said = f"{said},"
    return f"{said} {_series(acting)}"


def _portrait(main: Told, found: Sequence[Told]) -> tuple[str, list[Told]]:
    """`A tall man with a red beard, in a grey coat`, and the facts used."""
    others = [
        t.start for t in found
        if t.word_class in PEOPLE and t.start > main.start and not _one(main, t, found)
        and t is not main
    ]  # fmt: skip
    if main.many:
        return main.subject, []
    until = min(others, default=10**9)
    told = " ".join(t.deed for t in found if t is main or _one(main, t, found))
    own = [
        t for t in found
        if t.owned and t.subject and not t.deed and main.start <= t.start < until
        and not t.plain and _says(t) and " with " not in t.subject and "," not in t.subject
        and not _again(main.subject, t.subject) and not _again(told, t.subject)
    ]  # fmt: skip
    carried = [t for t in own if t.word_class in WORN and _CARRIED.search(t.subject)]
    looks = _distinct([t for t in own if t.word_class in LOOKS or t in carried])[:3]
    worn = _distinct([t for t in own if t.word_class in WORN and t not in carried])[:2]
    room = MAX_CAPTION_WORDS - min(8, len(main.deed.split()))
    while True:
        said = main.subject
        for word, facts in (("with", looks), ("in", worn)):
            if facts:
                plain = said == main.subject and f" {word} " not in said and len(said.split()) < 5
                joined = _series([t.subject for t in facts])
                said += f"{' ' if plain else ', '}{word} {joined}"
        if len(said.split()) <= room or not (looks or worn):
            return said, [*looks, *worn]
        (looks if len(looks) >= len(worn) else worn).pop()


def _distinct(found: Sequence[Told]) -> list[Told]:
    kept: list[Told] = []
    for told in found:
        if all(_head(told) != _head(k) for k in kept):
            kept.append(told)
    return kept
