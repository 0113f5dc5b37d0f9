"""Annotations as files: Markdown, our JSON, W3C Web Annotation; and back."""
