"""A revision that older programs cannot work on says so."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bookreader import migrations

VERSIONS = Path(migrations.__file__).parent / "versions"
# Before these nobody looked at the range.
FREE = {f"000{n}" for n in range(1, 7)}
TAKING_AWAY = {"drop_table", "drop_column", "rename_table"}


def _takes_away(source: str) -> set[str]:
    tree = ast.parse(source)
    upgrade = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "upgrade")
    found = set()
    for call in (node for node in ast.walk(upgrade) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        words = {one.arg for one in call.keywords}
        if name in TAKING_AWAY or (name == "alter_column" and words & {"new_column_name", "type_"}):
            found.add(name)
        column = call.args[-1] if name == "add_column" and call.args else None
        if isinstance(column, ast.Call):
            told = {one.arg: one.value for one in column.keywords}
            needed = isinstance(told.get("nullable"), ast.Constant) and not told["nullable"].value
            if needed and "server_default" not in told:
                found.add("add_column without a default")
    return found


@pytest.mark.parametrize(
    "file",
    [f for f in sorted(VERSIONS.glob("0*.py")) if f.stem[:4] not in FREE],
    ids=lambda file: file.stem,
)
def test_what_older_programs_miss_is_noted(file: Path) -> None:
    source = file.read_text()
    if _takes_away(source):
        assert "UPDATE schema_range SET oldest" in source, (
            f"{file.name} takes away what older programs use ({_takes_away(source)}): let it write "
            "its own number into schema_range, or take it away one release later"
        )


def test_the_look_finds_what_it_should() -> None:
    body = "def upgrade():\n    {}\n"
    assert _takes_away(body.format("op.drop_table('a')"))
    assert _takes_away(body.format("b.add_column(sa.Column('x', sa.Integer(), nullable=False))"))
    assert _takes_away(body.format("b.alter_column('x', new_column_name='y')"))
    assert not _takes_away(
        body.format(
            "b.add_column(sa.Column('x', sa.Integer(), nullable=False, server_default='0'))"
        )
    )
    assert not _takes_away(body.format("op.create_index('i', 't', ['x'])"))
