"""The rows of a large library: many readers' books in words of our own, the same for every run."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bookcore.describe import EXTRACTOR_VERSION
from bookcore.entities import ENTITIES_VERSION
from bookcore.model import NORMALISER_VERSION

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
_FIRST = (
    "Тихий",
    "Дальний",
    "Белый",
    "Старый",
    "Зимний",
    "Медный",
    "Пустой",
    "Синий",
    "Долгий",
    "Чужой",
)
_SECOND = ("берег", "сад", "дом", "город", "путь", "лес", "колодец", "мост", "остров", "вечер")
_NAMES = ("Анна", "Пётр", "Марфа", "Игнат", "Лидия", "Глеб", "Софья", "Фёдор")
_SURNAMES = ("Ветрова", "Лугов", "Озерская", "Кедрин", "Ясная", "Полозов", "Снежина", "Громов")
SENTENCES = (
    "За рекой темнел низкий бор, и над ним стоял узкий месяц.",
    "В комнате пахло яблоками; на столе лежала развёрнутая карта.",
    "Она была в сером платье, с тяжёлой косой через плечо.",
    "Дорога шла мимо старой мельницы, поросшей мхом.",
    "На площади никого не было, только фонарь качался на ветру.",
    "Старик щурился, и морщины у глаз собирались веером.",
)
KINDS = ("location", "character", "atmosphere", "object", "action")
# What the present finder writes: nothing is to be read anew.
VERSION = f"{EXTRACTOR_VERSION}+{ENTITIES_VERSION}/{NORMALISER_VERSION}"
_ENGINE = json.dumps({"name": "rules", "failure": ""})
_SCENES = tuple(
    json.dumps({
        "kind": kind, "place_type": place, "time": time, "era": "", "season": "", "weather": "",
        "people": [], "things": ["lamp", "table"], "colours": ["grey", "green"], "seed": n,
        "mood": "calm", "words": SENTENCES[n % len(SENTENCES)],
    }, ensure_ascii=False)
    for n, (kind, place, time) in enumerate(
        (kind, place, time) for kind in KINDS for place in ("forest", "river", "village", "kitchen")
        for time in ("evening", "day")
    )
)  # fmt: skip
_ATTRIBUTES = tuple(
    json.dumps(list(words), ensure_ascii=False)
    for words in (("тёмный", "низкий"), ("узкий",), ("серый", "тяжёлый", "старый"), ("пустой",))
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the library is: books of each reader, and what hangs on them."""

    readers: tuple[int, ...]
    descriptions: int
    chapters: int = 12
    pictures_in: int = 4
    charges: int = 20_000
    events: int = 20_000
    sentences: int = 160

    @property
    def books(self) -> int:
        """Of all readers together."""
        return sum(self.readers)


