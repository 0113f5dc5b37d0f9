"""The facts of a Russian description: who or what is seen, doing what, where and with what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookcore.text.english import with_article
from bookcore.text.lexicon import Entry, russian
from bookcore.text.phrases import MODIFIER_WORTH, Phrase
from bookcore.text.phrases_ru import prepositions, senses
from bookcore.text.phrases_ru.facts import Draft, polished
from bookcore.text.phrases_ru.idioms import Idiom, idiom
from bookcore.text.phrases_ru.measures import measure
from bookcore.text.phrases_ru.nouns import Group, Part, Source, entry_of, group_at
from bookcore.text.phrases_ru.readings import Reading
from bookcore.text.phrases_ru.sets import word_set

_COPULAS = word_set("copula")
_BEGINNING = word_set("beginning")
_LIKE = frozenset(("как", "словно", "будто", "точно", "подобно"))
_LIKENING = word_set("likening")
_STRONG = frozenset(".!?…;:()")
_DASHES = frozenset("—–")
_JOINING = frozenset((",", "и", "да", "или"))
_WHO = frozenset(("который", "которая", "которые", "которое"))
_PERSONAL = frozenset(("face", "body", "clothing", "headwear", "expression", "posture"))
_SEEN = frozenset(("light", "weather", "season", "fire", "sky", "time"))
_NOT = frozenset(("не", "ни", "нет"))
_TAIL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """A visual fact in English with the place of its words in the source."""

    text: str
    subject: str
    word_class: str
    start: int
    end: int
    worth: float
    acting: bool
    many: bool
    opening: str
    phrases: tuple[Phrase, ...]


class _Reader:
    def __init__(self, text: str) -> None:
        self.source = Source(text)
        self.drafts: list[Draft] = []
        self.draft: Draft | None = None
        self.pending: list[Part] = []
        self.pending_first = 0
        self.last: Group | None = None
        self.list: list[Group] | None = None
        self.held: tuple[Reading, str, list[Part], int] | None = None
        self.tail: Group | None = None
        self.adjectives: list[tuple[Reading, Entry, int]] = []
        self.sentence_subject: list[Group] = []
        self.referents: dict[str, tuple[Group, int]] = {}
        self.sentence = 0
        self.resume: Draft | None = None
        self.like = False
        self.comma = False
        self.starts = self._groups()

    def _groups(self) -> dict[int, Group]:
        found: dict[int, Group] = {}
        used = -1
        last: Group | None = None
        for i in range(len(self.source.tokens)):
            if i <= used:
                continue
            group = group_at(self.source, i)
            if group is None:
                continue
            group.first = max(group.first, used + 1)
            if last is not None and _same_person(last, group) and group.first == used + 1:
                last.last = used = group.last
                continue
            found[group.first] = group
            used, last = group.last, group
        return found

    # reading

    def read(self) -> list[Draft]:
        source, i = self.source, 0
        while i < len(source.tokens):
            group = self.starts.get(i)
            if group is not None and idiom(source.forms, i) is None:
                self._group(group)
                self.comma = False
                i = group.last + 1
                continue
            form = source.forms[i]
            if not source.is_word(i):
                self._mark(form)
                i += 1
                continue
            i = self._word(i, form)
        self._unnamed()
        self._flush()
        self._resume()
        self._alone()
        return sorted(self.drafts, key=lambda d: d.first)

    def _resume(self) -> None:
        """Gives back the subject that a participle clause had put off."""
        if self.resume is not None:
            self.draft, self.resume = self.resume, None
            self._flush()

    def _mark(self, form: str) -> None:
        if form in _STRONG:
            self._unnamed()
            self._flush()
            self._resume()
            self._alone()
            if form in ".!?…;":
                self.sentence_subject = []
            self.sentence += form in ".!?…"
        elif form in _DASHES:
            if self.draft is not None and self.draft.subjects and not self.draft.doing:
                self.draft.copula = True
            else:
                self._flush()
        elif form == ",":
            self.comma = True
            self.tail = None
            if self.held is not None:
                self.held = None
        self.like = False

    def _flush(self) -> None:
        draft = self.draft
        if draft is not None and (
            (draft.subjects and not draft.known) or draft.doing or (draft.known and draft.parts)
        ):
            soon = [p for p in self.pending if p.words and p.words.endswith("ly")]
            draft.parts.extend(p for p in self.pending if p not in soon)
            if soon and not self._objects(draft):
                draft.parts[:0] = soon
            self.pending = []
            self.drafts.append(draft)
        self.draft, self.last, self.list = None, None, None
        self.tail, self.held, self.like = None, None, False

    def _alone(self) -> None:
        """Places that no fact has taken are shown for themselves."""
        for part in self.pending:
            for group in part.groups:
                draft = Draft(group.first, group.last)
                draft.subjects = [group]
                self.drafts.append(draft)
        self.pending = []

    def _open(self, first: int, last: int) -> Draft:
        pending, self.pending = self.pending, []
        self._flush()
        if pending:
            first = min(first, self.pending_first)
        self.pending = pending
        self.draft = Draft(first, last)
        return self.draft

    def _word(self, i: int, form: str) -> int:
        source = self.source
        said = idiom(source.forms, i)
        if said is not None:
            self._idiom(i, i + said.length - 1, said)
            return i + said.length
        measured = measure(source, i, self._person())
        if measured is not None:
            self.last = measured[0] or self.last
            return measured[1]
        if form in _LIKE or reading_like(source, i):
            self.like = True
            return i + 1
        if form in ("и", "да", "или"):
            return i + 1
        if form.startswith("котор") and form not in _WHO:
            self._flush()
            self._alone()
            self.sentence_subject = []
            return i + 1
        if form in _WHO and self.last is not None:
            group = self.last
            self._flush()
            draft = self._open(i, i)
            draft.subjects, draft.known = [group], True
            self.last = group
            return i + 1
        if form in ("что", "чтобы", "когда", "если", "где", "куда", "хотя", "потому", "но", "а"):
            self._flush()
            return i + 1
        reading = source.read(i)[0]
        negated = i > 0 and source.forms[i - 1] in _NOT
        if reading.pos in ("VERB", "GRND"):
            return self._verb(i, reading, negated)
        if reading.pos in ("PRTS", "ADJS"):
            self._short(i, reading, negated)
        elif self._predicative(i) is not None:
            self._short(i, self._predicative(i) or reading, negated)
        elif reading.pos in ("ADJF", "PRTF"):
            self._loose(i, negated)
        elif (form, "ADVB") in russian():
            self._adverb(i, form)
        else:
            if reading.pos in ("NOUN", "INFN"):
                self.last, self.list, self.adjectives = None, None, []
            if reading.pos == "INFN":
                self.tail = None
        if reading.pos not in ("PREP", "PRCL"):
            self.comma = False
        return i + 1

    def _idiom(self, first: int, last: int, said: Idiom) -> None:
        draft = self.draft
        self.last, self.list, self.comma = None, None, False
        if not said.english:
            return
        if draft is not None and draft.doing and said.english.endswith("ing"):
            draft.doing = said.english
            draft.reach(first, last)
        elif (
            draft is not None and draft.subjects and not draft.doing
            and said.word_class in ("face", "age", "headwear") and " " not in said.english
        ):  # fmt: skip
            draft.subjects[0].modifiers.insert(0, said.english)
            draft.reach(first, last)
        elif draft is not None and (draft.doing or draft.subjects):
            draft.parts.append(Part("", [], said.english))
            draft.reach(first, last)
        else:
            if not self.pending:
                self.pending_first = first
            self.pending.append(Part("", [], said.english))

    def _person(self) -> Group | None:
        if self.last is not None and self.last.word_class == "person":
            return self.last
        if self.draft is not None and self.draft.subjects:
            return self.draft.subjects[0]
        return None

    # verbs

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
        seen = reading.mood != "impr" and reading.person not in ("1per", "2per")
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
            if before and _fits(reading, before):
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
        if form.pos == "GRND":
            subject = draft.subjects if draft is not None else self.sentence_subject
            subject = [g for g in subject[:1] if g.animate]
            if draft is not None and draft.subjects and not draft.doing and not draft.known:
                self._resume()
                self.resume, self.draft = draft, None
            draft = self._open(first, last)
            draft.subjects, draft.known = subject, True
        elif draft is None or draft.doing or (
            draft.subjects and not _fits(form, draft.subjects)
        ):  # fmt: skip
            before = draft.subjects if draft is not None else self.sentence_subject
            put_off = self.resume
            if (
                put_off is not None
                and (draft is None or draft.known)
                and _fits(form, put_off.subjects)
            ):
                self._flush()
                self.draft, self.resume = put_off, None
                self._act(first, last, form, english, word_class, verb)
                return
            draft = self._open(first, last)
            if before and _fits(form, before) and (before[0].animate or not verb.transitive):
                draft.subjects, draft.known = list(before[:1]), True
        draft.verb = verb if form.pos == "GRND" or verb is not form else form
        draft.doing, draft.verb_class = english, word_class
        draft.reach(first, last)
        if draft.subjects and not draft.known:
            self.sentence_subject = draft.subjects
        self._settle(draft)

    @staticmethod
    def _settle(draft: Draft) -> None:
        """`глаза распухли`: of things, a change that has come about is the state it left."""
        verb = draft.verb
        if verb is None or not draft.subjects or draft.subjects[0].animate or verb.transitive:
            return
        if verb.lemma in ("идти", "пойти") and draft.subjects[0].word_class == "weather":
            draft.doing = "falling"
            return
        entry = russian().get((verb.lemma, "VERB"))
        if verb.perfective and verb.tense == "past" and entry and len(entry.senses) > 1:
            draft.doing = entry.senses[1]

    # short forms and loose adjectives

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

    def _loose(self, i: int, negated: bool) -> None:
        """An adjective or participle that stands in no group."""
        if negated:
            return
        for reading in self.source.read(i):
            if reading.pos not in ("ADJF", "PRTF"):
                continue
            entry = entry_of(reading)
            if entry is None or not entry.senses or entry.word_class in ("abstract", "drop"):
                continue
            last = self.last
            if (
                reading.pos == "PRTF" and last is not None and _same(reading, last)
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
                subject is not None and draft is not None and _same(reading, subject, draft.copula)
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

    def _reach(self, i: int) -> None:
        if self.draft is not None:
            self.draft.reach(i, i)

    def _adverb(self, i: int, form: str) -> None:
        entry = russian()[(form, "ADVB")]
        draft = self.draft
        if self.source.forms[i - 1] in _NOT and i:
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
            following = self.source.read(i + 1)[:1]
            if following and following[0].pos in ("VERB", "GRND"):
                if not self.pending:
                    self.pending_first = i
                self.pending.append(Part("", [], entry.senses[0]))

    def _before_adjective(self, i: int) -> bool:
        return any(r.pos in ("ADJF", "PRTF", "ADJS", "PRTS") for r in self.source.read(i + 1)[:1])

    # nominal groups

    def _group(self, group: Group) -> None:
        if self._absent(group):
            self.last, self.list, self.like = None, None, False
            return
        if not self._resolve(group):
            meant = self.referents[group.gender][0]
            self._flush()
            self.sentence_subject = [meant]
            return
        self._qualify(group)
        if self.held is not None and not group.preposition and self._held_fits(group):
            _, english, parts, first = self.held
            group.tail.extend([Part("", [], english), *parts])
            group.first, self.held = min(group.first, first), None
        if self.like and group.preposition in ("", "на", "в", "во", "у"):
            self._likened(group)
        elif group.preposition:
            self._placed(group)
        elif self._joined(group) or self._owned(group):
            pass
        else:
            self._role(group)
        self.last = group
        self.like = False

    def _qualify(self, group: Group) -> None:
        """Adjectives that stood alone before a participle or a comparison are the noun's."""
        if group.preposition:
            return
        for reading, entry, i in reversed(self.adjectives):
            if _same(reading, group) or any(
                r.pos == "ADJF" and _same(r, group) for r in self.source.read(i)
            ):
                many = group.number == "plur"
                english = senses.adjective(
                    reading.lemma, entry, group.word_class, group.gender, many
                )
                group.modifiers.insert(0, english)
                group.worth += MODIFIER_WORTH.get(entry.word_class, 0.4)
        self.adjectives = []

    def _unnamed(self) -> None:
        """Adjectives of looks that no noun has taken are said of a person."""
        looks = [
            (r, e, i) for r, e, i in self.adjectives
            if e.person or e.word_class in ("face", "body", "age", "expression", "posture")
        ]  # fmt: skip
        self.adjectives = []
        if not looks or not self.source.human:
            return
        reading, _, first = looks[0]
        if reading.case != "nomn" or reading.gender == "neut":
            return
        many, he = reading.number == "plur", reading.gender == "masc"
        group = Group(
            first, first, looks[-1][2], "", "man" if he or many else "woman", "person",
            frozenset(("nomn",)), reading.number, reading.gender, True, False, worth=0.5, proxy=True,
        )  # fmt: skip
        if many:
            group.english = "people"
        for r, entry, _ in looks:
            group.modifiers.append(senses.adjective(r.lemma, entry, "person", reading.gender, many))
            group.worth += MODIFIER_WORTH.get(entry.word_class, 0.4)
        draft = Draft(first, looks[-1][2])
        draft.subjects = [group]
        self.drafts.append(draft)

    def _absent(self, group: Group) -> bool:
        source, at = self.source, group.first
        if group.preposition in prepositions.UNSAID:
            return True
        before = source.forms[max(0, at - 2) : at]
        if len(before) == 2 and before[0] == "ни" and source.lemmas[at - 1] in ("один", "малейший"):
            return True
        if before[-1:] and before[-1] in ("не", "ни", "нет"):
            return True
        return (
            len(before) == 2
            and before[0] in ("не", "ни")
            and "gent" in group.cases
            and (
                before[1] in ("было", "видно", "имел", "имела", "носил", "носила", "слышно", "имея")
            )
        )

    def _resolve(self, group: Group) -> bool:
        """A pronoun is whatever of that gender was the subject last; false when that is a thing."""
        if group.lemma not in ("он", "она"):
            if group.number == "sing" and "nomn" in group.cases and not group.count:
                self.referents[group.gender] = (group, self.sentence)
            return True
        found = self.referents.get(group.gender)
        if found is None or self.sentence - found[1] > 1:
            return True
        meant = found[0]
        if meant.word_class == "person":
            group.english = meant.english
            self.referents[group.gender] = (meant, self.sentence)
        return meant.word_class in ("person", "animal", "bird") or meant.animate

    def _held_fits(self, group: Group) -> bool:
        return self.held is not None and _same(self.held[0], group)

    def _likened(self, group: Group) -> None:
        part = Part("like", [group])
        draft = self.draft
        if draft is not None and draft.subjects and not draft.doing and not draft.known:
            draft.subjects[-1].tail.append(part)
            draft.reach(group.first, group.last)
            self.list = part.groups
        elif self.draft is not None and (self.draft.doing or self.draft.subjects):
            self.draft.parts.append(part)
            self.draft.reach(group.first, group.last)
            self.list = part.groups
        self.like = False

    def _placed(self, group: Group) -> None:
        wanted = prepositions.CASES[group.preposition]
        if group.preposition == "по" and group.count:
            self._role(group)
            return
        if group.preposition == "к" and group.lemma == "лицо":
            return
        case = next((c for c in wanted if c in group.cases), "")
        if not case or group.word_class == "time":
            return
        acting = self.draft is not None and bool(self.draft.doing)
        if group.preposition == "у" and group.word_class in ("person", "crowd") and not acting:
            return
        if group.preposition == "по" and group.many and group.word_class == "time":
            return
        if self.draft is not None and self.draft.doing and self._later_verb(group):
            self._flush()
        draft = self.draft
        verb = draft.doing if draft is not None else ""
        english = prepositions.english(group.preposition, case, group.word_class, group.lemma, verb)
        if not english:
            return
        if (
            group.lemma in ("колено", "колена", "колени")
            and verb == "standing"
            and draft is not None
        ):
            draft.doing = "kneeling"
            draft.reach(group.first, group.last)
            return
        if draft is not None and group.word_class == "room" and verb == "walking":
            draft.doing = "pacing"
        part = Part(english, [group])
        first = group.first - 1
        self.list = part.groups
        if self.held is not None:
            self.held[2].append(part)
        elif self.tail is not None and len(self.tail.phrase().split()) < _TAIL_WORDS:
            self.tail.tail.append(part)
            self.tail.worth += group.worth / 2
            self._reach(group.last)
        elif (
            self.last is not None
            and self.last.last == first - 1
            and (not verb or (english in ("with", "of", "in") and self._near_noun(group)))
            and len(self.last.phrase().split()) < _TAIL_WORDS
            and self._holds(self.last)
        ):
            self.last.tail.append(part)
            self.last.worth += group.worth / 2
            self._reach(group.last)
            if self.draft is None or group.last > self.draft.last:
                self._reach(group.last)
        elif draft is not None and (draft.doing or draft.subjects):
            draft.parts.append(part)
            draft.reach(first, group.last)
        else:
            if not self.pending:
                self.pending_first = first
            self.pending.append(part)

    def _near_noun(self, group: Group) -> bool:
        return group.word_class in ("face", "clothing", "headwear", "footwear", "material", "body")

    def _holds(self, group: Group) -> bool:
        """Whether the group stands in the open draft, so that its tail will be read."""
        draft = self.draft
        return any(group in p.groups for p in self.pending) or (
            draft is not None
            and (group in draft.subjects or any(group in p.groups for p in draft.parts))
        )

    def _joined(self, group: Group) -> bool:
        """`a coat, a cap and boots`: one more of the same kind in the same place."""
        last = self.last
        if last is None or (last.preposition and self.list is None):
            return False
        between = self.source.forms[last.last + 1 : group.first]
        if not between or len(between) > 2 or any(f not in _JOINING for f in between):
            return False
        following = self.source.read(group.last + 1)[:1]
        if "nomn" in group.cases and following and following[0].pos == "VERB":
            return (
                len(between) == 1
                and between[0] == "и"
                and self._plural_subject(group, following[0])
            )
        shared = last.cases & group.cases
        draft = self.draft
        if not shared or draft is None:
            return False
        if self.list is not None and last in self.list and len(self.list) < 4:
            self.list.append(group)
            draft.reach(group.first, group.last)
            group.cases = shared
            return True
        if (
            draft.subjects and last is draft.subjects[-1] and len(draft.subjects) < 3
            and "nomn" in shared and draft.verb is None and not draft.parts
        ):  # fmt: skip
            draft.subjects.append(group)
            draft.reach(group.first, group.last)
            return True
        return False

    def _plural_subject(self, group: Group, verb: Reading) -> bool:
        """`дед и бабушка сидели`: two subjects of one verb in the plural."""
        draft, last = self.draft, self.last
        if draft is None or last is None or draft.doing or draft.subjects[-1:] != [last]:
            return False
        if verb.number != "plur" or "nomn" not in last.cases:
            return False
        draft.subjects.append(group)
        draft.reach(group.first, group.last)
        return True

    def _owned(self, group: Group) -> bool:
        """A genitive next to its noun: `edge of the forest`, `the old man's hat`."""
        last = self.last
        if last is None or "gent" not in group.cases or last.last != group.first - 1:
            return False
        if last.word_class == "person" or last.proxy or not self._holds(last):
            return False
        draft = self.draft
        if (
            draft is not None and draft.verb is not None and draft.verb.transitive
            and "accs" in group.cases and draft.doing and not self._objects(draft)
            and last.preposition
        ):  # fmt: skip
            return False
        if last.english == group.english or f"of {group.english}" in last.english:
            last.last = group.last
            self._reach(group.last)
            return True
        if group.word_class == "person" and not group.many and not group.tail and not group.count:
            last.modifiers.insert(0, f"{group.phrase()}'s")
        else:
            part = Part("of", [group])
            last.tail.append(part)
            self.list = part.groups
        last.worth += group.worth / 2
        last.last = group.last
        self._reach(group.last)
        return True

    def _role(self, group: Group) -> None:
        draft = self.draft
        self.list = None
        nominative = "nomn" in group.cases
        if self.tail is not None and "ablt" in group.cases:
            part = Part("with", [group])
            self.tail.tail.append(part)
            self.list = part.groups
            self._reach(group.last)
            return
        if self.held is not None and "ablt" in group.cases:
            self.held[2].append(Part("by" if group.animate else "with", [group]))
            return
        if draft is not None and draft.doing:
            verb = draft.verb
            free = not draft.subjects or draft.known
            fits = nominative and verb is not None and verb.pos != "GRND" and _fits(verb, [group])
            object_too = "accs" in group.cases and verb is not None and verb.transitive
            if fits and free and not (object_too and not group.animate) and not self.comma:
                draft.subjects, draft.known = [group], False
                draft.reach(group.first, group.last)
                self.sentence_subject = draft.subjects
                self._settle(draft)
                return
            if object_too and not self._later_verb(group):
                part = Part("", [group])
                draft.parts.insert(self._objects(draft), part)
                draft.reach(group.first, group.last)
                self.list = part.groups
                return
            if "ablt" in group.cases and not nominative:
                part = Part("by" if draft.passive and group.animate else "with", [group])
                draft.parts.append(part)
                draft.reach(group.first, group.last)
                self.list = part.groups
                return
            if "datv" in group.cases and not nominative and group.animate and verb is not None:
                draft.parts.append(Part("to", [group]))
                draft.reach(group.first, group.last)
                return
        elif draft is not None and draft.copula and draft.subjects:
            subject = draft.subjects[0]
            people = group.word_class == subject.word_class == "person"
            if people and group.cases & {"nomn", "ablt"}:
                group.modifiers.extend(subject.modifiers)
                if group.english in ("man", "woman") and subject.english not in ("man", "woman"):
                    group.english = subject.english
                draft.subjects = [group]
                draft.reach(group.first, group.last)
                self.sentence_subject = [group]
                return
        elif draft is not None and draft.copula and nominative and not draft.subjects:
            draft.subjects = [group]
            draft.reach(group.first, group.last)
            self.sentence_subject = [group]
            return
        if not nominative:
            self._flush()
            self._alone()
        opened = self._open(group.first, group.last)
        opened.subjects = [group]
        if nominative:
            self.sentence_subject = [group]

    @staticmethod
    def _objects(draft: Draft) -> int:
        return sum(1 for p in draft.parts if not p.preposition and p.groups)

    def _later_verb(self, group: Group) -> bool:
        """After a comma, a noun with a verb right behind it begins a clause of its own."""
        following = self.source.read(group.last + 1)[:1]
        return self.comma and bool(following) and following[0].pos == "VERB"


