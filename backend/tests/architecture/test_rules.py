"""The house rules that a linter cannot state."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
REPO = SRC.parents[1]
APP = SRC / "bookreader"
DOMAINS = (
    "metrics", "accounts", "jobs", "library", "extraction", "cast", "illustration", "reading", "sheets",
    "corrections", "wording", "editions", "providers", "spending", "administration", "bible",
    "delivery", "drawing", "orders", "looks", "prompts", "inspection", "attempts", "studio",
    "places", "annotations", "offline", "search",
)  # fmt: skip
DOMAIN_FILES = {
    "__init__", "models", "schemas", "repository", "service", "routes", "tasks", "errors",
    "dependencies",
}  # fmt: skip
QUERY_WORDS = {"select", "update", "delete", "insert"}


def modules(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("domain", DOMAINS)
def test_domains_hold_only_the_agreed_files(domain: str) -> None:
    assert {p.stem for p in (APP / domain).glob("*.py")} <= DOMAIN_FILES


def test_only_wiring_imports_adapters() -> None:
    for path, tree in modules(APP):
        if path.name == "wiring.py" or path.is_relative_to(APP / "adapters"):
            continue
        guilty = [name for name in imported(tree) if name.startswith("bookreader.adapters")]
        assert not guilty, f"{path.relative_to(SRC)} imports {guilty}"


def test_queries_stand_in_repositories() -> None:
    for domain in DOMAINS:
        for path, tree in modules(APP / domain):
            if path.name in ("repository.py", "models.py"):
                continue
            guilty = [
                name
                for name in imported(tree)
                if name.startswith("sqlalchemy.") and name.split(".")[-1] in QUERY_WORDS
            ]
            assert not guilty, f"{path.relative_to(SRC)} imports {guilty}"


def test_nobody_but_the_database_commits() -> None:
    for path, tree in modules(APP):
        if path.name == "db.py" or path.parent.name in ("migrations", "versions"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr != "commit", f"{path.relative_to(SRC)}:{node.lineno}"


def test_a_domain_uses_another_through_its_service() -> None:
    allowed = {"service", "models", "schemas", "errors", "dependencies"}
    for domain in DOMAINS:
        for path, tree in modules(APP / domain):
            for name in imported(tree):
                parts = name.split(".")
                if parts[0] != "bookreader" or len(parts) < 3 or parts[1] not in DOMAINS:
                    continue
                # The stages of every domain are written against the runner's own words.
                stage = path.name == "tasks.py" and parts[1:3] == ["jobs", "tasks"]
                if parts[1] != domain and not stage:
                    assert parts[2] in allowed, f"{path.relative_to(SRC)} imports {name}"


def test_the_core_reads_no_clock_no_environment_and_no_network() -> None:
    forbidden = {"socket", "ssl", "urllib.request", "http", "http.client", "asyncio"}
    for path, tree in modules(SRC / "bookcore"):
        if path.name == "confine.py":  # it denies sockets, so it must name them
            continue
        guilty = forbidden & set(imported(tree))
        assert not guilty, f"{path.relative_to(SRC)} imports {guilty}"


def test_no_module_is_called_by_nothing_names() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert not [p for p in SRC.rglob("*.py") if p.stem in vague]


def test_every_problem_is_documented() -> None:
    page = (REPO / "docs" / "develop" / "problems.md").read_text()
    documented = set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE))
    raised = set()
    for path, tree in modules(APP):
        if path.name not in ("errors.py", "problem.py"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                raised |= codes_of(node)
    assert raised == documented


def codes_of(node: ast.ClassDef) -> set[str]:
    """The values given to `code` in a class body, alone or in a tuple."""
    found = set()
    for line in node.body:
        if (
            isinstance(line, ast.AnnAssign)
            and isinstance(line.value, ast.Constant)
            and isinstance(line.target, ast.Name)
            and line.target.id == "code"
        ):
            found.add(str(line.value.value))
        if not isinstance(line, ast.Assign):
            continue
        for target in line.targets:
            if isinstance(target, ast.Name) and target.id == "code":
                assert isinstance(line.value, ast.Constant)
                found.add(str(line.value.value))
            if isinstance(target, ast.Tuple) and isinstance(line.value, ast.Tuple):
                for name, value in zip(target.elts, line.value.elts, strict=True):
                    if isinstance(name, ast.Name) and name.id == "code":
                        assert isinstance(value, ast.Constant)
                        found.add(str(value.value))
    return found


def test_settings_are_documented() -> None:
    from bookreader.settings import Settings

    page = (REPO / "docs" / "operate" / "settings.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}
