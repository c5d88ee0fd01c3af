"""The house keeps its plan: layers, light imports, exports, errors, and nothing in it that belongs elsewhere."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg
from kg import errors
from kg.errors import KgError, all_errors

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kg").rglob("*.py"))
HEAVY = {"rdflib", "spacy", "rich", "pyoxigraph", "pyshacl", "owlready2", "trafilatura", "yaml"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def imported_by(code: str) -> set[str]:
    done = run(sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)")
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


@pytest.mark.parametrize(
    "module", ["kg", "kg.cli", "kg.cli.group", "kg.model", "kg.config", "kg.errors", "kg.vocabulary"]
)
def test_importing_it_is_light(module: str) -> None:
    assert imported_by(f"import {module}") & HEAVY == set()


def test_help_imports_no_command_and_nothing_heavy() -> None:
    loaded = imported_by("from kg.cli.group import cli\ncli(['--help'], prog_name='kg', standalone_mode=False)")
    assert loaded & HEAVY == set()
    assert "click" in loaded


def test_layers() -> None:
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if linter is None:
        pytest.skip("import-linter is not installed: make lint runs it")
    done = run(linter)
    assert done.returncode == 0, done.stdout


OFFERING = [path for path in MODULES if path.name not in {"__main__.py", "errors.py"}]


@pytest.mark.parametrize("module", OFFERING, ids=name_of)
def test_a_module_says_what_it_offers(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    if all(isinstance(node, ast.Expr) for node in tree.body):
        return  # a package that is only a folder
    offers = [offered for node in tree.body if (offered := _offered(node)) is not None]
    assert len(offers) == 1, "no __all__"
    assert offers[0] <= _bound_in(tree), "__all__ names what is not there"


def _offered(node: ast.stmt) -> set[str] | None:
    match node:
        case ast.Assign(targets=[ast.Name("__all__")], value=value):
            return set(ast.literal_eval(value))
        case ast.AnnAssign(target=ast.Name("__all__"), value=ast.expr() as value):
            return set(ast.literal_eval(value))
    return None


def _bound_in(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names.update(alias.asname or alias.name for alias in aliases)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
    return names


def _picture() -> dict[str, tuple[str, str | None, str]]:
    """Class → (the class above it, its code where one is drawn, the rest of the line), as the docstring draws it."""
    drawn: dict[str, tuple[str, str | None, str]] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"    ([│├└─ ]*)(\w+Error)\s*(?:exit \d: *)?(KG\d{3})?(.*)", line)
        if match:
            depth = len(match[1]) // 4
            drawn[match[2]] = (above[depth - 1] if depth else "", match[3], line)
            above[depth:] = [match[2]]
    return drawn


def test_the_picture_of_errors_is_the_tree_of_classes() -> None:
    drawn = {name: parent for name, (parent, _, _) in _picture().items() if parent}
    assert drawn == {error.__name__: error.__bases__[0].__name__ for error in all_errors()}


@pytest.mark.parametrize("error", list(all_errors()), ids=lambda error: error.__name__)
def test_an_error_is_drawn_with_its_code_and_explained(error: type[KgError]) -> None:
    _, code, line = _picture()[error.__name__]
    assert code is None or code == error.code
    exit_code = re.search(r"exit (\d)", line)
    assert exit_code is None or int(exit_code[1]) == error.exit_code
    assert re.fullmatch(r"KG\d{3}", error.code)
    assert error.exit_code in {1, 2, 3, 4}
    assert len(error.explanation) > 30
    assert error.title != KgError.title


def test_error_codes_are_unique() -> None:
    codes = [error.code for error in all_errors()]
    assert sorted(codes) == sorted(set(codes))


def test_the_version_stands_in_two_places_and_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert kg.__version__ == project["version"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_dependency_by_hash_and_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + (extras["dev"] if "dev" in lock else [])
    for own in [name for name in wanted if name.startswith("news-kg[")]:
        wanted.remove(own)
        wanted += [name for extra in own[len("news-kg[") : -1].split(",") for name in extras[extra]]
    pinned = set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE))
    assert {re.split(r"[^\w.-]", name)[0].lower() for name in wanted} <= pinned
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[\w])", text, flags=re.MULTILINE)[1:])
    assert "://" not in text


ELSEWHERE = re.compile(
    r"pypi\.[o]rg|[p]ythonhosted|(?<![\w.])/[w]ork/|(?<![\w.])/[t]mp/|\.\./[s]hared"  # written not to find itself
)


def test_no_tracked_file_names_a_registry_or_somebody_s_folder() -> None:
    done = run("git", "ls-files", "-z") if shutil.which("git") else None
    if done is None or done.returncode != 0:
        pytest.skip("not a git checkout")
    found = []
    for name in filter(None, done.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{name}: {match[0]}" for match in ELSEWHERE.finditer(text)]
    assert found == []
