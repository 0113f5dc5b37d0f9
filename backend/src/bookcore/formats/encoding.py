"""From the bytes of a document to its text, whatever it claims to be written in."""

from __future__ import annotations

import codecs
import re
from typing import Final

from bookcore.errors import BookError
from bookcore.formats.report import Report

_DECLARATION = re.compile(
    rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']\s*([A-Za-z0-9_.:\-+]+)\s*["']""", re.S
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:\-]+)""", re.I)
_TEXT_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
# What XML 1.0 does not allow, plus the non-characters and C1 codes nobody writes on purpose.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
_SINGLE_CYRILLIC: Final = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
_ALLOWED: Final = frozenset(
    {"utf-8", "ascii", "koi8-r", "koi8-u", "mac-cyrillic", "cp866", "cp437", "cp850", "cp852"}
    | {f"cp125{n}" for n in range(9)}
    | {f"iso8859-{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)}
    | {"gb2312", "gbk", "gb18030", "big5", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"}
    | _WIDE
)
# Per thousand letters of ordinary Russian prose; enough to tell one code page from another.
_LETTERS: Final = {
    "о": 110, "е": 85, "а": 80, "и": 74, "н": 67, "т": 63, "с": 55, "р": 47, "в": 45, "л": 44,
    "к": 35, "м": 32, "д": 30, "п": 28, "у": 26, "я": 20, "ы": 19, "ь": 17, "г": 17, "з": 16,
    "б": 16, "ч": 14, "й": 12, "х": 10, "ж": 9, "ш": 7, "ю": 6, "ц": 5, "щ": 4, "э": 3,
    "ф": 3, "ъ": 1, "ё": 1,
}  # fmt: skip
_LETTERS.update({letter.upper(): 5 for letter in list(_LETTERS)})
_FOREIGN: Final = -30
"""What a letter counts that no Russian word has."""
_NICKNAMES: Final = {
    "x-mac-cyrillic": "mac-cyrillic",
    "win-1251": "cp1251",
    "win1251": "cp1251",
    "cp-1251": "cp1251",
    "windows1251": "cp1251",
    "unicode": "utf-16",
    "x-sjis": "shift_jis",
}
_SAMPLE: Final = 200_000
_MARGIN: Final = 1.5
_STRAY: Final = 0.25


def decode(data: bytes, report: Report, where: str = "") -> str:
    """The document's text without mark and declaration; a lie of the declaration is reported."""
    text = _decode(data, report, where)
    if text.startswith("\ufeff"):
        text = text[1:]
    text = _TEXT_DECLARATION.sub("", text, count=1)
    clean = _FORBIDDEN.sub("", text)
    if len(clean) != len(text):
        report.warn("control_characters", "control characters were removed", where)
    return clean


def declared_encoding(data: bytes) -> str:
    """The name in the XML declaration or a `meta` element, in lower case, or nothing."""
    found = _DECLARATION.match(data[:1024]) or _META.search(data[:2048])
    return found.group(1).decode("ascii").lower() if found else ""


def _decode(data: bytes, report: Report, where: str) -> str:
    if data.startswith((b"+/v8", b"+/v9", b"+/v+", b"+/v/")):
        raise BookError("bad_encoding", "UTF-7 is not read", where)
    declared = declared_encoding(data)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _told(data[len(mark) :], name, report, where)
    wide = _wide_without_mark(data)
    if wide:
        return _told(data, wide, report, where)
    return _narrow(data, _allowed(declared, report, where), report, where)


def _allowed(declared: str, report: Report, where: str) -> str:
    """The codec to try first; one that exists but is no document encoding is refused."""
    if not declared:
        return "utf-8"
    if "utf-7" in declared or "utf7" in declared:
        raise BookError("bad_encoding", "UTF-7 is not read", where)
    try:
        name = codecs.lookup(_NICKNAMES.get(declared, declared)).name
    except LookupError:
        report.warn("encoding_unknown", f"unknown encoding {declared}; guessed", where)
        return "utf-8"
    if name not in _ALLOWED:
        raise BookError("bad_encoding", f"the encoding {declared} is not read", where)
    # The bytes were seen to be of one byte each, so a wide name cannot be true.
    return "utf-8" if name in _WIDE else name


def _wide_without_mark(data: bytes) -> str:
    head = data[:4]
    if head in (b"<\0?\0", b"<\0F\0", b"<\0h\0", b"<\0!\0"):
        return "utf-16-le"
    if head in (b"\0<\0?", b"\0<\0F", b"\0<\0h", b"\0<\0!"):
        return "utf-16-be"
    return ""


def _told(data: bytes, name: str, report: Report, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        report.warn("encoding_errors", f"some bytes are no {name} and were replaced", where)
        return data.decode(name, "replace")


def _narrow(data: bytes, name: str, report: Report, where: str) -> str:
    if data.isascii():
        return data.decode("ascii")
    as_utf8 = _strict(data, "utf-8")
    if as_utf8 is not None:
        if name not in ("utf-8", "ascii"):
            report.warn("encoding_mismatch", f"declared {name}, but it is utf-8", where)
        return as_utf8
    if name in ("utf-8", "ascii"):
        stray = data.decode("utf-8", "replace")
        if stray.count("\ufffd") <= _STRAY * sum(letter > "\x7f" for letter in stray):
            report.warn("encoding_errors", "some bytes are no utf-8 and were replaced", where)
            return stray
        guess = _best(data) or "cp1252"
        report.warn("encoding_mismatch", f"declared {name}, but it is {guess}", where)
        return data.decode(guess, "replace")
    if name in _SINGLE_CYRILLIC:
        guess = _best(data, name) or name
        if guess != name:
            report.warn("encoding_mismatch", f"declared {name}, but it is {guess}", where)
            name = guess
    return _told(data, name, report, where)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _best(data: bytes, trusted: str = "") -> str:
    """The Cyrillic code page that gives the most Russian letters; `trusted` wins a near draw."""
    sample = bytes(byte for byte in data[:_SAMPLE] if byte > 127)
    scores = {name: _score(sample.decode(name, "replace")) for name in _SINGLE_CYRILLIC}
    best = max(scores, key=lambda name: scores[name])
    if trusted:
        return best if scores[best] > _MARGIN * max(scores[trusted], 1.0) else trusted
    return best if scores[best] > 20 else ""


def _score(text: str) -> float:
    if not text:
        return 0.0
    weights = (_LETTERS.get(letter, _FOREIGN * letter.isalpha()) for letter in text)
    return sum(weights) / len(text)