def reading_like(source: Source, i: int) -> bool:
    """`похожий на`, `подобный`, `напоминать`, `в виде`: words that liken."""
    return source.lemmas[i] in _LIKENING or (
        source.forms[i] in ("виде", "вроде", "наподобие") and source.is_word(i + 1)
    )


def _same_person(noun: Group, name: Group) -> bool:
    """`графиня Ростова`: a name right after a person is that person's."""
    return (
        noun.word_class == "person" and bool(noun.lemma) and not noun.proxy
        and name.proxy and not name.lemma and noun.last == name.first - 1
    )  # fmt: skip


def _same(reading: Reading, group: Group, predicative: bool = False) -> bool:
    if reading.number != group.number:
        return False
    if reading.number == "sing" and group.gender and reading.gender != group.gender:
        return False
    if predicative:
        return reading.case in ("nomn", "ablt")
    return reading.case in group.cases


def _fits(verb: Reading, subjects: list[Group]) -> bool:
    """Whether a finite verb agrees with its subjects."""
    if len(subjects) > 1 and verb.number == "plur":
        return True
    one = subjects[0]
    if verb.number and verb.number != one.number:
        return bool(one.count) and verb.number in ("plur", "sing")
    return verb.tense != "past" or verb.number != "sing" or verb.gender in ("", one.gender)