@dataclass(slots=True)
class Books:
    """Readers, books and what is in them, with the ids that a test or a measurement asks for."""

    shape: Shape
    turn: random.Random = field(default_factory=lambda: random.Random(20_26))
    users: list[UUID] = field(default_factory=list)
    books: list[tuple[UUID, UUID]] = field(default_factory=list)
    opened: dict[UUID, UUID] = field(default_factory=dict)
    providers: list[UUID] = field(default_factory=list)
    orders: list[tuple[UUID, UUID, UUID]] = field(default_factory=list)
    sessions: dict[UUID, UUID] = field(default_factory=dict)
    drawn: list[tuple[UUID, UUID, UUID]] = field(default_factory=list)
    painted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for count in self.shape.readers:
            user = self.uuid()
            self.users.append(user)
            self.sessions[user] = self.uuid()
            mine = [(self.uuid(), user) for _ in range(count)]
            self.books += mine
            # One of each reader's books is as long as a novel, and is the one they read.
            self.opened[user] = mine[0][0]
        self.providers = [self.uuid() for _ in range(2)]

    def uuid(self) -> UUID:
        """A random id, the same in every run."""
        return UUID(int=self.turn.getrandbits(128), version=4)

    def _sha(self) -> str:
        return f"{self.turn.getrandbits(256):064x}"

    def _users(self) -> Iterator[Row]:
        for n, user in enumerate(self.users):
            yield {
                "id": user, "name": f"Читатель {n}", "name_key": f"читатель {n}", "is_admin": n == 0,
                "password_hash": "none can sign in with it", "language": "ru", "created_at": NOW,
            }  # fmt: skip

    def _sessions(self) -> Iterator[Row]:
        for user, session in self.sessions.items():
            yield {
                "id": session, "user_id": user, "created_at": NOW, "last_used_at": NOW,
                "ends_at": datetime(2100, 1, 1, tzinfo=UTC),
            }  # fmt: skip

    def chapters_of(self, book: UUID, user: UUID) -> tuple[int, int]:
        """The number of a book's chapters, and how many sentences each has."""
        if self.opened[user] == book:
            return 40, self.shape.sentences
        return self.shape.chapters, 8

    def _books(self) -> Iterator[Row]:
        pick = self.turn.choice
        toc = {
            count: json.dumps(
                [
                    {"title": f"Глава {n}", "chapter": f"c{n}", "offset": 0, "level": 1}
                    for n in range(count)
                ]
            )
            for count in (40, self.shape.chapters)
        }
        for n, (book, user) in enumerate(self.books):
            count, sentences = self.chapters_of(book, user)
            title = f"{pick(_FIRST)} {pick(_SECOND)} {n}"
            author = f"{pick(_NAMES)} {pick(_SURNAMES)}"
            added = NOW - timedelta(minutes=self.turn.randrange(600_000))
            is_open = self.opened[user] == book or self.turn.random() < 0.3
            yield {
                "id": book, "user_id": user, "sha256": self._sha(), "size_bytes": 300_000,
                "filename": f"book{n}.fb2", "format": "fb2", "title": title,
                "title_key": title.casefold(), "authors": json.dumps([author]),
                "author_key": author.casefold(), "search_key": f"{title} {author}".casefold(),
                "language": "ru", "genres": '["prose"]', "annotation": SENTENCES[n % 6] * 6,
                "cover_sha256": self._sha(), "cover_mime": "image/jpeg", "toc": toc[count],
                "normaliser_version": NORMALISER_VERSION, "added_at": added, "readable_at": added,
                "opened_at": added + timedelta(days=1) if is_open else None,
                "chars": count * sentences * 60, "chapter_count": count,
                "described_chapters": count, "pictures_wanted": 50, "pictures_ready": 50,
                "progress": self.turn.random() if is_open else 0.0, "marks": "normal",
            }  # fmt: skip

    def _chapters(self) -> Iterator[Row]:
        for book, user in self.books:
            count, sentences = self.chapters_of(book, user)
            words = [SENTENCES[n % len(SENTENCES)] for n in range(sentences)]
            text = "\n".join(words)
            html = "".join(f"<p>{one}</p>" for one in words)
            blocks = json.dumps([n * 60 for n in range(sentences)])
            for number in range(count):
                yield {
                    "book_id": book, "number": number, "key": f"c{number}", "level": 1,
                    "title": f"Глава {number + 1}", "kind": "body", "lang": "ru", "html": html,
                    "text": text, "chars": len(text), "chars_before": number * len(text),
                    "astral": False, "blocks": blocks, "notes": "[]", "note_marks": "[]",
                }  # fmt: skip

    def _images(self) -> Iterator[Row]:
        for book, _ in self.books:
            yield {
                "book_id": book, "sha256": self._sha(), "mime": "image/png", "width": 9, "height": 9
            }  # fmt: skip

    def _described(self) -> Iterator[Row]:
        for book, user in self.books:
            for number in range(self.chapters_of(book, user)[0]):
                yield {
                    "book_id": book, "chapter_number": number, "described_at": NOW,
                    "extractor_version": VERSION, "engine": _ENGINE,
                }  # fmt: skip

    def _positions(self) -> Iterator[Row]:
        for book, user in self.books:
            if self.opened[user] == book or self.turn.random() < 0.3:
                yield {
                    "user_id": user, "book_id": book, "chapter_number": 3, "offset": 40,
                    "normaliser_version": NORMALISER_VERSION, "furthest_chapter": 30, "furthest_offset": 100,
                    "updated_at": NOW,
                }  # fmt: skip

    def _moves(self) -> Iterator[Row]:
        n = 0
        for book, user in self.books:
            for _ in range(400 if self.opened[user] == book else 10):
                n += 1
                moment = NOW - timedelta(minutes=n)
                yield {
                    "seq": n, "id": self.uuid(), "user_id": user, "book_id": book, "kind": "turn",
                    "chapter_number": n % 12, "chapter_key": f"c{n % 12}", "offset": 58,
                    "page_end": 400, "reached": True, "progression": 0.2, "stood": True,
                    "normaliser_version": NORMALISER_VERSION, "made_at": moment, "received_at": moment,
                }  # fmt: skip

    def _annotations(self) -> Iterator[Row]:
        n = 0
        for book, user in self.books:
            for _ in range(100 if self.opened[user] == book else 3):
                n += 1
                words = SENTENCES[n % 6]
                yield {
                    "user_id": user, "id": self.uuid(), "book_id": book, "kind": "highlight",
                    "colour": "yellow", "note": words if n % 3 == 0 else "", "start": 0, "end": 30,
                    "chapter_number": n % 12, "chapter_key": f"c{n % 12}", "exact": words[:30],
                    "before": "", "after": words[30:60], "progression": 0.2, "revision": n,
                    "normaliser_version": NORMALISER_VERSION, "search_key": words.casefold(),
                    "created_at": NOW, "updated_at": NOW - timedelta(minutes=n),
                }  # fmt: skip

    def _descriptions(self) -> Iterator[Row]:
        each = max(1, self.shape.descriptions // max(1, len(self.books)))
        n, choose = 0, self.turn.random
        for book, user in self.books:
            count, sentences = self.chapters_of(book, user)
            mine = max(each, 200) if self.opened[user] == book else each
            for one in range(mine):
                n += 1
                start = 58 * ((one // count * 7) % sentences)
                description = self.uuid()
                if n % self.shape.pictures_in == 0 or self.opened[user] == book:
                    self.drawn.append((description, book, user))
                scene = _SCENES[n % len(_SCENES)]
                yield {
                    "id": description, "book_id": book, "chapter_number": one % count,
                    "start": start, "end": start + 57, "type": KINDS[n % 5], "also": "[]",
                    "level": ("few", "normal", "normal", "many")[n % 4], "score": choose(),
                    "caption": SENTENCES[n % 6], "attributes": _ATTRIBUTES[n % 4],
                    "found_scene": scene, "scene": scene, "scene_hash": f"{n:064x}",
                }  # fmt: skip

    def _pictures(self) -> Iterator[Row]:
        made = json.dumps(
            {"prompt": "a low dark forest behind a river", "seed": 7, "cost_micros": 0}
        )
        for n, (description, book, user) in enumerate(self.drawn):
            drawn = n % 10 == 0
            self.painted.append(self._sha())
            yield {
                "id": self.uuid(), "book_id": book, "description_id": description,
                "provider": self.providers[0].hex if drawn else "sketch",
                "order_id": self.orders[n % len(self.orders)][0] if drawn else None,
                "state": "planned" if n % 50 == 0 and self.opened[user] != book else "ready",
                "painter_version": "1", "scene_hash": f"{n:064x}",
                "request_key": self._sha() if drawn else "", "sha256": self.painted[-1],
                "original_sha256": self._sha() if drawn else None, "width": 1152, "height": 768,
                "phash": f"{self.turn.getrandbits(64):016x}" if drawn else "", "made": made,
                "colour": "#445566", "created_at": NOW, "painted_at": NOW,
            }  # fmt: skip
