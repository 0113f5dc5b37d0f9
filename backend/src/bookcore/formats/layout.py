"""White space, text and offsets of blocks: the rules of `docs/develop/text-model.md`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bookcore.formats.draft import Anchor, DraftBlock, Mark, Open, Picture, Sign, Token
from bookcore.model import IMAGE_CHARACTER

_SPACES = re.compile(r"[ \t\n\r\f]+")
_REMOVED = re.compile("[\u00ad\ufffc]")
_CLINGING: Final = frozenset(".,;:!?)]»”’…")


@dataclass(slots=True, eq=False)
class Laid:
    """A block with its final tokens and text; offsets inside it count from its own start."""

    block: DraftBlock
    tokens: list[Token]
    text: str
    marks: list[tuple[int, Mark]] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)

    @property
    def visible(self) -> bool:
        """Whether there is anything to show: text, an image, a note mark, a rule."""
        return bool(self.text or self.marks or self.block.kind == "rule" or self.block.filler)


def lay_out(block: DraftBlock) -> Laid:
    """Collapses white space and measures one block."""
    tokens = _without_hollow(_trim_breaks(_collapse(block.tokens)))
    laid = Laid(block, tokens, "")
    parts: list[str] = []
    offset = 0
    for token in tokens:
        if isinstance(token, str):
            parts.append(token)
            offset += len(token)
        elif token is Sign.BREAK:
            parts.append("\n")
            offset += 1
        elif isinstance(token, Picture):
            parts.append(IMAGE_CHARACTER)
            offset += 1
        elif isinstance(token, Mark):
            laid.marks.append((offset, token))
        elif isinstance(token, Anchor):
            laid.anchors.append((offset, token.key))
    laid.text = "".join(parts)
    return laid


def lay_out_all(blocks: Iterable[DraftBlock]) -> list[Laid]:
    """Lays out a run of blocks; empty ones vanish and leave their anchors to the next."""
    done: list[Laid] = []
    homeless: list[str] = []
    for block in blocks:
        laid = lay_out(block)
        if not laid.visible:
            homeless += block.anchors
            homeless += [key for _, key in laid.anchors]
            continue
        if not laid.block.filler:
            laid.anchors = [(0, key) for key in homeless + block.anchors] + laid.anchors
            homeless = []
        done.append(laid)
    if homeless and done:
        last = next((one for one in reversed(done) if not one.block.filler), None)
        if last is not None:
            last.anchors += [(len(last.text), key) for key in homeless]
    return done


def plain(tokens: Iterable[Token]) -> str:
    """The words of some tokens on one line."""
    parts = [
        token if isinstance(token, str) else " "
        for token in tokens
        if isinstance(token, str) or token is Sign.BREAK
    ]
    return _SPACES.sub(" ", _REMOVED.sub("", "".join(parts))).strip()


def _collapse(tokens: Iterable[Token]) -> list[Token]:
    out: list[Token] = []
    spaced = True
    last = -1  # the text token before the place reached, in the same line
    held = -1  # a text token that ends in the space before a note mark
    for token in tokens:
        if isinstance(token, str):
            text = _SPACES.sub(" ", _REMOVED.sub("", token))
            if not text:
                continue
            if held >= 0:
                if text[0] == " " or text[0] in _CLINGING:
                    # The mark stands for nothing, so the space goes behind it.
                    out[held] = str(out[held])[:-1]
                    spaced = False
                held = -1
            if spaced and text[0] == " ":
                text = text[1:]
                if not text:
                    continue
            last = len(out)
            spaced = text[-1] == " "
            out.append(text)
            continue
        if token is Sign.BREAK:
            _strip(out, last)
            spaced, last, held = True, -1, -1
        elif isinstance(token, Picture):
            spaced, last, held = False, -1, -1
        elif isinstance(token, Mark) and spaced and last >= 0:
            held = last
        out.append(token)
    _strip(out, last)
    return out


def _strip(out: list[Token], last: int) -> None:
    if last >= 0:
        text = out[last]
        if isinstance(text, str) and text.endswith(" "):
            out[last] = text[:-1]


def _trim_breaks(tokens: list[Token]) -> list[Token]:
    """Breaks before the first and after the last word of a block show nothing."""
    if Sign.BREAK not in tokens:
        return tokens
    solid = [
        index
        for index, token in enumerate(tokens)
        if isinstance(token, Picture) or (isinstance(token, str) and token)
    ]
    if not solid:
        return [token for token in tokens if token is not Sign.BREAK]
    first, final = solid[0], solid[-1]
    return [
        token
        for index, token in enumerate(tokens)
        if token is not Sign.BREAK or first < index < final
    ]


def _without_hollow(tokens: list[Token]) -> list[Token]:
    """Drops inline elements that hold no text, such as a raised note mark's `sup`.

    A link around a note mark goes too: the mark is a link itself, and links do not nest.
    """
    out: list[Token] = []
    starts: list[tuple[int, bool]] = []
    for token in tokens:
        if isinstance(token, Open):
            starts.append((len(out), False))
        elif token is Sign.CLOSE:
            start, full = starts.pop()
            opened = out[start]
            link = isinstance(opened, Open) and opened.tag == "a"
            if not full or (link and any(isinstance(one, Mark) for one in out[start:])):
                del out[start]
                continue
        elif token == "":
            continue
        elif not isinstance(token, Mark | Anchor) and not _is_blank(token):
            starts = [(start, True) for start, _ in starts]
        out.append(token)
    return out


def _is_blank(token: Token) -> bool:
    return isinstance(token, str) and token.isspace()