def facts(text: str) -> list[Fact]:
    """Facts in the order of the text, none twice."""
    reader = _Reader(text)
    source = reader.source
    found: list[Fact] = []
    waiting = reader.read()
    while waiting:
        draft = waiting.pop(0)
        said, left = draft.told()
        if not said:
            continue
        one = draft.subjects[0] if draft.subjects else None
        found.append(
            Fact(
                polished(said),
                one.noun() if one is not None else "",
                one.word_class if one is not None and not draft.known else draft.verb_class,
                source.tokens[draft.first].start,
                source.tokens[min(draft.last, len(source.tokens) - 1)].end,
                draft.worth(left),
                bool(draft.doing),
                one.many if one is not None else False,
                polished(draft.opening(said)),
                _phrases(source, draft),
            )
        )
        alone = [
            Draft(g.first, g.last, [g]) for p in left if p.preposition != "like" for g in p.groups
        ]
        alone += [_likeness(draft, p) for p in left if p.preposition == "like" and draft.subjects]
        waiting = alone + waiting
    return _once(_somebody(source, found))


def _likeness(draft: Draft, part: Part) -> Draft:
    """A comparison that a long fact had no room for, with the noun it is about."""
    subject = replace(draft.subjects[0], modifiers=[], tail=[], count="")
    return Draft(part.groups[0].first, part.groups[0].last, [subject], parts=[part])


