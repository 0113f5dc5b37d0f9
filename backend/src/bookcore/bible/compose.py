"""A prompt from what a description shows, in a fixed order, within a limit."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bookcore.bible.company import company, others, shows
from bookcore.bible.details import action, anything, content, details, with_right_articles
from bookcore.bible.eras import era_of
from bookcore.bible.model import Bible, Clause, Prompt
from bookcore.bible.palette import colour_words
from bookcore.bible.rules import check_words, has_minor, refused, softened, unfit_beside_minors
from bookcore.bible.setting import setting
from bookcore.bible.styles import DEFAULT_STYLE, STYLES
from bookcore.bible.vetting import english, is_plain, words_of
from bookcore.entities.model import Entity
from bookcore.scene.spec import SceneSpec
from bookcore.text.english import listed

MAX_NAMED = 3
NO_TEXT = "No text, no letters, no captions, no watermark, no signature."
_NEGATIVE = (
    "text, letters, caption, watermark, signature, logo, frame, extra fingers, extra limbs,"
    " deformed hands, duplicated figures, nudity, gore"
)
_MODERN = "modern objects, modern clothes"
_NUMBERS = {1: "one more person", 2: "two more people", 3: "three more people"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence; the higher its `worth`, the longer it stays when room is short."""

    text: str
    worth: int


def compose(
    scene: SceneSpec,
    kind: str,
    attributes: Sequence[str],
    caption: str,
    clauses: Sequence[Clause],
    bible: Bible,
    limit_chars: int,
) -> Prompt:
    """The prompt of a description of a kind; only words of ours and of the reader stand in it."""
    told = " ".join((caption, *attributes))
    people = [c for c in clauses if c.kind == "character" and c.text]
    if kind not in ("character", "action"):
        people = [c for c in people if shows(scene.people, c, told)]
    named, unnamed = people[:MAX_NAMED], len(people) - MAX_NAMED
    things = [c for c in clauses if c.kind != "character" and c.text]
    left = others(scene.people, people)
    crowd = company(left, len(named))
    if unnamed > 0:
        crowd.append(_NUMBERS.get(unnamed, "a crowd of other people"))
    minor = any(c.age == "child" for c in people) or has_minor(
        " ".join((told, *crowd)), scene.people
    )
    roles = {w for p in left for w in (p.role or "").split()[-1:]}
    free = {p.sex for p in left if p.sex}
    doing, softly = action(caption, named, free, roles, minor=minor)
    said = content(" ".join((doing, *crowd)))
    alone = len(named) + len(left) <= 1
    seen, softly_seen = details(
        attributes, said, alone=alone, people={r.lower() for r in roles},
        names=[n for c in people for n in (c.name, *c.aliases) if n], minor=minor,
    )  # fmt: skip
    if scene.kind == "object" or not (seen or doing):
        seen += _objects(scene, content(" ".join((doing, *seen, *crowd))))
    if not (seen or doing or crowd or named):
        seen = anything(attributes, minor=minor)
    doing, seen = with_right_articles(doing), [with_right_articles(one) for one in seen]
    opening = setting(scene, " ".join((doing, *seen)))
    several = len(named) + len(left) != 1
    if opening.startswith("Half-length") and several:
        opening = opening.replace(
            "Half-length portrait", "Medium view" if left or named else "Close view"
        )
    elif opening.startswith("Close still life") and named:
        opening = opening.replace("Close still life", "Medium view")
    parts = [_Part(f"{opening}.", 100)]
    parts += [_Part(f"{c.text}.", 95 - i) for i, c in enumerate(named)]
    if crowd:
        word = "Also in the picture" if named else "People"
        parts.append(_Part(f"{word}: {', '.join(crowd)}.", 70))
    if doing:
        parts.append(_Part(f"{doing}.", 80))
    parts += [_Part(f"{c.text}.", 60) for c in things]
    parts += _seen(seen)
    if scene.mood:
        parts.append(_Part(f"{scene.mood.capitalize()} mood.", 20))
    parts += _ending(bible, minor=minor)
    return _finished(parts, (*named, *things), bible, limit_chars, (*softly, *softly_seen))


def _seen(seen: Sequence[str]) -> list[_Part]:
    """One sentence of details, of which each may go by itself, the last first."""
    return [_Part(one, 50 - i) for i, one in enumerate(seen)]


