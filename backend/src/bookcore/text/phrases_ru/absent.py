"""Groups that show nothing: what is denied, who is spoken to, what cannot have done it."""

from __future__ import annotations

from bookcore.text.phrases_ru import prepositions
from bookcore.text.phrases_ru.groups import Group
from bookcore.text.phrases_ru.readings import Reading
from bookcore.text.phrases_ru.sets import word_set
from bookcore.text.phrases_ru.state import State

_ADDRESSES = word_set("address")
_GUISES = frozenset(
    (
        "образе",
        "виде",
        "роли",
        "качестве",
        "лице",
        "имени",
        "именем",
        "званием",
        "течение",
        "продолжение",
    )
)
_LIVING = frozenset(
    ("sitting down", "standing up", "looking", "glancing", "gazing", "smiling", "kneeling",
     "bowing", "peering", "jumping", "half rising", "laughing", "nodding", "squinting")
)  # fmt: skip


def livings(english: str, verb: Reading) -> bool:
    """Whether a verb said of what stood before needs somebody alive."""
    return verb.transitive or english in _LIVING


class Absent(State):
    """Knows which groups are not there to be seen."""

    def _absent(self, group: Group) -> bool:
        source, at = self.source, group.first
        if group.preposition in prepositions.UNSAID:
            return True
        before = source.forms[max(0, at - 2) : at]
        if self._addressed(group) or (before[-1:] and before[-1] in _GUISES):
            return True
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

    def _addressed(self, group: Group) -> bool:
        """`господа`, `батюшка` between commas: somebody spoken to."""
        if group.lemma not in _ADDRESSES or group.modifiers or group.tail or group.preposition:
            return False
        before = "." if not group.first else self.source.forms[group.first - 1]
        after = self.source.forms[group.last + 1 : group.last + 2] or ["."]
        return not before[-1].isalnum() and after[0] in (",", "!", "?", ".", "…")