def _somebody(source: Source, found: list[Fact]) -> list[Fact]:
    """With a man or a woman before the looks of somebody whom only a pronoun names."""
    if any(p.word_class in ("person", "crowd") for f in found for p in f.phrases):
        return found
    his, hers = ({"его", "него", "ему", "нем", "им"}, {"ее", "нее", "ей", "ней", "нею", "ею"})
    forms = source.forms
    gender = _by_verbs(source) or next(
        ("man" if f in his else "woman" for f in forms if f in his | hers), ""
    )
    personal = sum(f.word_class in _PERSONAL for f in found)
    acting = any(
        f.acting and not f.subject and f.word_class in ("posture", "expression") for f in found
    )
    if personal < 2 and not acting:
        return found
    at = next(
        (i for i, f in enumerate(found) if f.word_class in _PERSONAL),
        -1,
    )
    if not gender or at < 0:
        return found
    fact = found[at]
    if fact.acting:
        said = f"{gender} {fact.text}" if not fact.subject else ""
    else:
        linked = "with" if fact.word_class in ("face", "body", "expression") else "in"
        said = f"{gender} {linked} {fact.text if fact.many else with_article(fact.text)}"
    person = Phrase(gender, "person", fact.start, fact.start)
    if not said:
        lone = Fact(
            gender, gender, "person", fact.start, fact.start, 0.9, False, False, f"a {gender}",
            (person,),
        )  # fmt: skip
        return [lone, *found]
    new = replace(
        fact, text=said, opening=f"a {said}", subject=gender, word_class="person", worth=fact.worth + 0.6, many=False,
        phrases=(person, *fact.phrases),
    )  # fmt: skip
    return [*found[:at], new, *found[at + 1 :]]


