"""Text as characters: blocks, language, sentences and tokens with exact offsets."""
