"""What workers, makers and limits leave in a large library's tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

from bookcore.model import NORMALISER_VERSION
from tests.bookreader.plans.rows import NOW, SENTENCES, Books, Row


class Library(Books):
    """All tables of a large library; the first reader has the most books."""

    def tables(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """The rows of every table, in an order that leaves none without its parent."""
        yield "users", self._users()
        yield "login_sessions", self._sessions()
        yield "books", self._books()
        yield "book_chapters", self._chapters()
        yield "book_images", self._images()
        yield "described_chapters", self._described()
        yield "reading_positions", self._positions()
        yield "reading_moves", self._moves()
        yield "annotations", self._annotations()
        yield "casts", self._casts()
        yield "bible_versions", self._bibles()
        yield "providers", self._providers()
        yield "orders", self._orders()
        yield "descriptions", self._descriptions()
        yield "pictures", self._pictures()
        yield "renditions", self._renditions()
        yield "verdicts", self._verdicts()
        yield "entity_edits", self._edits()
        yield "editions", self._editions()
        yield "charges", self._charges()
        yield "caps", self._caps()
        yield "jobs", self._jobs()
        yield "events", self._events()

    def _casts(self) -> Iterator[Row]:
        empty = json.dumps({"version": "of nobody", "entities": []})
        for book, _ in self.books:
            yield {
                "book_id": book, "basis": "x", "passages": "[]", "document": empty, "built_at": NOW
            }  # fmt: skip

    def _bibles(self) -> Iterator[Row]:
        for book, _ in self.books[::5]:
            for version in (1, 2):
                yield {
                    "book_id": book, "version": version, "document": "{}", "created_at": NOW
                }  # fmt: skip

    def _providers(self) -> Iterator[Row]:
        for n, provider in enumerate(self.providers):
            yield {
                "id": provider, "kind": "a1111", "name": f"Художник {n}", "position": n,
                "base_url": "http://127.0.0.1:9", "created_at": NOW, "updated_at": NOW,
            }  # fmt: skip

    def _orders(self) -> Iterator[Row]:
        for n, (book, user) in enumerate(self.books[: max(200, len(self.books) // 4)]):
            order = self.uuid()
            self.orders.append((order, book, user))
            yield {
                "id": order, "user_id": user, "book_id": book, "provider_id": self.providers[n % 2],
                "extent": "book", "state": "running" if n < 3 else "done", "cap_micros": 1_000_000,
                "total": 10, "done": 10, "created_at": NOW, "finished_at": None if n < 3 else NOW,
            }  # fmt: skip

    def _renditions(self) -> Iterator[Row]:
        for source in self.painted[::4]:
            yield {
                "source_sha256": source, "width": 768, "format": "webp", "sha256": self._sha(),
                "size": 40_000,
            }  # fmt: skip

    def _verdicts(self) -> Iterator[Row]:
        for book, _ in self.books:
            yield {
                "id": self.uuid(), "book_id": book, "standing": "dismissed", "chapter_number": 2,
                "start": 0, "end": 50, "quote": SENTENCES[0], "normaliser_version": NORMALISER_VERSION,
                "created_at": NOW,
            }  # fmt: skip

    def _edits(self) -> Iterator[Row]:
        for book, _ in self.books:
            yield {
                "id": self.uuid(), "book_id": book, "number": 1, "kind": "hide", "keys": '["k"]',
                "names": '["Анна"]', "chapter_number": 1, "offset": 5, "created_at": NOW,
            }  # fmt: skip

    def _editions(self) -> Iterator[Row]:
        for book, _ in self.books:
            yield {
                "id": self.uuid(), "book_id": book, "extent": "met", "size": "screen",
                "sha256": self._sha(), "size_bytes": 900_000, "ready_at": NOW,
                "created_at": NOW - timedelta(seconds=self.turn.randrange(80_000)),
            }  # fmt: skip

    def _charges(self) -> Iterator[Row]:
        for n in range(self.shape.charges):
            order, book, user = self.orders[n % len(self.orders)]
            moment = NOW - timedelta(minutes=n * 20)
            yield {
                "id": self.uuid(), "user_id": user, "book_id": book,
                "provider_id": self.providers[n % 2], "picture_id": self.uuid(), "order_id": order,
                "state": "settled", "estimate_micros": 4000, "amount_micros": 3900,
                "day": moment.strftime("%Y-%m-%d"), "created_at": moment, "ended_at": moment,
            }  # fmt: skip

    def _caps(self) -> Iterator[Row]:
        for scope in ("server", "provider", "user", "book"):
            for period in ("day", "month", "total"):
                yield {
                    "id": self.uuid(), "scope": scope, "period": period, "pictures": 10**6
                }  # fmt: skip

    def _jobs(self) -> Iterator[Row]:
        for n, (book, user) in enumerate(self.books):
            waits = n % 100 == 0
            yield {
                "id": n + 1, "kind": "book", "subject_id": book, "user_id": user,
                "status": "queued" if waits else "done", "run_after": NOW, "created_at": NOW,
                "updated_at": NOW - timedelta(minutes=n), "priority": n % 3,
            }  # fmt: skip

    def _events(self) -> Iterator[Row]:
        for n in range(self.shape.events):
            yield {
                "id": n + 1, "user_id": self.users[n % len(self.users)], "kind": "picture",
                "data": "{}", "at": NOW - timedelta(seconds=n * 20),
            }  # fmt: skip
