"""What is known while a Russian text is read: the open fact and what waits for one."""

from __future__ import annotations

from bookcore.text.lexicon import Entry, russian
from bookcore.text.phrases_ru.facts import Draft
from bookcore.text.phrases_ru.groups import Group, Part
from bookcore.text.phrases_ru.readings import Reading
from bookcore.text.phrases_ru.source import Source

_WEATHER = frozenset(("time", "weather", "season", "light", "sound", "smell"))


class State:
    """The open draft, the finished ones, and what has not found its place yet."""

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
        self.things: dict[str, int] = {}
        self.sentence = 0
        self.resume: Draft | None = None
        self.starts: dict[int, Group] = {}
        self.unseen: Reading | None = None
        """A noun that shows nothing and that the verbs of the clause may be said of."""
        self.narrating = False
        self.like = False
        self.comma = False

    def _resume(self) -> None:
        """Gives back the subject that a participle clause had put off."""
        if self.resume is not None:
            self.draft, self.resume = self.resume, None
            self._flush()

    def _implied(self, draft: Draft) -> None:
        """`Сидел у окна`: the sex of whoever does it stands in the verb."""
        verb = draft.verb
        if self.unseen is not None and self.unseen.gender == (verb.gender if verb else ""):
            return
        if verb is None or verb.pos != "VERB" or verb.tense != "past" or verb.number != "sing":
            return
        human = draft.verb_class in ("posture", "expression") or (
            draft.verb_class == "motion" and any(not p.words for p in draft.parts)
        )
        if not self.source.human or not human or verb.gender not in ("masc", "femn"):
            return
        last = self.referents.get(verb.gender)
        near = last is not None and self.sentence - last[1] <= 1 and not self.narrating
        if near and last is not None and last[0].word_class != "person":
            return
        he = verb.gender == "masc"
        english = last[0].english if near and last is not None else "man" if he else "woman"
        draft.subjects = [
            Group(
                draft.first, draft.first, draft.first, "", english, "person",
                frozenset(("nomn",)), "sing", verb.gender, True, False, worth=0.3, proxy=True,
                same="я" if self.narrating else last[0].key() if near and last is not None else "",
            )
        ]  # fmt: skip

    def _flush(self) -> None:
        draft = self.draft
        if draft is not None and draft.doing and not draft.subjects and not draft.passive:
            self._implied(draft)
        if draft is not None and (
            (draft.subjects and not draft.known) or draft.doing or (draft.known and draft.parts)
        ):
            soon = [p for p in self.pending if p.words and p.words.endswith("ly")]
            draft.parts.extend(p for p in self.pending if p not in soon)
            if soon and not self._objects(draft):
                draft.parts[:0] = soon
            elif soon and not self._objects(draft) - len(draft.parts):
                draft.parts.extend(soon)
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

    def _reach(self, i: int) -> None:
        if self.draft is not None:
            self.draft.reach(i, i)

    def _person(self) -> Group | None:
        if self.last is not None and self.last.word_class == "person":
            return self.last
        if self.draft is not None and self.draft.subjects:
            return self.draft.subjects[0]
        return None

    def _holds(self, group: Group) -> bool:
        """Whether the group stands in the open draft, so that its tail will be read."""
        draft = self.draft
        return any(group in p.groups for p in self.pending) or (
            draft is not None
            and (group in draft.subjects or any(group in p.groups for p in draft.parts))
        )

    @staticmethod
    def _objects(draft: Draft) -> int:
        return sum(1 for p in draft.parts if not p.preposition and p.groups)

    @staticmethod
    def _settle(draft: Draft) -> None:
        """`глаза распухли`: of things, a change that has come about is the state it left."""
        verb = draft.verb
        if verb is None or not draft.subjects or draft.subjects[0].animate or verb.transitive:
            return
        word_class = draft.subjects[0].word_class
        if verb.lemma in ("идти", "пойти"):
            going = {
                "weather": "falling",
                "street": "running",
                "fire": "rising",
                "vehicle": "moving",
            }
            draft.doing = "walking" if word_class == "crowd" else going.get(word_class, "")
            return
        if verb.lemma in ("стоять", "простоять") and word_class in _WEATHER:
            draft.doing = ""
            return
        if verb.lemma in ("выступить", "выступать") and word_class != "crowd":
            draft.doing = "standing out"
            return
        if verb.lemma == "заходить" and draft.subjects[0].lemma in ("солнце", "луна", "месяц"):
            draft.doing = "setting"
            return
        entry = russian().get((verb.lemma, "VERB"))
        if verb.perfective and verb.tense == "past" and entry and len(entry.senses) > 1:
            draft.doing = entry.senses[1]


def same(reading: Reading, group: Group, predicative: bool = False) -> bool:
    if reading.number != group.number:
        return False
    if reading.number == "sing" and group.gender and reading.gender != group.gender:
        return False
    if predicative:
        return reading.case in ("nomn", "ablt")
    return reading.case in group.cases


def fits(verb: Reading, subjects: list[Group]) -> bool:
    """Whether a finite verb agrees with its subjects."""
    if len(subjects) > 1 and verb.number == "plur":
        return True
    one = subjects[0]
    if verb.number and verb.number != one.number:
        return bool(one.count) and verb.number in ("plur", "sing")
    return verb.tense != "past" or verb.number != "sing" or verb.gender in ("", one.gender)
