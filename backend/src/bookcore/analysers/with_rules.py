"""English, built in: names by capitals, titles and the company they keep; no model at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookcore.analysers.pieces import in_pieces
from bookcore.analysers.port import Capabilities, Doc, Entity, Label, Token
from bookcore.text.lexicon import english
from bookcore.text.sentences import sentences
from bookcore.text.tokens import Token as Piece
from bookcore.text.tokens import fold, tokens

RULES_VERSION = "1"


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words(
    "mr mrs ms miss dr sir lady lord captain colonel major general lieutenant sergeant doctor"
    " professor reverend father brother sister uncle aunt aunty cousin madam madame monsieur"
    " mademoiselle count countess prince princess king queen duke duchess baron baroness saint"
    " master mistress dame squire judge bishop capt col gen lieut rev prof esq mme mlle"
)
_LINKS = _words("de du la le von van der den del di da")
_PLACE_WORDS = _words(
    "street square house hall park hill hills river road lane castle abbey bridge island islands"
    " bay cape lake sea ocean mount mountain mountains valley forest wood woods court place gate"
    " town city county common green inn tavern manor cottage lodge heath moor gardens harbour"
    " terrace row alley church cathedral fleet thames strand"
)
_INTO = _words("in at to from of near through towards toward into round around via for")
_SPEECH = _words(
    "said says cried replied answered asked exclaimed returned whispered murmured thought observed"
    " continued shouted laughed smiled sighed remarked added began went muttered looked nodded"
    " inquired repeated called sat stood turned"
)
_NO_NAMES = _words(
    "i o oh ah god heaven lord sir madam mr mrs miss ma'am monday tuesday wednesday thursday friday"
    " saturday sunday january february march april may june july august september october november"
    " december christmas easter english french german italian spanish russian dutch latin greek"
    " irish scotch american indian turkish roman christian catholic bible chapter book part"
    " volume the a an and but or if when then there here he she it they we you his her their my"
    " your our its this that these those what who why how where which yes no not"
)
_CLOSED = {
    "DET": "the a an this that these those each every some any no",
    "PRON": "i me you he him she her it we us they them who whom myself himself herself itself",
    "ADP": "in at to from of near through towards into round with without by for on upon over under",
    "CCONJ": "and or but nor",
    "AUX": "am is are was were be been being have has had do does did will would shall should can"
    " could may might must",
    "PART": "not",
}
_POS = {word: pos for pos, words in _CLOSED.items() for word in words.split()}
_POSSESSIVE = re.compile(r"['’]s?$")
_SURE_PLACE = 0.5
_ENDINGS = (
    ("'s", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"),
    ("ing", ""), ("ing", "e"),
)  # fmt: skip


@dataclass(slots=True)
class _Kept:
    """What was seen of one name."""

    seen: int = 0
    titled: int = 0
    speaks: int = 0
    after_place_word: int = 0
    place_word: bool = False
    spans: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row: tokens [first, last) of text number `text`."""

    text: int
    first: int
    last: int
    titled: bool


class RulesEnglish:
    """Names, sentences and lemmas of English by rule; what it sees in all paragraphs counts."""

    name = "rules"
    version = RULES_VERSION

    def capabilities(self) -> Capabilities:
        """Sentences, lemmas of words it knows, and names."""
        return Capabilities(lemmas=True, entities=True)

    def analyze(self, paragraphs: Sequence[str]) -> list[Doc]:
        """One Doc for each paragraph."""
        return in_pieces(paragraphs, self._docs, self.name)

    def _docs(self, texts: list[str]) -> Iterator[Doc]:
        parts = [tokens(text) for text in texts]
        spans = [sentences(text, "en") for text in texts]
        openings = [_openings(p, s) for p, s in zip(parts, spans, strict=True)]
        names = _names(parts, openings)
        for number, pieces in enumerate(parts):
            found = sorted(names.get(number, ()), key=lambda e: e.start)
            inside = {i for e in found for i in range(e.start, e.end)}
            yield Doc(
                tuple(spans[number]),
                tuple(_token(p, p.start in inside) for p in pieces),
                tuple(found),
            )


def _openings(pieces: list[Piece], spans: list[tuple[int, int]]) -> set[int]:
    """Indices of the words that a sentence, or speech inside it, begins with."""
    starts = {a for a, _ in spans}
    found: set[int] = set()
    fresh = True
    for i, piece in enumerate(pieces):
        fresh = fresh or piece.start in starts
        if piece.is_word:
            if fresh:
                found.add(i)
            fresh = False
        elif piece.text in "\"“‘«(—:!?…'":
            fresh = True
    return found


