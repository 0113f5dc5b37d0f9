"""Who and what a book names, what they are called and how they look."""

from typing import TYPE_CHECKING

from bookcore.lazily import lazily

if TYPE_CHECKING:
    from bookcore.entities.cast import (
        build_cast,
    )
    from bookcore.entities.edits import (
        apply_edits,
        bearers,
        resting,
    )
    from bookcore.entities.enrich import (
        enriched,
        likeness,
    )
    from bookcore.entities.known import (
        known_until,
    )
    from bookcore.entities.model import (
        ENTITIES_VERSION,
        Cast,
        Edit,
        Entity,
        EntityName,
        Passage,
        Trait,
        cast_from_json,
        cast_to_json,
    )
    from bookcore.entities.names import (
        ChapterNames,
        NameAnalyser,
    )
    from bookcore.entities.reading import (
        read_names,
    )

__getattr__ = lazily(
    __name__,
    {
        "cast": ("build_cast",),
        "edits": (
            "apply_edits",
            "bearers",
            "resting",
        ),
        "enrich": (
            "enriched",
            "likeness",
        ),
        "known": ("known_until",),
        "model": (
            "ENTITIES_VERSION",
            "Cast",
            "Edit",
            "Entity",
            "EntityName",
            "Passage",
            "Trait",
            "cast_from_json",
            "cast_to_json",
        ),
        "names": (
            "ChapterNames",
            "NameAnalyser",
        ),
        "reading": ("read_names",),
    },
)

__all__ = [
    "ENTITIES_VERSION",
    "Cast",
    "ChapterNames",
    "Edit",
    "Entity",
    "EntityName",
    "NameAnalyser",
    "Passage",
    "Trait",
    "apply_edits",
    "bearers",
    "build_cast",
    "cast_from_json",
    "cast_to_json",
    "enriched",
    "known_until",
    "likeness",
    "read_names",
    "resting",
]
