"""Who and what a book is about: its people, places and things with their traits."""
