"""The address of a link or picture, whatever prefix and namespace it was given."""

from __future__ import annotations

from lxml import etree


def href(element: etree._Element) -> str:
    """The value of the first attribute called `href`."""
    for name, value in element.attrib.items():
        if str(name).rpartition("}")[2].rpartition(":")[2] == "href":
            return str(value).strip()
    return ""
