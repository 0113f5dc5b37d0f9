"""The sample book, in Russian (FB2) and English (EPUB); `tools/make_samples.py` builds both."""
