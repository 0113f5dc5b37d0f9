"""Refusals of the library."""

from __future__ import annotations

from bookreader.kit.problem import AppError


class BookNotFound(AppError):
    code, title, status = "book_not_found", "There is no such book in your library", 404


class ChapterNotFound(AppError):
    code, title, status = "chapter_not_found", "There is no such chapter in this book", 404


class ImageNotFound(AppError):
    code, title, status = "image_not_found", "There is no such image in this book", 404


class BookNotReadable(AppError):
    code, title, status = "book_not_readable", "This book is still being read in", 409


class EmptyFile(AppError):
    code, title, status = "empty_file", "The file is empty", 422


class FileTooLarge(AppError):
    code, title, status = "too_large", "The file is larger than this server accepts", 413


class DiskFull(AppError):
    code, title, status = "disk_full", "There is no room left on the server's disk", 507


class NotABook(AppError):
    code, title, status = "type_mismatch", "This is neither an EPUB nor an FB2 file", 415


class UploadBroken(AppError):
    code, title, status = "upload_broken", "The upload ended before the file was whole", 400
