"""Finds notes and the marks that refer to them, declared or merely looking like it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bookcore.formats.epub.documents import Document, semantic_types, target_key
from bookcore.formats.links import classify
from bookcore.formats.titles import is_note_mark, is_note_number

_REFERENCE_TYPES: Final = frozenset({"noteref", "annoref"})
_NOTE_TYPES: Final = frozenset({"footnote", "endnote", "rearnote"})
_LOOSE_NOTE_TYPES: Final = _NOTE_TYPES | {"note", "annotation"}
_NOTES_TYPES: Final = frozenset({"footnotes", "endnotes", "rearnotes"})
_REFERENCE_CLASS = re.compile(
    r"note-?_?ref|footnote-?_?(?:ref|link|anchor|call)|fn-?_?ref|annoref|\bnote-d\b"
)
_NOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:foot|end|rear)?notes?(?:$|[\s_\-\d])|сноск|примеч")
_BLOCKS: Final = frozenset(
    {"p", "li", "div", "aside", "dd", "dt", "td", "section", "blockquote", "body", "article", "tr"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NOTE_CHARS: Final = 20_000
_GUESSED_NOTE_CHARS: Final = 5_000
_LABEL_CHARS: Final = 40


@dataclass(slots=True, eq=False)
class FoundNote:
    """A note's element and where it lies."""

    key: str
    element: etree._Element
    document: Document
    label: str


@dataclass(slots=True, eq=False)
class Notes:
    """All notes of a book; `skipped` elements are not part of the running text."""

    references: dict[etree._Element, tuple[str, str]] = field(default_factory=dict)
    found: dict[str, FoundNote] = field(default_factory=dict)
    skipped: set[etree._Element] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    """Keys near note marks, so that links back to them can be told from other links."""
    title: str = ""


