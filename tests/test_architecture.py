"""The import arrow, and other rules of the house that a reader of code forgets.

schemas <- extractors <- normalisers <- matchers <- expectations <- publishers <- flows
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "schemas",
    "extractors",
    "normalisers",
    "matchers",
    "expectations",
    "publishers",
    "flows",
)
TREES = {
    path: ast.parse(path.read_text("utf-8"))
    for folder in (*ROOMS, "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def name_module(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def walk_imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield (module, whether it is imported inside a function)."""

    def walk(node: ast.AST, is_inside: bool) -> Iterator[tuple[str, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from ((alias.name, is_inside) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, "relative import"
                yield child.module or "", is_inside
            yield from walk(
                child,
                is_inside
                or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda),
            )

    yield from walk(tree, False)


def find_faults(room: str, tree: ast.AST) -> list[str]:
    """Return what a module of ``room`` imports against the rules."""
    faults = []
    for module, is_inside in walk_imports(tree):
        package, _, rest = module.partition(".")
        other = rest.partition(".")[0]
        later = ROOMS[ROOMS.index(room) + 1 :] if room in ROOMS else ()
        if package == "sidak" and other in later:
            faults.append(f"{room} imports {other}, which lies to its right")
        if package == "bench" and room != "bench":
            faults.append(f"{room} imports bench")
        if package == "prefect" and room != "flows":
            faults.append(f"{room} imports prefect")
        if package == "great_expectations" and not is_inside:
            faults.append("great_expectations imported with the module")
        if package == "tests":
            faults.append("tests imported by a room")
    return faults


def test_imports_follow_the_arrow() -> None:
    found = {
        name_module(path): find_faults(path.relative_to(ROOT).parts[0], tree)
        for path, tree in TREES.items()
    }
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("room", "source", "faults"),
    [
        ("flows", "import prefect\nfrom sidak.publishers.release.writer import x", []),
        ("extractors", "def f():\n    from sidak.matchers import y", ["matchers"]),
        ("schemas", "import sidak.extractors.layout.grid", ["extractors"]),
        ("matchers", "from prefect import flow", ["imports prefect"]),
        ("expectations", "def f():\n    import great_expectations as gx", []),
        ("expectations", "class A:\n    import great_expectations", ["with the module"]),
        ("flows", "if True:\n    import bench.accuracy", ["imports bench"]),
        ("bench", "import tests.corpus", ["tests imported"]),
    ],
)
def test_the_check_itself_sees_faults(room: str, source: str, faults: list[str]) -> None:
    found = find_faults(room, ast.parse(source))
    assert len(found) == len(faults)
    assert all(part in fault for part, fault in zip(faults, found, strict=True))


def test_no_error_is_swallowed() -> None:
    broad = {"Exception", "BaseException"}
    faults = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            names = {"BaseException"} if node.type is None else find_names(node.type)
            is_empty = all(isinstance(one, ast.Pass | ast.Continue) for one in node.body)
            if node.type is None or (names & broad and is_empty):
                faults.append(f"{name_module(path)}:{node.lineno}")
    assert faults == []


def find_names(tree: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}


def test_the_init_of_a_package_hands_out_names_and_nothing_else() -> None:
    faults = []
    for path, tree in TREES.items():
        if path.name != "__init__.py":
            continue
        if not ast.get_docstring(tree):
            faults.append(f"{name_module(path)}: no docstring")
        for node in tree.body[1:]:
            is_all = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            if not is_all and not isinstance(node, ast.ImportFrom):
                faults.append(f"{name_module(path)}: {ast.unparse(node)}")
    assert faults == []


def test_a_class_name_means_one_thing_in_the_whole_house() -> None:
    homes = defaultdict(list)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(name_module(path))
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


#: Modules that may import what only an extra brings.
EXTRA_MODULES = {
    "bench/scale/kills.py": "dask",
    "bench/scale/plot.py": "plot",
    "bench/scan_calibration.py": "plot",
    "extractors/ocr/lexicon.py": "scans",
    "extractors/ocr/line_network.py": "scans",
    "extractors/ocr/openvino_network.py": "openvino",
    "flows/batch/dask_pool.py": "dask",
    "flows/nightly.py": "prefect",
    "flows/prefect_executor.py": "prefect",
    "flows/review/app.py": "review",
    "flows/review/security.py": "review",
    "flows/review/server.py": "review",
    "publishers/plots/charts.py": "plot",
    "publishers/sinks/postgresql.py": "postgresql",
}


def test_every_library_that_is_imported_is_declared() -> None:
    """A library that comes only with another one may leave with the next version of that."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = read_names(project["dependencies"])
    extras = project["optional-dependencies"]
    homes = metadata.packages_distributions()
    faults = []
    for path, tree in TREES.items():
        extra = EXTRA_MODULES.get(path.relative_to(ROOT).as_posix(), "")
        known = declared | read_names(extras.get(extra, []))
        if path.relative_to(ROOT).parts[0] == "bench":
            known |= read_names(extras["dev"])
        for module, _ in walk_imports(tree):
            package = module.partition(".")[0]
            if package in sys.stdlib_module_names or package in ("sidak", "bench"):
                continue
            if not {fold(name) for name in homes.get(package, [package])} & known:
                faults.append(f"{name_module(path)}: {package}")
    assert faults == []


def read_names(requirements: list[str]) -> set[str]:
    return {fold(re.split(r"[\[<>=!~; ]", one)[0]) for one in requirements}


def fold(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
