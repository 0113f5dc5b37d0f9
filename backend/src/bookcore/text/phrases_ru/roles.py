"""What a nominal group is in its clause: subject, object, place, owner, likeness."""

from __future__ import annotations

from bookcore.text.phrases import MODIFIER_WORTH
from bookcore.text.phrases_ru import prepositions, senses
from bookcore.text.phrases_ru.absent import livings
from bookcore.text.phrases_ru.facts import Draft
from bookcore.text.phrases_ru.groups import Group, Part
from bookcore.text.phrases_ru.joining import Joining
from bookcore.text.phrases_ru.state import fits, same

_TAIL_WORDS = 10


_TO_OBJECT = {
    "listening": "to", "waiting": "for", "looking": "at", "glancing": "at", "pointing": "to",
    "searching": "for",
}  # fmt: skip
_NAMED = frozenset(("building", "flower", "forest", "water", "mountain", "vehicle", "settlement"))


class Roles(Joining):
    """Finds each group its place in the open fact, or opens a new one."""

    def _group(self, group: Group) -> None:
        if self._absent(group):
            self.last, self.list, self.like = None, None, False
            return
        if group.lemma in ("он", "она"):
            self.unseen, self.narrating = None, False
        if not self._resolve(group):
            self._flush()
            self.sentence_subject = []
            return
        self._qualify(group)
        if self.held is not None and not group.preposition and self._held_fits(group):
            _, english, parts, first = self.held
            group.tail.extend([Part("", [], english), *parts])
            group.first, self.held = min(group.first, first), None
        if self.like and group.preposition in ("", "на", "в", "во"):
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
            if same(reading, group) or any(
                r.pos == "ADJF" and same(r, group) for r in self.source.read(i)
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

    def _resolve(self, group: Group) -> bool:
        """A pronoun is whatever of that gender was the subject last; false when that is a thing."""
        if group.lemma not in ("он", "она"):
            if group.number == "sing" and "nomn" in group.cases and not group.count:
                self.referents[group.gender] = (group, self.sentence)
            if group.number == "sing" and not group.animate and group.word_class in _NAMED:
                self.things[group.gender] = self.sentence
            return True
        found = self.referents.get(group.gender)
        if found is None or self.sentence - found[1] > 1:
            return self.sentence - self.things.get(group.gender, -9) > 1
        meant = found[0]
        if meant.word_class == "person":
            group.english, group.same = meant.english, meant.key()
            self.referents[group.gender] = (meant, self.sentence)
        return meant.word_class in ("person", "animal", "bird") or meant.animate

    def _held_fits(self, group: Group) -> bool:
        return self.held is not None and same(self.held[0], group)

    def _likened(self, group: Group) -> None:
        part = Part("like", [group])
        draft = self.draft
        last = self.last
        near = last is not None and self.source.forms[last.last + 1 : last.last + 2] == ["в"]
        if near and last is not None and last.last >= group.first - 3 and self._holds(last):
            last.tail.append(part)
            self._reach(group.last)
            self.like = False
            return
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
        if group.preposition == "у" and group.word_class in ("person", "crowd"):
            return
        if (
            group.preposition == "по"
            and group.many
            and (group.word_class == "time" or group.lemma in ("час", "часы"))
        ):
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
        if self.source.forms[first] != group.preposition:
            first -= 1
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
            agrees = nominative and verb is not None and verb.pos != "GRND" and fits(verb, [group])
            object_too = "accs" in group.cases and verb is not None and verb.transitive
            later = self._later_verb(group)
            lifeless = object_too or (verb is not None and livings(draft.doing, verb))
            lifeless = lifeless and not group.animate and group.word_class != "crowd"
            if agrees and free and not (lifeless or self.comma or later):
                draft.subjects, draft.known = [group], False
                draft.reach(group.first, group.last)
                self.sentence_subject = draft.subjects
                self._settle(draft)
                return
            if object_too and not self._later_verb(group):
                part = Part(_TO_OBJECT.get(draft.doing.split(" ", 1)[0], ""), [group])
                draft.parts.insert(self._objects(draft), part)
                group.cases = frozenset(("accs",))
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
            self.sentence_subject, self.unseen = [group], None

    def _later_verb(self, group: Group) -> bool:
        """After a comma, a noun with a verb right behind it begins a clause of its own."""
        source = self.source
        if group.first and source.forms[group.first - 1] in ("и", "да", "а", "то"):
            for at in range(group.last + 1, min(group.last + 6, len(source.tokens))):
                if not source.is_word(at):
                    break
                if source.read(at)[0].pos in ("VERB", "GRND"):
                    return True
        following = source.read(group.last + 1)[:1]
        return self.comma and bool(following) and following[0].pos == "VERB"
