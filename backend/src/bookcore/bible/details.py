"""Attributes and captions of a description as prompts take them: things seen, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bookcore.bible.model import Clause
from bookcore.bible.rules import refused, softened, unfit_beside_minors
from bookcore.bible.vetting import class_of, is_plain, may_stand, words_of
from bookcore.bible.words import word_set
from bookcore.text.english import is_plural, plural, with_article
from bookcore.text.readings_en import parts

_DRAWABLE = word_set("details drawable")
_OF_BODY = word_set("details of body")
_ANYBODY = word_set("details anybody")
_LINKS = word_set("details links")
_TIMES_OF_DAY = word_set("details times of day")
_TAIL = frozenset((*_LINKS, "and", "a", "an", "the", "his", "her", "their", "its", "like", "as"))
_FLAT = word_set("details flat")
_IDLE = word_set("details idle")
_VAGUE = word_set("details vague")
_OWNERS = word_set("details owners")
_PARTICLES = word_set("details particles")
_HEAD_OF_HAIR = re.compile(
    r"\b(?:an? )?((?:\w+ )?(?:grey|gray|white|fair|red|black|dark|silver|blond|golden)) head\b"
)
_NO_HEADS = frozenset(
    ("", "abstract", "quality", "expression", "size", "age", "quantity", "place", "motion", "sound",
     "smell", "posture", "time", "season", "colour", "shape", "texture", "pattern")
)  # fmt: skip
_SMALL = frozenset((*_TAIL, "is", "are", "two", "three", "man", "woman", "very"))
_CLAUSES = re.compile(r"(, and |, | and (?=(?:an?|the|two|three|several) ))")
_ARTICLE = re.compile(r"\b(an?) (?=[a-z])([a-z-]+)")
_TWICE = re.compile(r"\b(\w+)(?: \1\b)+", re.I)
_WITH_TWICE = re.compile(r"\b((?:with|in|of|by) an? \w+)(?: \1\b)+", re.I)
MAX_DETAILS = 8
_LONGEST = 12


def content(text: str) -> set[str]:
    """The words that say something, singular and plural as one."""
    return {w.lower().rstrip("s") for w in words_of(text)} - {w.rstrip("s") for w in _SMALL}


def again(said: set[str], more: str) -> bool:
    """Whether half of what is to be said was said before."""
    own = content(more)
    return not own or len(own & said) * 2 >= len(own)


def _gerund(word: str) -> bool:
    return word.endswith("ing") and len(word) > 4 and class_of(word) not in (
        "clothing", "building", "adornment", "light", "weather",
    )  # fmt: skip


def _opened(words: list[str]) -> list[str]:
    """A fact without what it begins with when that is a deed of nobody: `stepping into a hall`."""
    while words and (_gerund(words[0]) or words[0] in _TAIL or words[0].endswith("ly")):
        words = words[1:]
    return words


def _first_group(words: Sequence[str]) -> list[str]:
    """The words up to the first preposition, participle or verb."""
    found: list[str] = []
    for word in words:
        if found and (
            word in _LINKS or _gerund(word) or word in ("like", "and", "is", "are", "together")
        ):
            break
        found.append(word)
    return found


def vetted(text: str, names: Iterable[str] = ()) -> str:
    """A fact up to the first word that may not stand in a prompt; `names` may."""
    allowed = {w for name in names for w in name.replace("-", " ").split()}
    kept: list[str] = []
    whole = True
    for word in text.split():
        bare = word.strip(",.;:'’\"")
        own = bare.removesuffix("'s").removesuffix("’s")
        stands = own in allowed or (
            may_stand(bare) and (not bare[:1].isupper() or may_stand(own.lower()))
        )
        if not stands or not is_plain(word):
            whole = False
            break
        if bare in _IDLE:
            continue
        kept.append(word)
    while not whole and kept and kept[-1].strip(",").lower() in _TAIL:
        kept.pop()
    return _once(with_right_articles(" ".join(kept).strip(" ,")))


def with_right_articles(text: str) -> str:
    """`a iron spade` as `an iron spade`."""
    return _ARTICLE.sub(lambda m: with_article(f"{m[2]} thing").split(" ")[0] + f" {m[2]}", text)


def _once(text: str) -> str:
    text = text.replace("lying still lying", "lying still")
    text = _HEAD_OF_HAIR.sub(r"\1 hair", text)
    return _WITH_TWICE.sub(r"\1", _TWICE.sub(r"\1", text))


def fit(text: str, *, minor: bool) -> tuple[str, tuple[str, ...]]:
    """Words by the rules: softened, or nothing when they may not be drawn at all."""
    if refused(text) or (minor and unfit_beside_minors(text)):
        return "", ("left_out",)
    return softened(text)


def details(
    attributes: Sequence[str],
    said: set[str],
    *,
    alone: bool,
    people: set[str],
    names: Sequence[str],
    minor: bool,
) -> tuple[list[str], tuple[str, ...]]:
    """Noun phrases of what is seen, in the order of the text, nothing that was said before.

    What somebody's face and dress are like is told only where somebody is `alone`.
    """
    found: list[str] = []
    used: list[str] = []
    bodily = 0
    for fact in attributes:
        for piece in fact.split(","):
            if len(found) == MAX_DETAILS:
                return found, tuple(dict.fromkeys(used))
            text = _detail(piece, people, names)
            group = [w for w in _first_group(text.split()) if w not in ("a", "an", "the")]
            kind = class_of(group[-1]) if group else ""
            if not group or (kind in _OF_BODY and (not alone or len(group) < 2 or bodily == 3)):
                continue
            if kind not in _DRAWABLE and kind not in _OF_BODY and len(group) < 2:
                continue
            if again(said, text):
                continue
            text, rules = fit(text, minor=minor)
            used += rules
            if not text:
                continue
            text = _once(text)
            bodily += kind in _OF_BODY
            said |= content(text)
            found.append(text)
    return found, tuple(dict.fromkeys(used))


def anything(attributes: Sequence[str], *, minor: bool) -> list[str]:
    """A few facts as they are, where nothing else is left to say."""
    said = [fit(vetted(a), minor=minor)[0] for a in attributes]
    return [a for a in said if a][:3]


def _detail(piece: str, people: set[str], names: Sequence[str]) -> str:
    """One fact as a noun phrase with its article, or nothing."""
    words = _opened([w for w in piece.split() if w])
    own = {w.lower() for name in names for w in name.replace("-", " ").split()}
    if any(w.lower() in own for w in words):
        return ""
    words = vetted(" ".join(words)).split()[:_LONGEST]
    owned = [i for i, w in enumerate(words) if w.endswith(("'s", "’s", "s'"))]
    words = words[owned[0] + 1 :] if owned and owned[0] < 3 else words
    while words and (words[-1] in _TAIL or words[-1] in _VAGUE):
        words.pop()
    group = [w for w in _first_group(words) if not w.endswith("ly")]
    rest = words[len(_first_group(words)) :]
    if group and _is_adjective(group[-1]) and rest[:1] and rest[0] in _LINKS:
        return _detail(" ".join(rest[1:]), people, names)
    if (
        not group
        or _OWNERS.intersection(group)
        or any(w[:1].isupper() and not may_stand(w.lower()) for w in group)
    ):
        return ""
    head = group[-1].lower()
    kind = class_of(head)
    if head in _ANYBODY or head in _TIMES_OF_DAY or head in _FLAT or head.rstrip("s") in people:
        return ""
    if head.endswith(("ly", "ing")) or kind in _NO_HEADS:
        return ""
    bare = len(group) < 2
    if bare and (kind not in _DRAWABLE | _OF_BODY or (rest and rest[0] in _PARTICLES)):
        return ""
    if bare and kind == "person" and not rest and not is_plural(head):
        return ""
    if len(rest) > 1 and rest[-2] == "and" and class_of(rest[-1]) in ("expression", "abstract", ""):
        rest = rest[:-2]
    said = " ".join(group)
    if head in ("sun", "moon", "sky"):
        said = f"the {said}" if bare else said if head == "sky" else f"a {said}"
    elif not is_plural(said) and not (said.endswith("ed") and is_plural(" ".join(group[:-1]))):
        said = with_article(said) if not group[0][:1].isupper() else f"a {said}"
    return " ".join([said, *rest])


def _is_adjective(word: str) -> bool:
    """Whether a word is an adjective only: `stuffy in a tiny room`."""
    said = parts().get(word.lower(), "")
    return said.startswith("a") and "n" not in said


def _with_names(caption: str, clauses: Sequence[Clause]) -> str:
    """The caption with everybody under the one name that the clauses give them."""
    for one in clauses:
        if not one.name:
            continue
        for alias in one.aliases:
            pattern = rf"(?<![A-Za-z-]){re.escape(alias).replace(' ', '[ -]')}(?![A-Za-z-])"
            if re.search(pattern, caption) and one.name not in caption:
                caption = re.sub(pattern, one.name, caption)
        if " " not in one.name and one.name.lower() != one.name:
            kin = re.compile(
                rf"\b(?:an?|the|his|her) (?:\w+ )?{re.escape(one.name.lower())}\b", re.I
            )
            caption = kin.sub(one.name, caption, count=1)
    return caption


def _who(caption: str, clauses: Sequence[Clause], free: set[str]) -> str:
    """`A man` as whom the clauses name, where there is but one man."""
    for sex, noun in (("male", "man"), ("female", "woman")):
        named = [c for c in clauses if c.sex == sex and c.name]
        if not named or any(c.name in caption for c in named) or sex in free:
            continue
        who = named[0].name if len(named) == 1 else f"one of the {plural(noun)}"
        pattern = re.compile(rf"\b(?:an?|the) ((?:[a-z-]+ ){{0,2}}){noun}\b", re.I)
        found = pattern.search(caption)
        if found:
            told = _named(who, found[1])
            caption = caption[: found.start()] + told + caption[found.end() :]
    everyone = [c for c in clauses if c.kind == "character" and c.name]
    if len(everyone) == 1 and everyone[0].name not in caption:
        caption = re.sub(r"\bsomebody\b", everyone[0].name, caption, count=1, flags=re.I)
    return re.sub(r"\bsomebody\b", "a figure", caption, flags=re.I)


def _named(who: str, adjectives: str) -> str:
    """A name with what is said of its bearer now; age and looks that last are in the clause."""
    said = " ".join(
        w for w in adjectives.split()
        if class_of(w) not in ("age", "body", "size") and w not in _IDLE and may_stand(w)
    )  # fmt: skip
    return f"{who}, {said}," if said else who


def action(
    caption: str, clauses: Sequence[Clause], free: set[str], roles: set[str], *, minor: bool
) -> tuple[str, tuple[str, ...]]:
    """The caption as far as its words may stand, with names for pronoun-like nouns.

    `free` are the sexes of the figures that no clause names, `roles` the nouns they are called by.
    """
    text = _who(_with_names(caption.strip().rstrip("."), clauses), clauses, free)
    names = [c.name for c in clauses if c.name]
    sexes = {c.sex for c in clauses if c.sex} | free
    whole = ""
    used: list[str] = []
    pieces = _CLAUSES.split(text)
    for i in range(0, len(pieces), 2):
        part = pieces[i]
        if i == 0 and not any(part.startswith(name) for name in names):
            part = part[:1].lower() + part[1:]
        said = vetted(part, names)
        if len(said.split()) < (3 if len(said.split()) < len(part.split()) else 1):
            if i == 0:
                return "", ()
            continue
        if re.search(r"\bwom[ae]n\b", said) and sexes == {"male"}:
            continue
        said, rules = fit(_a_person(said, names), minor=minor)
        used += rules
        if not said and i == 0:
            return "", tuple(used)
        if said:
            whole += (pieces[i - 1] if whole else "") + said
    if not whole or _says_nothing(whole, names):
        return "", tuple(used)
    for role in roles:
        whole = re.sub(rf"\b(?:a|an) ((?:\w+ )?{re.escape(role)})\b", r"the \1", whole)
    return whole[:1].upper() + whole[1:], tuple(dict.fromkeys(used))


def _a_person(said: str, names: Sequence[str]) -> str:
    """`Turk in a green turban` as `a Turk`: a people's name is no name."""
    group = _first_group(said.split())
    if not group or not group[0][:1].isupper() or any(said.startswith(n) for n in names):
        return said
    if class_of(group[-1]) != "person" or is_plural(" ".join(group)):
        return said
    return f"{'an' if group[0][0] in 'AEIO' else 'a'} {said}"


def _says_nothing(said: str, names: Sequence[str]) -> bool:
    """`A head` and `Taras looks` show nothing."""
    words = [w for w in words_of(said) if w.lower() not in _TAIL]
    for name in names:
        words = [w for w in words if w not in name.replace("-", " ").split() and w != name]
    if words and words[-1].lower() in _FLAT and len(words) < 3:
        return True
    if len(words) < 2:
        return not words or class_of(words[0]) not in _DRAWABLE - {"person", "crowd"}
    bodily = class_of(words[-1]) in ("face", "body", "expression")
    return len(words) == 2 and bodily and not words[0].endswith("s")
