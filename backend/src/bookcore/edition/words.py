"""The few words that an edition adds to a book, in the book's language."""

from __future__ import annotations

from dataclasses import dataclass

from bookcore.edition.model import Maker


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and sentences of one language; `{…}` are filled in."""

    contents: str
    cover: str
    start: str
    notes: str
    credits: str
    untitled: str
    sketch: str
    model: str
    about: str
    text_kept: str
    sketches: str
    models: str
    none: str


_RU = Words(
    contents="Содержание",
    cover="Обложка",
    start="Начало книги",
    notes="Примечания",
    credits="Об этом издании",
    untitled="Без названия",
    sketch="Набросок",
    model="Создано ИИ",
    about="Это иллюстрированное издание собрала программа BookReader AI из вашего файла.",
    text_kept="Текст книги не изменён. Подписи под картинками — слова автора.",
    sketches=(
        "Картинки с пометкой «Набросок» нарисованы по словам автора программой (алгоритмом), "
        "без моделей ИИ."
    ),
    models="Картинки с пометкой «Создано ИИ» созданы моделями ИИ: {credits}.",
    none="Картинок в этом издании нет.",
)
_EN = Words(
    contents="Contents",
    cover="Cover",
    start="Start of the book",
    notes="Notes",
    credits="About this edition",
    untitled="Untitled",
    sketch="Sketch",
    model="AI-generated",
    about="This illustrated edition was put together by BookReader AI from your own file.",
    text_kept="The text of the book is unchanged. The captions are the author’s words.",
    sketches=(
        "Pictures marked “Sketch” are algorithmic: painted from the author’s words by a program, "
        "without any AI model."
    ),
    models="Pictures marked “AI-generated” were made by AI models: {credits}.",
    none="There are no pictures in this edition.",
)


def words_of(language: str) -> Words:
    """Russian for a Russian book, else English."""
    return _RU if language.lower().startswith("ru") else _EN


def label_of(maker: Maker, words: Words) -> str:
    """The visible mark under a plate that says who made it."""
    return words.sketch if maker == "sketch" else words.model


def short_quote(text: str, limit: int = 240) -> str:
    """The author's words for a caption: whole words, an ellipsis when cut; no images between."""
    words = " ".join(text.replace("\ufffc", " ").split())
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(",;:.—– ") + "…"
