"""The few words that an edition adds to a book, in the book's language."""

from __future__ import annotations

from dataclasses import dataclass


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
    model="ИИ",
    about="Это иллюстрированное издание собрала программа BookReader AI из вашего файла.",
    text_kept="Текст книги не изменён. Подписи под картинками — слова автора.",
    sketches=(
        "Картинки с пометкой «Набросок» нарисованы по словам автора программой, без моделей ИИ."
    ),
    models="Картинки с пометкой «ИИ» созданы моделями ИИ: {credits}.",
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
    model="AI",
    about="This illustrated edition was put together by BookReader AI from your own file.",
    text_kept="The text of the book is unchanged. The captions are the author’s words.",
    sketches=(
        "Pictures marked “Sketch” were painted from the author’s words by a program, "
        "without any AI model."
    ),
    models="Pictures marked “AI” were made by AI models: {credits}.",
    none="There are no pictures in this edition.",
)


def words_of(language: str) -> Words:
    """Russian for a Russian book, else English."""
    return _RU if language.lower().startswith("ru") else _EN


def short_quote(text: str, limit: int = 240) -> str:
    """The author's words for a caption: whole words, an ellipsis when cut; no images between."""
    words = " ".join(text.replace("\ufffc", " ").split())
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(",;:.—– ") + "…"
