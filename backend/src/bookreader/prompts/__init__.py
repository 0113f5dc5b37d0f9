"""What a provider would be asked for: words, size, reference cards, price and cache key."""
