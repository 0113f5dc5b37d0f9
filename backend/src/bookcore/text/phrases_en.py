"""Noun phrases of an English text, in its own words."""

from __future__ import annotations

import re

from bookcore.text.lexicon import english_class
from bookcore.text.phrases import MODIFIER_WORTH, WORTH, Phrase
from bookcore.text.tokens import Token, fold, tokens

_HEADS = frozenset(
    [
        "face",
        "body",
        "clothing",
        "headwear",
        "footwear",
        "adornment",
        "person",
        "crowd",
        "animal",
        "bird",
        "room",
        "furniture",
        "household",
        "tableware",
        "food",
        "book",
        "weapon",
        "tool",
        "vehicle",
        "music",
        "building",
        "architecture",
        "street",
        "settlement",
        "landscape",
        "water",
        "forest",
        "flower",
        "field",
        "mountain",
        "sky",
        "weather",
        "season",
        "time",
        "fire",
        "light",
        "material",
        "expression",
        "pattern",
        "shape",
        "texture",
    ]
)
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "my",
        "our",
        "your",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "me",
        "him",
        "them",
        "us",
        "and",
        "or",
        "but",
        "nor",
        "of",
        "in",
        "on",
        "at",
        "to",
        "from",
        "by",
        "with",
        "without",
        "for",
        "as",
        "than",
        "into",
        "onto",
        "upon",
        "over",
        "under",
        "above",
        "below",
        "beneath",
        "beside",
        "between",
        "among",
        "across",
        "along",
        "around",
        "round",
        "through",
        "against",
        "near",
        "toward",
        "towards",
        "behind",
        "before",
        "after",
        "about",
        "up",
        "down",
        "out",
        "off",
        "away",
        "back",
        "again",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "am",
        "had",
        "has",
        "have",
        "having",
        "did",
        "do",
        "does",
        "done",
        "would",
        "could",
        "should",
        "might",
        "must",
        "may",
        "can",
        "shall",
        "will",
        "not",
        "no",
        "if",
        "when",
        "while",
        "where",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "how",
        "why",
        "there",
        "here",
        "then",
        "now",
        "so",
        "such",
        "too",
        "very",
        "quite",
        "rather",
        "almost",
        "just",
        "only",
        "even",
        "still",
        "yet",
        "also",
        "once",
        "more",
        "most",
        "much",
        "some",
        "any",
        "all",
        "each",
        "every",
        "both",
        "either",
        "neither",
        "other",
        "another",
        "same",
        "own",
        "one's",
        "said",
        "says",
        "went",
        "go",
        "goes",
        "going",
        "gone",
        "came",
        "come",
        "comes",
        "coming",
        "got",
        "get",
        "gets",
        "made",
        "make",
        "makes",
        "took",
        "take",
        "takes",
        "taken",
        "gave",
        "give",
        "gives",
        "saw",
        "see",
        "sees",
        "seen",
        "looked",
        "look",
        "looks",
        "looking",
        "seemed",
        "seem",
        "seems",
        "felt",
        "feel",
        "feels",
        "knew",
        "know",
        "thought",
        "found",
        "find",
        "told",
        "tell",
        "asked",
        "put",
        "let",
        "left",
        "kept",
        "keep",
        "began",
        "begin",
        "turned",
        "turn",
        "turns",
        "fell",
        "rose",
        "lay",
        "sat",
        "stood",
        "hung",
        "ran",
        "shone",
        "sprang",
        "threw",
        "thrust",
        "held",
        "wore",
        "wears",
        "bore",
        "caught",
        "brought",
        "led",
        "drew",
        "sank",
        "flew",
        "blew",
        "spoke",
        "heard",
        "became",
        "become",
        "appeared",
        "stretched",
        "never",
        "always",
        "ever",
        "indeed",
        "perhaps",
        "however",
        "though",
        "although",
        "because",
        "until",
        "till",
        "since",
        "like",
        "unlike",
        "amid",
        "amidst",
        "beyond",
        "within",
        "yes",
        "oh",
        "well",
        "ah",
        "sir",
        "mr",
        "mrs",
        "miss",
        "ye",
        "thou",
        "thee",
        "thy",
        "mine",
        "yours",
        "ours",
        "ones",
        "something",
        "nothing",
        "anything",
        "everything",
        "someone",
        "anyone",
        "everyone",
        "nobody",
        "whether",
        "therefore",
        "themselves",
        "himself",
        "herself",
        "itself",
        "myself",
        "yourself",
        "upward",
        "downward",
        "forward",
        "backward",
        "aside",
        "apart",
        "together",
        "twice",
        "thus",
        "hence",
        "else",
        "ago",
    ]
)
_COUNTS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "twenty",
        "several",
        "many",
    ]
)
_VERBAL = re.compile("..(ed|ing)$")
_NOUNS_IN_ED = frozenset(["bed", "shed", "sled", "weed", "reed", "steed", "seed", "breed", "thread", "bread", "morning", "evening", "ceiling", "building", "wing", "ring", "king", "string", "spring", "clothing", "painting", "railing", "lightning", "darling", "wedding", "clearing", "opening", "dwelling", "lining"])  # fmt: skip
_ADJECTIVE = re.compile("..(ous|ful|less|ish|ive|able|ible|y|en|ic|al|ed|ing|like|ern|ar|ant|ent)$")
_NOUN_ENDING = re.compile("(ness|ment|tion|ity|ance|ence|ship)$")
_POSES = frozenset(
    [
        "standing",
        "sitting",
        "lying",
        "walking",
        "running",
        "riding",
        "kneeling",
        "leaning",
        "crouching",
        "sleeping",
        "weeping",
        "smiling",
        "laughing",
        "dancing",
        "hanging",
        "burning",
        "floating",
        "flying",
        "glittering",
        "shining",
        "glowing",
        "flickering",
        "reading",
        "writing",
        "smoking",
        "bending",
        "seated",
        "mounted",
        "crouched",
        "huddled",
        "asleep",
        "kneeled",
        "stooping",
        "fluttering",
        "drifting",
        "galloping",
        "climbing",
        "rising",
        "falling",
        "stretching",
    ]
)
FINITE = {
    "stood": "standing", "sat": "sitting", "lay": "lying", "knelt": "kneeling", "hung": "hanging",
    "smiled": "smiling", "wept": "weeping", "walked": "walking", "ran": "running", "rode": "riding",
    "leaned": "leaning", "leant": "leaning", "burned": "burning", "burnt": "burning",
    "shone": "shining", "danced": "dancing", "slept": "sleeping", "glittered": "glittering",
    "floated": "floating", "galloped": "galloping", "crouched": "crouching", "laughed": "laughing",
    "looked": "looking", "gazed": "gazing", "stared": "staring", "held": "holding",
    "carried": "carrying", "rose": "rising", "fell": "falling", "turned": "turning",
    "stretched": "stretching", "moved": "moving", "crept": "creeping", "climbed": "climbing",
    "wore": "wearing", "bent": "bending", "pointed": "pointing", "rushed": "rushing",
    "sank": "sinking", "swung": "swinging", "glowed": "glowing", "gleamed": "gleaming", "drifted": "drifting",
}  # fmt: skip
_LACKING = frozenset(["no", "not", "without", "nor", "neither", "never"])