def _token(piece: Piece, in_name: bool) -> Token:
    form = fold(piece.text)
    if not piece.is_word:
        return Token(piece.start, piece.end, form, "NUM" if form.isdigit() else "PUNCT")
    if in_name:
        return Token(piece.start, piece.end, _POSSESSIVE.sub("", piece.text), "PROPN")
    return Token(piece.start, piece.end, _lemma(form), _POS.get(form, ""))


def _lemma(form: str) -> str:
    """The listed word that a form is of; a form of no listed word stays as it is."""
    known = english()
    if form not in known:
        for ending, instead in _ENDINGS:
            if form.endswith(ending) and len(form) > len(ending) + 2:
                body = form[: len(form) - len(ending)]
                single = body[:-1] if len(body) > 3 and body[-1] == body[-2] else body
                found = next((w for w in (body + instead, single) if w in known), None)
                if found is not None:
                    return found
    return form


def _capital(piece: Piece) -> bool:
    return piece.text[0].isupper() and not (piece.text.isupper() and len(piece.text) > 3)


def _names(parts: list[list[Piece]], openings: list[set[int]]) -> dict[int, list[Entity]]:
    lower: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for pieces, opening in zip(parts, openings, strict=True):
        for i, piece in enumerate(pieces):
            if piece.is_word:
                word = _bare(piece)
                if piece.text[0].islower():
                    lower[word] += 1
                elif i not in opening:
                    inside[word] += 1

    def is_name(piece: Piece, opening: bool) -> bool:
        word = _bare(piece)
        # I'll and I'm are no names either.
        if word.partition("'")[0] in _NO_NAMES or not _capital(piece) or len(word) < 2:
            return False
        if opening:
            return inside[word] > 0 and not lower[word]
        return inside[word] > 4 * lower[word]

    kept: dict[str, _Kept] = {}
    for number, pieces in enumerate(parts):
        for run in _runs(number, pieces, openings[number], is_name):
            _note(run, pieces, kept)
    found: dict[int, list[Entity]] = {}
    for name, what in kept.items():
        label = _label(name, what, kept)
        for number, start, end in what.spans:
            found.setdefault(number, []).append(Entity(start, end, label))
    return found


def _bare(piece: Piece) -> str:
    return _POSSESSIVE.sub("", fold(piece.text))


def _runs(number: int, pieces: list[Piece], opening: set[int], is_name: object) -> Iterator[_Run]:
    assert callable(is_name)
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        title = piece.is_word and _bare(piece) in _TITLES and _capital(piece)
        first = i
        if title:
            i += 1
            if i < len(pieces) and pieces[i].text == ".":
                i += 1
        last = i
        while i < len(pieces) and _near(pieces, i, last):
            if pieces[i].is_word and is_name(pieces[i], i in opening and not title):
                i += 1
                last = i
            elif i > first and fold(pieces[i].text) in _LINKS and pieces[i].is_word:
                i += 1
            else:
                break
        named = any(p.is_word and _bare(p) not in _TITLES for p in pieces[first:last])
        if named:
            yield _Run(number, first, last, title)
            i = last
        else:
            i = max(first + 1, last)


def _near(pieces: list[Piece], i: int, last: int) -> bool:
    """Whether a word follows the one before it with a space between, and within its reach."""
    return i == 0 or i == last or pieces[i].start - pieces[i - 1].end <= 1


def _note(run: _Run, pieces: list[Piece], kept: dict[str, _Kept]) -> None:
    named = [p for p in pieces[run.first : run.last] if p.is_word]
    words = [_bare(p) for p in named]
    key = " ".join(w for w in words if w not in _TITLES)
    what = kept.setdefault(key, _Kept())
    what.seen += 1
    what.titled += run.titled
    what.place_word = what.place_word or words[-1] in _PLACE_WORDS
    before = fold(pieces[run.first - 1].text) if run.first else ""
    if before == "the" and run.first > 1:
        before = fold(pieces[run.first - 2].text)
    after = fold(pieces[run.last].text) if run.last < len(pieces) else ""
    what.after_place_word += before in _INTO
    what.speaks += after in _SPEECH or before in _SPEECH
    last = pieces[run.last - 1]
    cut = len(last.text) - len(_POSSESSIVE.sub("", last.text))
    what.spans.append((run.text, pieces[run.first].start, last.end - cut))


def _label(name: str, what: _Kept, kept: dict[str, _Kept]) -> Label:
    if what.titled:
        return "PER"
    if what.place_word:
        return "LOC"
    # A part of a titled name is that person: Elizabeth of Miss Elizabeth Bennet.
    words = set(name.split())
    if any(other.titled and words & set(full.split()) for full, other in kept.items()):
        return "PER"
    place = what.after_place_word / what.seen >= _SURE_PLACE and not what.speaks
    return "LOC" if place else "PER"
