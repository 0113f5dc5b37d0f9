"""Finding words in the text of books, in any of their forms."""