class _Word:
    __slots__ = ("form", "kind", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.form = fold(token.text).removesuffix("'s")
        self.kind = "" if self.form in _STOP else english_class(self.form)


def _can_head(word: _Word) -> bool:
    if word.kind not in _HEADS:
        return False
    return word.form in _NOUNS_IN_ED or not _VERBAL.match(word.form)


def _can_modify(word: _Word, capital: bool) -> bool:
    if word.form in _STOP or capital or word.kind in ("abstract", "drop"):
        return False
    if word.form.endswith("ly") and word.kind not in ("size", "colour", "light"):
        return False
    return bool(word.kind) or "-" in word.form or bool(_ADJECTIVE.match(word.form))


def _lacking(words: list[_Word | None], i: int) -> bool:
    for at in range(i - 1, max(-1, i - 4), -1):
        before = words[at]
        if before is None:
            return False
        if before.form in _LACKING:
            return True
        if before.form in ("a", "an", "the", "any"):
            continue
        return False
    return False


def phrases(source: str) -> list[Phrase]:
    """Noun phrases in text order."""
    found: list[Phrase] = []
    words: list[_Word | None] = []
    marks: list[str] = []
    starts: set[int] = set()
    fresh = True
    for token in tokens(source):
        if token.is_word:
            if fresh:
                starts.add(len(words))
            words.append(_Word(token))
            fresh = False
        else:
            words.append(None)
            fresh = token.text in '.!?"“”‘—(:'
        marks.append(token.text)
    i = 0
    ended: dict[int, int] = {}
    while i < len(words):
        run: list[_Word] = []
        begin = i
        while i < len(words):
            word = words[i]
            if word is None:
                after = words[i + 1] if i + 1 < len(words) else None
                if (
                    marks[i] == ","
                    and run
                    and after
                    and not _can_head(run[-1])
                    and (_can_modify(after, False))
                ):
                    i += 1
                    continue
                if marks[i] == "-" and run:
                    i += 1
                    continue
                break
            capital = word.token.text[0].isupper() and i not in starts
            if not (_can_modify(word, capital) or (_can_head(word) and not capital)):
                break
            run.append(word)
            i += 1
        while run and not _can_head(run[-1]):
            run.pop()
        if run and not _lacking(words, begin):
            phrase = _phrase(run, words, begin, i)
            joined = begin - 1
            while (
                joined >= 0
                and (w := words[joined]) is not None
                and w.form in ("a", "an", "the", "his", "her")
            ):
                joined -= 1
            of = joined >= 0 and (w := words[joined]) is not None and w.form == "of"
            if of and found and ended.get(len(found) - 1) == joined and not found[-1].of:
                head = found[-1]
                found[-1] = Phrase(
                    head.head, head.word_class, head.start, phrase.end, head.modifiers,
                    head.worth + phrase.worth / 2, head.many, head.count, phrase.text(), head.doing,
                )  # fmt: skip
            else:
                found.append(phrase)
            ended[len(found) - 1] = begin + len(run) if i == begin + len(run) else i
        i = max(i, begin + 1)
    return found


def _phrase(run: list[_Word], words: list[_Word | None], begin: int, end: int) -> Phrase:
    head = run[-1]
    said = [w for w in run[:-1] if w.form not in _COUNTS][-3:]
    counted = words[begin - 1] if begin else None
    count = next((w.form for w in run[:-1] if w.form in _COUNTS), "")
    if not count and counted is not None and counted.form in _COUNTS:
        count = counted.form
    worth = WORTH.get(head.kind, 0.2) + sum(MODIFIER_WORTH.get(w.kind, 0.5) for w in said)
    doing = ""
    after = words[end] if end < len(words) else None
    if after is not None and head.kind in ("person", "animal", "crowd", "bird", "fire", "light"):
        doing = after.form if after.form in _POSES else FINITE.get(after.form, "")
    if not doing and len(said) == 0 and after is not None and after.form in _POSES:
        doing = after.form
    return Phrase(
        head.form, head.kind, run[0].token.start, head.token.end,
        tuple(w.form for w in said), worth, count=count, doing=doing,
    )  # fmt: skip
