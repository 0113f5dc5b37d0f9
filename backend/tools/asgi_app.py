"""The application for servers that are given a module: for comparing them, not for use."""

from __future__ import annotations

from bookreader.main import create_app
from bookreader.settings import Settings

app = create_app(Settings())
