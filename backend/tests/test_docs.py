"""The documents point at files that exist and name every dependency with its reason."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*REPO.glob("*.md"), *(REPO / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPO)))
def test_links_lead_somewhere(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    here = [link for link in links if "://" not in link]
    assert [link for link in here if not (document.parent / link).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((REPO / "backend" / "pyproject.toml").read_text())["project"]
    package = json.loads((REPO / "frontend" / "package.json").read_text())
    lines = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        lines += extra
    wanted = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in lines}
    wanted |= {*package["dependencies"], *package["devDependencies"]}
    decision = (REPO / "docs" / "decisions" / "0008-dependencies.md").read_text()
    reasons = dict(re.findall(r"^\| `([^`]+)` \| (.+?) \|$", decision, re.MULTILINE))
    assert wanted - reasons.keys() == set(), "without a reason"
    assert reasons.keys() - wanted == set(), "no longer used"


def test_every_make_command_told_exists() -> None:
    commands = re.findall(r"^COMMANDS := (.+)$", (REPO / "Makefile").read_text(), re.MULTILINE)[0]
    told = {
        name
        for document in DOCUMENTS
        if document.name != "CHANGELOG.md"
        for name in re.findall(r"(?:^|`|\n)make ([a-z][a-z0-9-]*)", document.read_text())
    }
    assert told - set(commands.split()) == set()


def _codes_in_the_code(callee: str) -> set[str]:
    found: set[str] = set()
    for file in (REPO / "backend" / "src" / "bookcore").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            code = node.args[0]
            if name == callee and isinstance(code, ast.Constant) and isinstance(code.value, str):
                found.add(code.value)
    return found


@pytest.mark.parametrize("callee", ["BookError", "warn"])
def test_every_code_of_a_book_is_told(callee: str) -> None:
    told = set(
        re.findall(r"`([a-z_]+)`", (REPO / "docs" / "develop" / "book-errors.md").read_text())
    )
    codes = _codes_in_the_code(callee)
    assert codes, "no codes found: the test looks in the wrong place"
    assert codes - told == set()