def _objects(scene: SceneSpec, said: set[str]) -> list[str]:
    """Things of the scene spec where the words show little."""
    names = [one.replace("_", " ") for one in scene.objects]
    new = [one for one in names if not content(one) & said and one not in ("window", "column")]
    return [f"a {one}" if not one.endswith("s") and one not in _MASS else one for one in new[:4]]


_MASS = frozenset(("bread", "fruit", "smoke"))


def _ending(bible: Bible, *, minor: bool) -> list[_Part]:
    """Time and country, style and palette, and that no lettering is wanted."""
    style = STYLES.get(bible.style_id) or STYLES[DEFAULT_STYLE]
    where = ", ".join(
        _own(w, minor=minor) for w in (bible.country, bible.era) if _own(w, minor=minor)
    )
    parts = [_Part(f"Setting: {where}.", 40)] if where else []
    own = _own(bible.style_words, minor=minor)
    parts.append(_Part(f"Style: {style.words}{f'; {own}' if own else ''}.", 98))
    colours = bible.palette or style.grade
    if colours:
        parts.append(
            _Part(f"Palette: {listed(colour_words(colours))}.", 45 if bible.palette else 10)
        )
    parts.append(_Part(NO_TEXT, 99))
    return parts


def _own(words: str, *, minor: bool) -> str:
    """The reader's words for a prompt: English, by the rules; nothing of what they refuse."""
    said = english(words).strip(" .;")
    if not said or refused(said) or (minor and unfit_beside_minors(said)):
        return ""
    return softened(said)[0]


def _finished(
    parts: Sequence[_Part],
    clauses: Sequence[Clause],
    bible: Bible,
    limit: int,
    rules: Sequence[str],
) -> Prompt:
    kept = list(parts)
    while len(_text(kept)) > limit and len(kept) > 1:
        least = min(kept, key=lambda p: p.worth)
        if least.worth >= 94:
            break
        kept.remove(least)
    text = _cut(_text(kept), limit)
    verdict = check_words(text)
    used = tuple(c for c in clauses if c.text and c.text in text)
    style = STYLES.get(bible.style_id) or STYLES[DEFAULT_STYLE]
    negative = [_NEGATIVE, style.negative]
    if era_of(english(f"{bible.era} {bible.country}")) not in ("modern", "future"):
        negative.append(_MODERN)
    return Prompt(
        text=text,
        negative=", ".join(negative),
        clauses=used,
        used_refs=tuple(c.entity_id for c in used),
        softened=tuple(dict.fromkeys((*rules, *verdict.softened))),
    )


def _text(parts: Sequence[_Part]) -> str:
    """Sentences in order; the details among them as one."""
    said: list[str] = []
    listing: list[str] = []
    for part in parts:
        if part.text.endswith("."):
            if listing:
                said.append(f"Details: {', '.join(listing)}.")
                listing = []
            said.append(part.text)
        else:
            listing.append(part.text)
    return " ".join(said)


def _cut(text: str, limit: int) -> str:
    """At most `limit` characters, ending with a whole word."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1]
    at = max(cut.rfind(". ") + 1, 0)
    return cut[: at if at > limit // 2 else max(cut.rfind(" "), 0)].rstrip(" ,;:")


def card_prompt(entity: Entity, clause: Clause, bible: Bible) -> Prompt:
    """The prompt of a reference card: one figure or thing before a plain background."""
    if entity.kind == "character":
        opening = (
            "Character reference: one single figure, full length, three-quarter view, standing in a"
            " relaxed neutral pose, the full outfit visible, even soft light, plain light neutral"
            " background."
        )
    elif entity.kind == "place":
        opening = "Place reference: one wide view without people, even daylight."
    else:
        opening = "Object reference: one thing alone, three-quarter view, plain neutral background."
    text = clause.text or clause.name
    parts = [_Part(opening, 100)]
    if text:
        parts.append(_Part(f"{text}.", 97))
    parts += _ending(bible, minor=clause.age == "child")
    made = _finished(parts, (clause,), bible, 4_000, ())
    return Prompt(made.text, made.negative, made.clauses, (), made.softened)


def key_of(prompt: Prompt) -> str:
    """What stands for a prompt: its words, what it forbids, and whose cards may go along."""
    told = "\x1f".join((prompt.text, "\x1e", prompt.negative, "\x1e", *prompt.used_refs))
    return hashlib.sha256(unicodedata.normalize("NFC", told).encode()).hexdigest()


def is_english(prompt: Prompt) -> bool:
    """Whether not a letter of a prompt is of another alphabet."""
    return is_plain(prompt.text + prompt.negative) and bool(words_of(prompt.text))
