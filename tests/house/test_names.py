"""Names a newcomer can search for: one class, one file, one name; and modules short enough to read."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from tests.house.test_layers import ROOT, sources

LONGEST = 300
# A publication and the page about it; the declaration of what each of two registries holds.
SAME_FILE_NAME = {
    "reoffending.py",
    "vawg.py",
    "homicide.py",
    "declaration.py",
    "shares.py",
    "__init__.py",
    "__main__.py",
}


# Words that a local, an argument or the variable of a loop may not be: they say nothing of what it holds.
EMPTY_WORDS = {"found", "each", "which", "said", "asked", "told"}


def empty_names(source: str) -> list[str]:
    """Names bound in functions, and by comprehensions anywhere, that are empty words; with their lines."""
    tree = ast.parse(source)
    inside = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.comprehension)
    nodes = {node for scope in ast.walk(tree) if isinstance(scope, inside) for node in ast.walk(scope)}
    stored = [n for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    names = [(n.lineno, n.id) for n in stored] + [(n.lineno, n.arg) for n in nodes if isinstance(n, ast.arg)]
    return [f"line {line}: {name}" for line, name in sorted(names) if name in EMPTY_WORDS]


def class_names(root: Path) -> dict[str, list[str]]:
    """The files in which each class is defined."""
    files: dict[str, list[str]] = defaultdict(list)
    for path in sources(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                files[node.name].append(str(path.relative_to(root)))
    return files


def file_names(root: Path) -> dict[str, list[str]]:
    """The folders in which each file name stands."""
    folders: dict[str, list[str]] = defaultdict(list)
    for path in sources(root):
        folders[path.name].append(str(path.parent.relative_to(root)))
    return folders


def shared(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: where for name, where in places.items() if len(where) > 1}


def lengths(root: Path) -> dict[str, int]:
    return {str(p.relative_to(root)): len(p.read_text(encoding="utf-8").splitlines()) for p in sources(root)}


def test_no_two_classes_share_a_name() -> None:
    assert shared(class_names(ROOT)) == {}


def test_no_two_files_share_a_name_without_need() -> None:
    twice = shared(file_names(ROOT))
    assert {name: where for name, where in twice.items() if name not in SAME_FILE_NAME} == {}
    assert SAME_FILE_NAME - twice.keys() == set(), "no longer shared: take it out of SAME_FILE_NAME"


def test_no_module_is_too_long_to_read() -> None:
    too_long = {path: lines for path, lines in lengths(ROOT).items() if lines > LONGEST}
    assert too_long == {}


def test_no_local_has_an_empty_name() -> None:
    empty = {str(p.relative_to(ROOT)): empty_names(p.read_text(encoding="utf-8")) for p in sources(ROOT)}
    assert {path: names for path, names in empty.items() if names} == {}


def test_an_empty_name_is_seen() -> None:
    source = (
        "each = 1\ndef f(asked, b):\n    found = [which for which in b]\n    return found\nx = {told for told in ()}\n"
    )
    assert empty_names(source) == ["line 2: asked", "line 3: found", "line 3: which", "line 5: told"]


def test_what_is_shared_is_found(tmp_path: Path) -> None:
    for folder in ("data", "analytics/claims"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "line.py").write_text("class Line:\n    class Part: ...\n", encoding="utf-8")
    (tmp_path / "data" / "point.py").write_text("class Point: ...\n", encoding="utf-8")
    assert shared(class_names(tmp_path)).keys() == {"Line", "Part"}
    assert {name: set(where) for name, where in shared(file_names(tmp_path)).items()} == {
        "line.py": {"analytics/claims", "data"}
    }
