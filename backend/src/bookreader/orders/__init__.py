"""Orders: many pictures of one book by one provider, inside a cap."""
