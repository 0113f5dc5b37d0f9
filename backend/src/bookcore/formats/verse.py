"""Lines of a poem out of one run of inline content."""

from __future__ import annotations

from bookcore.formats.draft import Mark, Open, Picture, Sign, Token
from bookcore.formats.layout import plain


def lines_of(tokens: list[Token]) -> list[list[Token]]:
    """Splits at line breaks; inline elements that span a break are closed and opened again."""
    lines: list[list[Token]] = [[]]
    opened: list[Open] = []
    for token in tokens:
        if token is Sign.BREAK:
            lines[-1] += [Sign.CLOSE] * len(opened)
            lines.append(list(opened))
            continue
        if isinstance(token, Open):
            opened.append(token)
        elif token is Sign.CLOSE:
            opened.pop()
        lines[-1].append(token)
    full: list[list[Token]] = []
    for one in lines:
        if plain(one) or any(isinstance(token, Picture | Mark) for token in one):
            full.append(one)
        elif full:
            # Nothing to see, but an anchor may lie in it; it stays with the line before.
            full[-1] += [token for token in one if not isinstance(token, str)]
    return full or [tokens]
