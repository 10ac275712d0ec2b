"""The import arrow, and other rules of the house that a reader of code forgets.

schemas <- extractors <- normalisers <- matchers <- expectations <- publishers <- flows
"""

import ast
from collections.abc import Iterator
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
MODULES = sorted(path for room in (*ROOMS, "bench") for path in (ROOT / room).rglob("*.py"))
LONGEST = 400


def name_module(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def walk_imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield (top-level package, whether it is imported inside a function)."""

    def walk(node: ast.AST, is_inside: bool) -> Iterator[tuple[str, bool]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from ((alias.name.split(".")[0], is_inside) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, "relative import"
                yield (child.module or "").split(".")[0], is_inside
            yield from walk(
                child,
                is_inside
                or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda),
            )

    yield from walk(tree, False)


def find_faults(room: str, source: str) -> list[str]:
    """Return what a module of ``room`` imports against the rules."""
    faults = []
    for package, is_inside in walk_imports(ast.parse(source)):
        if package in ROOMS and room in ROOMS and ROOMS.index(package) > ROOMS.index(room):
            faults.append(f"{room} imports {package}, which lies to its right")
        if package == "bench" and room != "bench":
            faults.append(f"{room} imports bench")
        if package == "prefect" and room != "flows":
            faults.append(f"{room} imports prefect")
        if package == "great_expectations" and not is_inside:
            faults.append("great_expectations imported with the module")
        if package == "tests":
            faults.append("tests imported by a room")
    return faults


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_imports_follow_the_arrow(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert find_faults(room, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("room", "source", "faults"),
    [
        ("flows", "import schemas, prefect\nfrom sidak.publishers.release.writer import x", []),
        ("extractors", "def f():\n    from matchers import y", ["matchers"]),
        ("schemas", "import sidak.extractors.layout.grid", ["extractors"]),
        ("matchers", "from prefect import flow", ["imports prefect"]),
        ("expectations", "def f():\n    import great_expectations as gx", []),
        ("expectations", "class A:\n    import great_expectations", ["with the module"]),
        ("flows", "if True:\n    import bench.accuracy", ["imports bench"]),
    ],
)
def test_the_check_itself_sees_faults(room: str, source: str, faults: list[str]) -> None:
    found = find_faults(room, source)
    assert len(found) == len(faults)
    assert all(part in fault for part, fault in zip(faults, found, strict=True))


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_files_stay_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < LONGEST


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_no_error_is_swallowed(path: Path) -> None:
    broad = {"Exception", "BaseException"}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except in line {node.lineno}"
            names = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
            is_empty = all(isinstance(one, ast.Pass | ast.Continue) for one in node.body)
            assert not (names & broad and is_empty), f"line {node.lineno}"


@pytest.mark.parametrize("room", [*ROOMS, "bench"])
def test_a_room_hands_out_names_and_nothing_else(room: str) -> None:
    tree = ast.parse((ROOT / room / "__init__.py").read_text("utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body[1:]:
        is_all = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        assert is_all or isinstance(node, ast.ImportFrom), ast.unparse(node)
