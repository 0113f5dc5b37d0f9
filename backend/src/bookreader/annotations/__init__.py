"""What a reader leaves in a book: bookmarks, highlights and notes."""