def _by_verbs(source: Source) -> str:
    """The sex that the past tenses agree with, when they agree on one."""
    genders = {
        r.gender
        for i in range(len(source.tokens))
        for r in source.read(i)[:1]
        if r.pos == "VERB" and r.tense == "past" and r.number == "sing"
        and (r.lemma, "VERB") in russian()
        and russian()[(r.lemma, "VERB")].word_class in ("expression", "posture", "motion")
    }  # fmt: skip
    return (
        {"masc": "man", "femn": "woman"}.get(next(iter(genders)), "") if len(genders) == 1 else ""
    )


def _phrases(source: Source, draft: Draft) -> tuple[Phrase, ...]:
    found = [
        Phrase(
            g.english, g.word_class, source.tokens[g.first].start, source.tokens[g.last].end,
            tuple(g.modifiers), g.worth, g.many, g.count,
        )
        for g in (*draft.subjects, *(g for p in draft.parts for g in p.groups))
    ]  # fmt: skip
    if not found:
        at = source.tokens[draft.first]
        found.append(Phrase(draft.doing, draft.verb_class, at.start, at.end))
    return tuple(found)


def _once(found: list[Fact]) -> list[Fact]:
    """Without those whose words another fact says as well."""
    words = [frozenset(f.text.replace(",", "").split()) for f in found]
    return [
        f for i, f in enumerate(found)
        if not any(
            words[i] < other or (words[i] == other and j < i)
            for j, other in enumerate(words) if j != i
        )
    ]  # fmt: skip
