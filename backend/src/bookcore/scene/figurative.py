"""Words of a text that name nothing seen: what a thing is only likened to, and figures of speech."""

from __future__ import annotations

from collections.abc import Sequence, Set

from bookcore.scene.vocabulary import Sign
from bookcore.text.phrases_ru import readings
from bookcore.text.readings_en import parts

_LONGEST = 7
_UNPLACED = frozenset(("горами", "волнами", "горе", "горя", "горю"))
_ALWAYS = frozenset(("словно", "будто", "точно", "подобно"))
_NOT_LIKENING = frozenset(("так", "такой", "только", "тут", "сразу", "вот", "почти"))
_MEASURES = frozenset(("stream", "sea", "ocean", "wave", "waves", "flood", "torrent", "forest",
                       "mountain", "mountains", "bed", "field", "lake", "bay", "river"))  # fmt: skip
_WORDS = {
    "real": "water trees tree oaks pines firs birches corn wheat grass flowers roses snow ice sand"
    " the a an this that our my his her their its",
    "shots": "rifle rifles gun guns shot shots shell shells volley bullets rounds magazine commenced"
    " opened under heavy stream line artillery battery cannon musket muskets pistol",
    "trains": "train trains railway railroad rail rails porter passengers ticket engine locomotive"
    " carriage guard luggage compartment terminus depot bookstall waiting newsstand",
    "drinks": "brandy wine beer rum whisky gin water tea coffee ale milk two",
}
_REAL, _SHOTS, _TRAINS, _DRINKS = (frozenset(listed.split()) for listed in _WORDS.values())


def likened(
    words: Sequence[str], forms: Sequence[str], marks: Set[int], language: str
) -> frozenset[int]:
    """Positions of words inside `как муха на блюдце`, `like a camel asleep`, `as big as a house`."""
    found: set[int] = set()
    for at in range(len(forms)):
        begins = _likens_ru(words, forms, marks, at) if language == "ru" else _likens_en(forms, at)
        if not begins:
            continue
        for i in range(at + 1, min(len(forms), at + 1 + _LONGEST)):
            if i in marks or (language == "en" and forms[i] in ("that", "which", "who", "and")):
                break
            found.add(i)
    return frozenset(found)


def _likens_ru(words: Sequence[str], forms: Sequence[str], marks: Set[int], at: int) -> bool:
    form = forms[at]
    if words[at] == "похожий":
        return True
    if form in _ALWAYS:
        return form != "точно" or at in marks
    if form != "как" or not forms[at + 1 : at + 2]:
        return False
    if at and forms[at - 1] in _NOT_LIKENING and at not in marks:
        return False
    # `видел, как река разлилась` tells what happened: a clause has its verb.
    for i in range(at + 1, min(len(forms), at + 1 + _LONGEST)):
        if i in marks:
            break
        if readings(forms[i])[0].pos in ("VERB", "INFN"):
            return False
    return True


def _likens_en(forms: Sequence[str], at: int) -> bool:
    form, after = forms[at], forms[at + 1 : at + 2]
    if form == "like":
        before = forms[at - 1] if at else ""
        return before not in ("i", "you", "we", "they", "would", "should", "to", "not", "did", "do")
    if form != "as" or not after:
        return False
    if after[0] in ("if", "though"):
        return True
    # `proud as a lion`, `as big as a pumpkin`, not `as a boy he …`
    return after[0] in ("a", "an", "the", "any") and at > 0 and _quality(forms, at)


def _quality(forms: Sequence[str], at: int) -> bool:
    return "as" in forms[max(0, at - 4) : at] or "a" in parts().get(forms[at - 1], "")


def figurative(sign: Sign, forms: Sequence[str], language: str) -> bool:
    """Whether a word is a figure of speech or a homonym where it stands."""
    at, end = sign.start, sign.start + sign.length
    form = forms[at]
    if language == "ru":
        if form in _UNPLACED and sign.field == "place":
            # `тучи пойдут горами`, `горе светилось в глазах`, not `на горе`.
            return not (at and readings(forms[at - 1])[0].pos in ("PREP", "ADJF"))
        return sign.field == "person" and at > 0 and forms[at - 1] == "при"
    near = {*forms[max(0, at - 8) : at], *forms[end : end + 8]}
    after = forms[end : end + 2]
    if form in _MEASURES and after[:1] == ["of"] and not _REAL & set(forms[end + 1 : end + 3]):
        return True
    if form in ("fire", "firing"):
        return bool(near & _SHOTS)
    if form == "station" and sign.value == "railway":
        return not _TRAINS & set(forms)
    if form == "swallow":
        return bool(_DRINKS & near)
    if form == "summer" and after[:1] == ["capital"]:
        return True
    if form in ("grandfather", "grandfather's"):
        return bool({"day", "days", "time"} & set(forms[end : end + 2]))
    return sign.value == "railway" and form == "platform" and not _TRAINS & set(forms)
