"""Write a revision from the difference between the models and the history."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bookreader import migrations


async def main(words: str) -> None:
    """Upgrade a fresh database to head, compare, and write the revision file."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'new.db'}"
        if list((Path(migrations.__file__).parent / "versions").glob("*.py")):
            await migrations.upgrade(url)
        engine = create_async_engine(url)

        def write(connection: Connection) -> None:
            command.revision(migrations.config(connection), message=words, autogenerate=True)

        async with engine.connect() as connection:
            await connection.run_sync(write)
        await engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit('what does it do? make migration ARGS="name of it"')
    asyncio.run(main(" ".join(sys.argv[1:])))
