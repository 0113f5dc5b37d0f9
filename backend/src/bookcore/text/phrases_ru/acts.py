"""Verbs, short forms, loose adjectives and adverbs of a Russian clause."""

from __future__ import annotations

from bookcore.text.lexicon import russian
from bookcore.text.phrases import MODIFIER_WORTH
from bookcore.text.phrases_ru import senses
from bookcore.text.phrases_ru.absent import livings
from bookcore.text.phrases_ru.facts import Draft
from bookcore.text.phrases_ru.groups import Part
from bookcore.text.phrases_ru.modifiers import entry_of
from bookcore.text.phrases_ru.readings import Reading
from bookcore.text.phrases_ru.roles import Roles
from bookcore.text.phrases_ru.sets import word_set
from bookcore.text.phrases_ru.state import fits, same

_COPULAS = word_set("copula")
_BEGINNING = word_set("beginning")
_MOVING = frozenset(("weather", "light", "water", "sky", "fire", "vehicle", "crowd"))
_SOMETHING = ("чем-то", "что-то", "чего-то", "нечто", "чему-то")
_SEEN = frozenset(("light", "weather", "season", "fire", "sky", "time"))


_INERT = frozenset(
    ("clothing", "headwear", "footwear", "adornment", "food", "furniture", "tableware", "material")
)
_COVERING = (
    "cover", "hid", "clasp", "fram", "light", "support", "fill", "show", "adorn", "surround",
    "hold", "reach", "cross", "touch", "press", "squeez", "encircl", "fit",
)  # fmt: skip


def _inert(draft: Draft, english: str, verb: Reading) -> bool:
    """`картуз, удил рыбу`: a thing that cannot have done it."""
    one = draft.subjects[0] if len(draft.subjects) == 1 and not draft.doing else None
    if one is None or one.animate or one.word_class not in _INERT:
        return False
    return "accs" not in one.cases and (
        livings(english, verb) and not english.startswith(_COVERING)
    )


