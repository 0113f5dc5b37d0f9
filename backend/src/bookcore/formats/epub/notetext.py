"""A note without the number that its mark already shows."""

from __future__ import annotations

import re

from bookcore.formats.draft import DraftBlock, DraftNote, Open, Sign, Token
from bookcore.formats.layout import plain
from bookcore.formats.titles import heading_title, is_note_title


def trim_note(key: str, label: str, blocks: list[DraftBlock]) -> DraftNote:
    """Takes away a heading or opening number that repeats the label."""
    heading: DraftBlock | None = None
    full = [one for one in blocks if plain(one.tokens) or one.kind in ("image", "rule")]
    if len(full) > 1 and is_note_title(plain(full[0].tokens)) and full[0].kind != "image":
        heading = full[0]
        label = label or heading_title(heading.tokens)
        blocks = [one for one in blocks if one is not heading]
    elif full and full[0].kind != "image":
        full[0].tokens = _without_number(full[0].tokens, label)
    return DraftNote(key, label, blocks, heading)


def _without_number(tokens: list[Token], label: str) -> list[Token]:
    number = label.strip("[](){}<>.:* ")
    if not number:
        return tokens
    pattern = re.compile(rf"\s*[\[({{]?\s*{re.escape(number)}\s*[\])}}]?\s*[.:)—–-]?(?=\s|$|\w)")
    for index, token in enumerate(tokens):
        if isinstance(token, str) and token.strip():
            found = pattern.match(token)
            rest = token[found.end() :] if found else ""
            # "1812" must not lose its "18" to note 18.
            if found is None or (rest[:1].isdigit() and found.group(0)[-1:].isdigit()):
                return tokens
            kept = [*tokens[:index], rest, *tokens[index + 1 :]]
            return kept if plain(kept) else tokens
        if not isinstance(token, str | Open) and token is not Sign.CLOSE:
            continue
    return tokens
