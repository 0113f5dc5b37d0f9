"""The word rules: what is softened once, what is kindly refused, and who is a minor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bookcore.bible.model import Refusal, Verdict
from bookcore.scene.spec import Person

_THINGS = (
    "sword|swords|blade|blades|sabre|sabres|steel|branch|branches|bough|boughs|tree|trees|twigs"
    "|rock|rocks|cliff|cliffs|wall|walls|eye|earth|ground|ridge|hill|hills|peak|peaks|light|flame"
    "|floor|boards|steppe|field|fields|mountain|mountains|trunk|trunks|bank|banks|stone|stones"
    "|shore|shores|beach|bulb|window|windows"
)
_RU = r"(?:[а-яё]*)"
_BARE_RU = (
    r"(?:полу)?гол(?:ый|ая|ое|ые|ого|ую|ой|ым|ых|ыми|ому)"
    r"(?!\s+(?:степ|дерев|ветв|ветк|скал|стен|земл|пол|кам|холм|гор|берег|утёс|утес|дуб|куст))"
)


class Rule(NamedTuple):
    """`id` is told to the reader; what the words become stands where they stood."""

    id: str
    words: re.Pattern[str]
    instead: str


def _rule(name: str, words: str, instead: str) -> Rule:
    return Rule(name, re.compile(rf"\b(?:{words})\b", re.I), instead)


SOFTENED = (
    _rule("bare", rf"(?:naked|nude)(?= (?:\w+ )?(?:{_THINGS})\b)", "bare"),
    _rule("nudity", r"(?:stark |half[- ]?|completely )?(?:naked|nude|unclothed|undressed|topless)"
          r"|in the nude|without (?:any )?clothes|wearing nothing", "dressed in a plain robe"),
    _rule("nudity", rf"{_BARE_RU}|обнаж[её]нн{_RU}|наг(?:ой|ая|ие|ую|ого|их)",
          "в простой одежде"),
    _rule("nudity", r"(?:bare|naked|exposed) (?:breasts?|bosoms?|buttocks?|thighs?|belly|bodies|body|chest)",
          "simple clothing"),
    _rule("nudity", r"(?:full |heaving |large |ample |white |round )*(?:breasts|bosoms?|cleavage|buttocks"
          r"|thighs)", "figure"),
    _rule("nakedness", "nakedness|nudity", "simplicity"),
    _rule("passion", "voluptuous|lustful|lascivious|wanton|sensual", "graceful"),
    _rule("passion", "passionately kissing|kissing passionately", "embracing gently"),
    _rule("blood", r"(?:covered|soaked|smeared|drenched|stained|spattered) (?:in|with) blood", "in dramatic red light"),
    _rule("blood", r"blood[- ]?(?:soaked|stained|covered|smeared|spattered)", "red-stained"),
    _rule("blood", r"(?:pools?|streams?|drops|trickles?|puddles?) of blood", "deep red shadow"),
    _rule("blood", r"bloody|bleeding|gory", "reddened"),
    _rule("blood", r"blood|gore", "dramatic red light"),
    _rule("blood", rf"кровав{_RU}|окровавлен{_RU}", "багряный"),
    _rule("blood", r"кровь|крови|кровью", "багряный свет"),
    _rule("death", r"dead bodies|corpses|cadavers", "figures lying still"),
    _rule("death", r"dead body|corpse|cadaver", "figure lying still"),
    _rule("death", r"dead(?= (?:\w+ )?(?:man|men|woman|women|soldiers?|people|child|children|boy|girl"
          r"|baby|infant|brother|sister|mother|father|knight|face)\b)", "sleeping"),
    _rule("death", rf"труп(?:а|у|ом|е|ы|ов|ам|ами|ах)?|мертвец{_RU}", "неподвижная фигура"),
    _rule("death", r"(?:hanged|lynched) (?:man|men|woman|people|bod(?:y|ies))", "solemn figures"),
    _rule("death", r"(?:an? )?(?:\w+ )?(?:man|men|woman|women|bod(?:y|ies)|corpses?|figures?|head) hanging (?:\w+ ){0,4}"
          r"(?:ropes?|nooses?|gallows|gibbets?)", "bare wooden posts"),
    _rule("death", r"(?:an? )?(?:man|woman|son|daughter|child|people|body) burning in (?:the |a )?fires?", "fire"),
    _rule("death", r"gallows|gibbets?|nooses?|scaffold for execution", "bare wooden posts"),
    _rule("death", rf"виселиц{_RU}", "деревянные столбы"),
    _rule("killing", r"(?:killing|murdering|slaying|slaughtering|stabbing|strangling|butchering"
          r"|slashing|impaling|shooting)", "confronting"),
    _rule("killing", r"(?:kills|murders|slays|slaughters|stabs|strangles|butchers|slashes)",
          "confronts"),
    _rule("killing", r"kill|murder|slay|slaughter|stab|strangle", "confront"),
    _rule("killing", r"(?:killed|murdered|slain|slaughtered|stabbed|strangled|butchered)", "fallen"),
    _rule("killing", rf"уби(?:вает|вают|ла|л|ли|ть|т|тый|тая|тые)|зарез{_RU}", "противостоит"),
    _rule("wounds", r"(?:gaping|open|deep|festering|fatal) wounds?|mangled|maimed", "bandages"),
    _rule("wounds", r"wounds?|gashes", "bandages"),
    _rule("wounds", r"wounded", "bandaged"),
    _rule("wounds", r"severed (?:heads?|hands?|arms?|legs?|limbs?)|taking out the head", "a covered bundle"),
)  # fmt: skip

_SEXUAL = re.compile(
    r"\b(?:porn\w*|hentai|nsfw|xxx|erotic\w*|orgasm\w*|orgy|orgies|masturbat\w*|fellatio|cunnilingus"
    r"|blow ?job\w*|hand ?job\w*|penis\w*|vagina\w*|genital\w*|clitoris|nipples?|vulva|testicl\w*"
    r"|sexual\w*|sexy|sexiest|sex|having sex|intercourse|coitus|copulat\w*|making love|make love"
    r"|lingerie|fetish\w*|bdsm|bondage|striptease|strippers?|upskirt|panties|thong|rape[ds]?|raping"
    r"|rapist|molest\w*|incest\w*|seduc(?:ed?|es|ing|tive|tively|tion)|spread(?:ing)? (?:her|his) legs"
    r"|порно\w*|эроти\w*|секс\w*|оргазм\w*|оргия|оргии|мастурб\w*|пенис\w*|вагин\w*|гениталии\w*"
    r"|соск(?:и|ами|ов)|совокупл\w*|изнасил\w*|инцест\w*|стриптиз\w*|трусик\w*|соблазн\w*)\b",
    re.I,
)
_VIOLENT = re.compile(
    r"\b(?:gore ?fest|dismember\w*|disembowel\w*|decapitat\w*|behead\w*|tortur(?:e[ds]?|ing)|mutilat\w*"
    r"|entrails|intestines|eviscerat\w*|flay(?:ed|ing)|skinned alive|burn(?:ed|ing|t) alive|snuff film"
    r"|massacre of|suicide|self[- ]harm|brains? (?:out|spilling)"
    r"|расчлен\w*|обезглав\w*|пытк\w*|пытают|пытать|потрошит\w*|самоубий\w*|кишки)\b",
    re.I,
)
_MINOR = re.compile(
    r"\b(?:child(?:ren)?|boys?|girls?|kids?|bab(?:y|ies)|infants?|toddlers?|teen(?:s|ager|agers|aged?)?"
    r"|pre-?teens?|adolescents?|schoolboys?|schoolgirls?|schoolchild(?:ren)?|lads?|lass(?:es)?|lolita"
    r"|youngsters?|minors?|under-?age|tots?|urchins?|little (?:one|ones|sister|brother)"
    r"|loli|shota|реб[её]н\w*|дети|детей|детям|детьми|дитя|мальчи\w*|девоч\w*|девчон\w*|подрост\w*"
    r"|младен\w*|малыш\w*|школьни\w*|несовершеннолет\w*)\b",
    re.I,
)
_YEARS = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen)[- ](?:years?[- ]old|y\.?o\.?\b|years? of age)"
    r"|\b(?:aged?|age of) (\d{1,2})\b|\b(\d{1,2})[- ](?:лет|год|года)\b",
    re.I,
)
_SPELT = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_OF_AGE = 18
_UNFIT_BESIDE_MINORS = re.compile(
    r"\b(?:naked|nude|nudity|nakedness|undress\w*|unclothed|topless|bare (?:breast|bosom|thigh|bod)\w*"
    r"|breasts?|cleavage|buttocks|kiss\w* (?:\w+ ){0,3}(?:lips|mouth)|passionate\w*|lust\w*|sensual|voluptuous|wanton|bikini|underwear"
    r"|alluring|provocative\w*|revealing (?:dress|cloth|outfit)\w*|flirt\w*|bed together"
    rf"|{_BARE_RU}|обнаж\w*|наг(?:ой|ая|ие|ую|ого|их)|раздет\w*|откровенн\w*)\b",
    re.I,
)


def _years(text: str) -> list[int]:
    found = []
    for groups in _YEARS.findall(text):
        said = next(g for g in groups if g).lower()
        found.append(int(said) if said.isdigit() else _SPELT[said])
    return found


def has_minor(text: str, people: Sequence[Person] = ()) -> bool:
    """Whether words or figures speak of somebody under eighteen."""
    if any(p.age == "child" for p in people) or _MINOR.search(text):
        return True
    return any(years < _OF_AGE for years in _years(text))


def unfit_beside_minors(text: str) -> bool:
    """Whether a phrase may not stand in a picture with somebody under eighteen."""
    return bool(_UNFIT_BESIDE_MINORS.search(text))


def refused(text: str) -> Refusal | None:
    """Why words may not be drawn at all, whoever they are about."""
    if _SEXUAL.search(text):
        return "sexual"
    return "violence" if _VIOLENT.search(text) else None


@cache
def _triggers() -> re.Pattern[str]:
    return re.compile("|".join(r.words.pattern for r in SOFTENED), re.I)


def softened(text: str) -> tuple[str, tuple[str, ...]]:
    """Words by the softening table, once, and the rules that spoke."""
    if not _triggers().search(text):
        return text, ()
    used: list[str] = []
    for rule in SOFTENED:
        text, many = rule.words.subn(rule.instead, text)
        if many:
            used.append(rule.id)
    return text, tuple(dict.fromkeys(used))


def check_words(text: str, people: Sequence[Person] = ()) -> Verdict:
    """Words as they may be sent: softened where the table says so, or with a kind refusal."""
    minor = has_minor(text, people)
    why = refused(text)
    if minor and (why == "sexual" or unfit_beside_minors(text)):
        return Verdict(text, refusal="minor")
    if why is not None:
        return Verdict(text, refusal=why)
    said, used = softened(text)
    return Verdict(said, used)