class NoteFinder:
    """Looks through all documents once."""

    def __init__(self, documents: list[Document]) -> None:
        self._documents = list(documents)
        self._by_name = {one.name: one for one in documents}
        self._notes = Notes()
        self._by_element: dict[etree._Element, str] = {}
        self._order: dict[etree._Element, int] = {}

    def find(self) -> Notes:
        """Marks, notes, and the elements that hold nothing but notes."""
        for document in self._documents:
            for link in document.body.iter("a"):
                if link.get("href"):
                    self._consider(document, link)
        self._adopt_orphans()
        self._skip_containers()
        return self._notes

    def _consider(self, document: Document, link: etree._Element) -> None:
        address = link.get("href") or ""
        if classify(address) != "inside" or "#" not in address:
            return
        key = target_key(document, address, self._by_name)
        if key is None or self._inside_note(link):
            return
        name, _, fragment = key.partition("#")
        target_document = self._by_name[name]
        target = target_document.ids.get(fragment)
        types = semantic_types(link)
        if target is None or "backlink" in types:
            return
        element = self._note_element(target)
        if element is None or _holds(element, link):
            return
        label = " ".join("".join(str(one) for one in link.itertext()).split())
        explicit = bool(types & _REFERENCE_TYPES) or (
            _REFERENCE_CLASS.search((link.get("class") or "").lower()) is not None
        )
        if not explicit and not self._looks_like_note(
            document, link, label, target_document, target, element
        ):
            return
        self._accept(document, link, label, target_document, element, key)

    def _accept(
        self,
        document: Document,
        link: etree._Element,
        label: str,
        target_document: Document,
        element: etree._Element,
        key: str,
    ) -> None:
        known = self._by_element.get(element)
        if known is None:
            self._by_element[element] = key
            self._notes.found[key] = FoundNote(key, element, target_document, label)
            self._notes.skipped.add(element)
            known = key
        self._notes.references[link] = (known, label[:_LABEL_CHARS])
        near: etree._Element | None = link
        for _ in range(3):
            if near is None:
                break
            for name in (near.get("id"), near.get("name")):
                if name:
                    self._notes.sources.add(f"{document.name}#{name}")
            near = near.getparent()

    def _inside_note(self, link: etree._Element) -> bool:
        """A link inside a note already known is a way back or leads to a further note."""
        for parent in link.iterancestors():
            if parent in self._by_element:
                return not (semantic_types(link) & _REFERENCE_TYPES)
        return False

    def _note_element(self, target: etree._Element) -> etree._Element | None:
        """The block that is the note, for a target that may be a mere anchor in it."""
        element: etree._Element | None = target
        while element is not None and element.tag not in _BLOCKS:
            if element.tag in _HEADINGS:
                return None
            element = element.getparent()
        if element is None:
            return None
        if element.tag in ("div", "section", "body", "article") and element is not target:
            # An anchor between blocks names the block behind it.
            after = _following_block(target)
            if after is not None:
                element = after
        if element.tag == "dt":
            definition = element.getnext()
            element = definition if definition is not None and definition.tag == "dd" else element
        parent = element.getparent()
        if parent is not None and element.tag == "p" and _is_single_note(parent, element):
            element = parent
        if element.tag == "body" or _length(element, _NOTE_CHARS) > _NOTE_CHARS:
            return None
        return element

    def _looks_like_note(
        self,
        document: Document,
        link: etree._Element,
        label: str,
        target_document: Document,
        target: etree._Element,
        element: etree._Element,
    ) -> bool:
        declared = bool(_types_around(element) & (_NOTE_TYPES | _NOTES_TYPES)) or bool(
            semantic_types(element) & _LOOSE_NOTE_TYPES
        )
        if declared and is_note_mark(label):
            return True
        raised = any(one.tag == "sup" for one in [*link.iterancestors(), *link.iterdescendants()])
        bracketed = label[:1] in "[({" and label[-1:] in "])}"
        if not (is_note_number(label) and (raised or bracketed)):
            return False
        if _length(element, _GUESSED_NOTE_CHARS) > _GUESSED_NOTE_CHARS:
            return False
        if target_document is document and not self._is_before(document, link, target):
            return False
        if target_document.index < document.index:
            return False
        words = "".join(str(one) for one in element.itertext()).strip()
        number = label.strip("[](){}.: ")
        return words.lstrip("[({").startswith(number) or self._leads_back(
            target_document, element, document
        )

    def _is_before(self, document: Document, link: etree._Element, target: etree._Element) -> bool:
        if link not in self._order:
            for number, element in enumerate(document.body.iter()):
                self._order[element] = number
        return self._order.get(link, 0) < self._order.get(target, 0)

    def _leads_back(self, home: Document, element: etree._Element, document: Document) -> bool:
        for back in element.iter("a"):
            key = target_key(home, back.get("href") or "", self._by_name)
            if key is not None and key.partition("#")[0] == document.name and "#" in key:
                return True
        return False

    def _adopt_orphans(self) -> None:
        """Declared notes that nothing refers to are still no part of the running text."""
        for document in self._documents:
            for element in document.body.iter("aside", "li", "div", "p", "section", "dd"):
                if element in self._by_element or self._within_known(element):
                    continue
                types = semantic_types(element)
                parent = element.getparent()
                listed = (
                    element.tag == "li"
                    and parent is not None
                    and bool(_types_around(parent) & _NOTES_TYPES)
                )
                if types & _NOTE_TYPES or (element.tag == "aside" and "note" in types) or listed:
                    name = element.get("id") or f"note-{len(self._by_element)}"
                    key = f"{document.name}#{name}"
                    self._by_element[element] = key
                    self._notes.found.setdefault(key, FoundNote(key, element, document, ""))
                    self._notes.skipped.add(element)

    def _within_known(self, element: etree._Element) -> bool:
        return any(parent in self._by_element for parent in element.iterancestors()) or any(
            child in self._by_element for child in element.iterdescendants()
        )

    def _skip_containers(self) -> None:
        """Lists and sections with nothing but notes and their heading vanish with them."""
        judged: dict[etree._Element, bool] = {}
        for element in list(self._by_element):
            for parent in element.iterancestors():
                if parent.tag in ("body", "html"):
                    break
                if parent not in judged:
                    heading: list[str] = []
                    judged[parent] = self._only_notes(parent, heading)
                    if judged[parent] and heading and not self._notes.title:
                        self._notes.title = " ".join(heading)
                if not judged[parent]:
                    break
                self._notes.skipped.add(parent)

    def _only_notes(self, parent: etree._Element, heading: list[str]) -> bool:
        if (parent.text or "").strip():
            return False
        for child in parent:
            if (child.tail or "").strip():
                return False
            if child in self._notes.skipped or child.tag == "hr":
                continue
            words = " ".join("".join(str(one) for one in child.itertext()).split())
            if child.tag in _HEADINGS or (
                child.tag in ("header", "hgroup", "div")
                and any(one.tag in _HEADINGS for one in child.iter())
                and len(words) < 80
                and not any(one in self._notes.skipped for one in child.iter())
            ):
                heading.append(words)
            elif (words or any(True for _ in child.iter("img"))) and not self._only_notes(
                child, heading
            ):
                return False
        return True


def _holds(element: etree._Element, inner: etree._Element) -> bool:
    return inner is element or any(parent is element for parent in inner.iterancestors())


def _following_block(anchor: etree._Element) -> etree._Element | None:
    if "".join(str(one) for one in anchor.itertext()).strip() or (anchor.tail or "").strip():
        return None
    after = anchor.getnext()
    return after if after is not None and after.tag in _BLOCKS else None


def _is_single_note(parent: etree._Element, first: etree._Element) -> bool:
    if parent.tag not in ("li", "aside", "dd", "div", "section") or parent[0] is not first:
        return False
    if parent.tag in ("li", "aside", "dd"):
        return True
    if semantic_types(parent) & _LOOSE_NOTE_TYPES:
        return True
    named = sum(1 for one in parent.iter() if one.get("id"))
    return named <= 2 and _NOTE_CLASS.search((parent.get("class") or "").lower()) is not None


def _types_around(element: etree._Element) -> frozenset[str]:
    types = semantic_types(element)
    for parent in element.iterancestors():
        types = types | semantic_types(parent)
    return types


def _length(element: etree._Element, enough: int) -> int:
    total = 0
    for text in element.itertext():
        total += len(str(text))
        if total > enough:
            break
    return total
