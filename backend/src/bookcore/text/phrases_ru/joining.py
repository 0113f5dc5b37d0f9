"""Groups that belong to the one before: more of a list, a second subject, an owner."""

from __future__ import annotations

from bookcore.text.phrases_ru.absent import Absent
from bookcore.text.phrases_ru.groups import Group, Part
from bookcore.text.phrases_ru.readings import Reading

_JOINING = frozenset((",", "и", "да", "или"))


class Joining(Absent):
    """Adds a group to the one that was read last."""

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
        of_somebody = last.word_class == "person" and (
            group.animate
            or not last.lemma
            or ("nomn" in group.cases and not self._in_the_singular(group))
        )
        if of_somebody or last.proxy or not self._holds(last):
            return False
        if group.count and not group.preposition and self.draft and not self.draft.subjects:
            return False
        if "gent" not in last.cases:
            last.modifiers = [m for m in last.modifiers if m not in group.modifiers]
        draft = self.draft
        if (
            draft is not None and draft.verb is not None and draft.verb.transitive
            and "accs" in group.cases and draft.doing and not self._objects(draft)
            and last.preposition
        ):  # fmt: skip
            return False
        if group.many and self._in_the_singular(group):
            group.many = False
        if group.english in last.english.split() or f"of {group.english}" in last.english:
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

    def _in_the_singular(self, group: Group) -> bool:
        """Whether a plural may be a genitive in the singular: `дома`, `лица`."""
        return any(
            r.pos == "NOUN" and (r.case, r.number) == ("gent", "sing") and r.lemma == group.lemma
            for r in self.source.read(group.head)
        )
