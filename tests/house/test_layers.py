"""The shape of the house: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

# What each layer may import of the others. Downwards only; a lower layer may be read across one.
MAY_IMPORT = {
    "data": set(),
    "analytics": {"data"},
    "api": {"analytics", "data"},
    "pages": {"analytics", "data"},
    "serving": {"pages", "api", "analytics", "data"},
    "dashboard": {"pages", "api", "analytics", "data", "serving"},
}
# Where a library may be used at all. Tests and benchmarks are free.
KEPT_TO = {
    "streamlit": {"pages", "dashboard", "serving"},
    "plotly": {"pages", "dashboard"},
    "duckdb": {"data"},
    "ibis": {"data"},
    "pyspark": {"data"},
    "httpx2": {"data", "api"},
    "fastapi": {"api"},
    "jinja2": {"api"},
    "mcp": {"api"},
    "resvg_py": {"api"},
}
# Building a figure with it takes thirty times as long as with graph_objects.
BANNED = {"plotly.express": "use plotly.graph_objects", "plotly.figure_factory": "use plotly.graph_objects"}
ROOT = Path(__file__).parents[2]


def sources(root: Path) -> list[Path]:
    """Every Python file of the layers."""
    return sorted(
        path
        for layer in MAY_IMPORT
        for path in (root / f"{layer}.py", *(root / layer).rglob("*.py"))
        if path.exists() and "__pycache__" not in path.parts
    )


def imported(path: Path, package: str) -> set[str]:
    """The absolute dotted names that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {
            "import_module",
            "__import__",
        }:
            names |= {arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return names


def violations(root: Path) -> list[str]:
    """Every import that goes the wrong way, and every page that hides a package."""
    found: list[str] = []
    for path in sources(root):
        relative = path.relative_to(root)
        layer = relative.parts[0].removesuffix(".py")
        names = imported(path, package=".".join(relative.parent.parts))
        tops = {name.split(".")[0] for name in names}
        found += [
            f"{relative}: {layer} may not import {top}"
            for top in sorted(tops & MAY_IMPORT.keys() - MAY_IMPORT[layer] - {layer})
        ]
        found += [f"{relative}: {top} belongs in {KEPT_TO[top]}" for top in sorted(tops & KEPT_TO.keys())
                  if layer not in KEPT_TO[top]]  # fmt: skip
        found += [f"{relative}: {name} is banned: {BANNED[name]}" for name in sorted(names & BANNED.keys())]
    # Streamlit puts pages/ first on the path, so pages/data.py would hide data/.
    top_level = {p.stem for p in root.glob("*.py")} | {p.name for p in root.iterdir() if p.is_dir()}
    found += [f"{p.relative_to(root)}: bears the name of a top-level package"
              for p in sorted((root / "pages").glob("*")) if p.stem in top_level - {"__pycache__"}]  # fmt: skip
    return found


def room_of(module: str, root: Path) -> str:
    """The folder, as a dotted name, that a module of that dotted name lies in; empty for what is not ours."""
    parts = module.split(".")
    while parts and not (root.joinpath(*parts).with_suffix(".py").exists() or root.joinpath(*parts).is_dir()):
        parts.pop()
    if not parts:
        return ""
    is_file = root.joinpath(*parts).with_suffix(".py").exists()
    return ".".join(parts[:-1] if is_file else parts)


def rooms(root: Path) -> dict[str, set[str]]:
    """For each room of a floor the other rooms that it imports; what stands at the root of a floor is everybody's."""
    graph: dict[str, set[str]] = {}
    for path in sources(root):
        own = ".".join(path.relative_to(root).parent.parts)
        imports = {room_of(name, root) for name in imported(path, package=own)}
        graph.setdefault(own, set()).update(room for room in imports if room and room != own)
    return graph


def is_inside(room: str, other: str) -> bool:
    """Whether one room lies in the other: a root and its rooms may read each other."""
    return room.startswith(f"{other}.") or other.startswith(f"{room}.")


def circles(root: Path) -> list[str]:
    """Every pair of rooms that reach each other through rooms side by side."""
    graph = {room: {other for other in others if not is_inside(room, other)} for room, others in rooms(root).items()}
    reach: dict[str, set[str]] = {}
    for room in graph:
        waiting, seen = [room], set[str]()
        while waiting:
            for other in graph.get(waiting.pop(), set()) - seen:
                seen.add(other)
                waiting.append(other)
        reach[room] = seen
    return sorted(f"{room} and itself by way of others" for room, seen in reach.items() if room in seen)


def private_reaches(root: Path) -> list[str]:
    """Every private name that a file takes from another room."""
    complaints: list[str] = []
    for path in sources(root):
        relative = path.relative_to(root)
        own = ".".join(relative.parent.parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                room = room_of(node.module, root)
                complaints += [
                    f"{relative}: {alias.name} is private to {room}"
                    for alias in node.names
                    if room and room != own and alias.name.startswith("_") and not alias.name.endswith("__")
                ]
    return complaints


def test_no_circle_between_rooms() -> None:
    assert circles(ROOT) == []


def test_no_room_reaches_into_another() -> None:
    assert private_reaches(ROOT) == []


def test_rooms_are_read() -> None:
    assert rooms(ROOT).keys() >= {"analytics.statistics", "analytics.claims.reading", "pages.parts.borough"}


def test_a_circle_and_a_private_reach_are_found(tmp_path: Path) -> None:
    for file, source in {
        "analytics/left/x.py": "from analytics.middle import y",
        "analytics/middle/y.py": "from analytics.right.z import Z",
        "analytics/right/z.py": "from analytics.left.x import _hidden",
        "analytics/root.py": "from analytics.left import x",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(source, encoding="utf-8")
    assert len(circles(tmp_path)) == 3
    assert private_reaches(tmp_path) == ["analytics/right/z.py: _hidden is private to analytics.left"]


def test_imports_point_downwards() -> None:
    assert violations(ROOT) == []


def test_every_layer_that_exists_is_read() -> None:
    layers = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in sources(ROOT)}
    assert layers >= {"data", "analytics", "dashboard", "serving"}


def test_the_entry_stays_small() -> None:
    assert len((ROOT / "dashboard.py").read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize(
    ("file", "source", "complaint"),
    [
        ("data/x.py", "from analytics import rates", "data may not import analytics"),
        ("data/x.py", "def f():\n    import pages.parts.map", "data may not import pages"),
        ("analytics/x.py", "import streamlit as st", "streamlit belongs in"),
        ("analytics/x.py", "import duckdb", "duckdb belongs in"),
        ("analytics/x.py", "from importlib import import_module\nimport_module('pages.parts')", "may not import pages"),
        ("api/x.py", "from pages.parts import figures", "api may not import pages"),
        ("api/x.py", "import plotly.graph_objects as go", "plotly belongs in"),
        ("pages/x.py", "import duckdb", "duckdb belongs in"),
        ("pages/x.py", "import plotly.express as px", "plotly.express is banned"),
        ("pages/parts/x.py", "from plotly import express", "plotly.express is banned"),
        ("pages/x.py", "import dashboard", "pages may not import dashboard"),
        ("pages/data.py", "", "bears the name of a top-level package"),
        ("serving/x.py", "import dashboard", "serving may not import dashboard"),
    ],
)
def test_a_violation_is_found(tmp_path: Path, file: str, source: str, complaint: str) -> None:
    for folder in ("data", "analytics", "api", "pages/parts", "serving"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / file).write_text(source, encoding="utf-8")
    assert complaint in "\n".join(violations(tmp_path))


def test_the_permitted_directions_are_permitted(tmp_path: Path) -> None:
    for file, source in {
        "data/warehouse.py": "import duckdb\nfrom . import editions\nfrom data import areas",
        "analytics/series/monthly_series.py": "from data import warehouse",
        "pages/methods.py": "import streamlit as st\nimport plotly.graph_objects as go\nfrom data import catalogue",
        "dashboard.py": "import streamlit as st\nfrom data import warehouse\nfrom serving import MIDDLEWARE",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(source, encoding="utf-8")
    assert violations(tmp_path) == []


def test_one_door_from_analytics_to_the_warehouse() -> None:
    callers = {
        path.name
        for path in (ROOT / "analytics").rglob("*.py")
        if "data.warehouse" in imported(path, package="analytics")
    }
    assert callers == {"queries.py"}