class Acts(Roles):
    """Gives the open fact what it does or is."""

    def _verb(self, i: int, reading: Reading, negated: bool) -> int:
        following = i + 1
        if reading.lemma in _BEGINNING:
            infinitive = self.source.read(i + 1)
            if infinitive and infinitive[0].pos == "INFN":
                english = russian().get((infinitive[0].lemma, "VERB"))
                if english is not None and not negated:
                    self._act(
                        i, i + 1, reading, english.senses[0], english.word_class, infinitive[0]
                    )
                    return i + 2
        if reading.lemma in _COPULAS and reading.pos == "VERB":
            if negated:
                self._flush()
                self.like = False
                return following
            if self.draft is None:
                self._open(i, i)
            if self.draft is not None:
                self.draft.copula = True
                self.draft.verb = self.draft.verb or reading
                self.draft.reach(i, i)
            self.list = None
            return following
        entry = russian().get((reading.lemma, "VERB"))
        own = entry is not None and entry.word_class in ("posture", "expression")
        seen = reading.mood != "impr" and reading.person != "2per"
        seen = seen and (reading.person != "1per" or own)
        if entry is None or negated or not seen or reading.tense == "futr":
            self._opaque(reading)
            return following
        if entry.word_class == "abstract":
            self._come(i, reading)
            return following
        self._act(i, i, reading, entry.senses[0], entry.word_class, reading)
        return following

    def _come(self, i: int, reading: Reading) -> None:
        """`показался старик`: whoever comes into sight is seen, not the coming."""
        if self.draft is None or self.draft.doing:
            before = self.sentence_subject
            draft = self._open(i, i)
            if before and fits(reading, before):
                draft.subjects, draft.known = list(before[:1]), True
        if self.draft is not None:
            self.draft.copula = True
            self.draft.verb = self.draft.verb or reading
            self.draft.reach(i, i)
        self.last, self.list = None, None

    def _opaque(self, reading: Reading) -> None:
        """A verb that shows nothing: what follows stands alone."""
        subject = self.draft.subjects if self.draft is not None else []
        if subject and reading.pos == "VERB":
            self.sentence_subject = subject
        self._flush()
        self._alone()
        self.comma = False

    def _act(
        self, first: int, last: int, form: Reading, english: str, word_class: str, verb: Reading
    ) -> None:
        self.last, self.list, self.tail, self.comma = None, None, None, False
        draft = self.draft
        if draft is not None and _inert(draft, english, verb):
            self._flush()
            draft = None
        if draft is not None and self._handled(last, draft, verb):
            self._hand_over(draft, form)
            draft = self.draft
        if form.pos == "GRND":
            subject = draft.subjects if draft is not None else self.sentence_subject
            subject = [g for g in subject[:1] if g.animate]
            if draft is not None and draft.subjects and not draft.doing and not draft.known:
                self._resume()
                self.resume, self.draft = draft, None
            draft = self._open(first, last)
            draft.subjects, draft.known = subject, True
        elif draft is None or draft.doing or (
            draft.subjects and not fits(form, draft.subjects)
        ):  # fmt: skip
            before = draft.subjects if draft is not None else self.sentence_subject
            put_off = self.resume
            if (
                put_off is not None
                and (draft is None or draft.known)
                and fits(form, put_off.subjects)
            ):
                self._flush()
                self.draft, self.resume = put_off, None
                self._act(first, last, form, english, word_class, verb)
                return
            draft = self._open(first, last)
            if before and fits(form, before) and (before[0].animate or not livings(english, verb)):
                draft.subjects, draft.known = list(before[:1]), True
        draft.verb = verb if form.pos == "GRND" or verb is not form else form
        draft.doing, draft.verb_class = english, word_class
        draft.reach(first, last)
        if draft.subjects and not draft.known:
            self.sentence_subject = draft.subjects
        self._settle(draft)

    def _handled(self, i: int, draft: Draft, verb: Reading) -> bool:
        """`ведро тащит`: a thing before a verb that wants an object, when no other follows."""
        if not verb.transitive or draft.doing or draft.copula or len(draft.subjects) != 1:
            return False
        one = draft.subjects[0]
        if draft.known or one.animate or one.word_class in _MOVING or "accs" not in one.cases:
            return False
        for at in range(i + 1, min(i + 6, len(self.source.tokens))):
            if not self.source.is_word(at):
                break
            group = self.starts.get(at)
            if group is not None and not group.preposition and "accs" in group.cases:
                return False
        return True

    def _hand_over(self, draft: Draft, form: Reading) -> None:
        """Makes the subject of the open fact the object of a verb whose subject stood before."""
        before = [g for g in self.sentence_subject if g not in draft.subjects]
        draft.parts[:0] = [Part("", list(draft.subjects))]
        fitting = bool(before) and before[0].animate and fits(form, before)
        draft.subjects, draft.known = (before[:1], True) if fitting else ([], False)

    def _short(self, i: int, reading: Reading, negated: bool) -> None:
        entry = entry_of(reading)
        draft = self.draft
        self.list = None
        if entry is None or not entry.senses or negated:
            return
        if entry.word_class in ("abstract", "drop", "sound", "smell", "quantity", "place"):
            return
        subject = draft.subjects[0] if draft is not None and draft.subjects else None
        if subject is not None and draft is not None and not draft.doing:
            if subject.number != reading.number and len(draft.subjects) == 1:
                return
            many = subject.number == "plur"
            english = senses.adjective(
                reading.lemma, entry, subject.word_class, subject.gender, many
            )
            if reading.pos == "PRTS" and i:
                english = f"{senses.degree(self.source.forms[i - 1])} {english}".strip()
            if (reading.pos == "PRTS" and self.starts.get(i + 1)) or self._prepositional(i + 1):
                draft.doing, draft.verb_class, draft.passive = english, entry.word_class, True
                draft.verb = reading
            else:
                subject.modifiers.append(english)
                subject.worth += MODIFIER_WORTH.get(entry.word_class, 0.4)
            draft.reach(i, i)
        elif draft is None or not draft.subjects:
            draft = self._open(i, i) if draft is None or draft.doing else draft
            draft.verb, draft.passive = reading, True
            draft.doing, draft.verb_class = entry.senses[0], entry.word_class
            draft.reach(i, i)
        self.last, self.tail = None, None

    def _predicative(self, i: int) -> Reading | None:
        """`лицо бледно`: a short adjective that looks like an adverb."""
        draft = self.draft
        if draft is None or not draft.subjects or draft.doing or draft.known:
            return None
        subject = draft.subjects[0]
        for reading in self.source.read(i):
            neuter = reading.gender == subject.gender == "neut"
            if reading.pos == "ADJS" and reading.number == subject.number == "sing" and neuter:
                return reading
        return None

    def _prepositional(self, i: int) -> bool:
        group = self.starts.get(i + 1) if self.source.forms[i : i + 1] else None
        return group is not None and group.preposition != ""

    def _governs(self, i: int) -> bool:
        """Whether an adjective has words of its own after it: `одетый в`, `одетый как`."""
        return self._prepositional(i + 1) or self.source.forms[i + 1 : i + 2] == ["как"]

    def _loose(self, i: int, negated: bool) -> None:
        """An adjective or participle that stands in no group."""
        near = self.source.forms[max(0, i - 2) : i]
        if negated or self.like or any(f.endswith(_SOMETHING) for f in near):
            return
        last = self.last
        found = sorted(
            self.source.read(i), key=lambda r: not (last is not None and same(r, last))
        )  # fmt: skip
        for reading in found:
            if reading.pos not in ("ADJF", "PRTF"):
                continue
            entry = entry_of(reading)
            if entry is None or not entry.senses or entry.word_class in ("abstract", "drop"):
                continue
            if (
                reading.pos == "PRTF" and last is not None and same(reading, last)
                and (self.comma or last.last == i - 1)
            ):  # fmt: skip
                last.tail.append(Part("", [], entry.senses[0]))
                last.last = max(last.last, i)
                self.tail = last
                self._reach(i)
                return
            draft = self.draft
            subject = draft.subjects[0] if draft is not None and draft.subjects else None
            if (
                subject is not None and draft is not None and same(reading, subject, draft.copula)
                and (draft.copula or draft.doing or self.comma or self.source.forms[i - 1] in ("и", "—", "–"))
            ):  # fmt: skip
                many = subject.number == "plur"
                subject.modifiers.append(
                    senses.adjective(reading.lemma, entry, subject.word_class, subject.gender, many)
                )
                subject.worth += MODIFIER_WORTH.get(entry.word_class, 0.4)
                draft.reach(i, i)
                return
            if reading.pos == "PRTF" and self.source.is_word(i + 1):
                self.held = (reading, entry.senses[0], [], i)
            elif entry.word_class not in ("sound", "smell", "quantity"):
                self.adjectives.append((reading, entry, i))
            return

    def _adverb(self, i: int, form: str) -> None:
        entry = russian()[(form, "ADVB")]
        draft = self.draft
        if i and self.source.forms[i - 1] in ("не", "ни", "нет"):
            return
        following = self.source.read(i + 1)[:1]
        opens = i and self.source.forms[i - 1] in ("и", ",", "а", "но", "да", "потом", "затем")
        if draft is not None and draft.doing and opens and following and (
            following[0].pos in ("VERB", "GRND") and entry.word_class not in _SEEN
        ):  # fmt: skip
            self.pending, self.pending_first = [Part("", [], entry.senses[0])], i
            return
        if draft is not None and draft.doing:
            again = draft.verb_class == "light" and not draft.subjects and entry.word_class in _SEEN
            draft.parts.append(Part("and" if again else "", [], entry.senses[0]))
            draft.reach(i, i)
        elif entry.word_class in _SEEN and not self._before_adjective(i):
            if draft is not None and draft.subjects:
                return
            draft = self._open(i, i) if draft is None else draft
            draft.doing, draft.verb_class = entry.senses[0], "light"
            draft.reach(i, i)
        elif entry.word_class in ("place", "time") and draft is None:
            if not self.pending:
                self.pending_first = i
            self.pending.append(Part("", [], entry.senses[0]))
        elif entry.word_class in ("place", "quality", "expression"):
            at = i + 1
            while self.source.forms[at : at + 1] == ["и"] or (
                (self.source.forms[at : at + 1] or [""])[0], "ADVB"
            ) in russian():  # fmt: skip
                at += 1
            following = self.source.read(at)[:1]
            if following and following[0].pos in ("VERB", "GRND"):
                if not self.pending:
                    self.pending_first = i
                self.pending.append(Part("", [], entry.senses[0]))

    def _before_adjective(self, i: int) -> bool:
        return any(r.pos in ("ADJF", "PRTF", "ADJS", "PRTS") for r in self.source.read(i + 1)[:1])
