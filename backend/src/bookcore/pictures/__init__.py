"""Pictures as files: looked at before they are shown, and made smaller for delivery.

Only what needs no pixels is imported here; a process that serves pages loads no more.
"""

from bookcore.pictures.likeness import phash_distance
from bookcore.pictures.provenance import SOURCE_TYPES, Made, xmp_packet

__all__ = ["SOURCE_TYPES", "Made", "phash_distance", "xmp_packet"]
